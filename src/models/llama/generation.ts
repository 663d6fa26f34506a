import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerateRequest, GenerationEvent, TextEnd } from '../backend.ts';
import { ballotConfidence } from '../confidence.ts';
import { byTemperature, greedily } from './next-token.ts';
import type { OpenModel } from './open-model.ts';
import type { Track } from './prefix.ts';
import { TokenText } from './token-text.ts';

/** One prompt on its way through a model. */
export interface Generation {
  readonly open: OpenModel;
  /** Holds the evaluated prompt, its last token left out. */
  readonly sequence: LlamaContextSequence;
  readonly request: GenerateRequest;
  readonly prompt: readonly Token[];
  readonly signal: AbortSignal;
  readonly track: Track;
}

/** Writes the answer to a prompt, a token at a time; looks at the signal between any two batches. */
export async function* runGeneration(generation: Generation): AsyncGenerator<GenerationEvent, void> {
  const { open, request, prompt, signal, track } = generation;
  const room = Math.min(request.maxTokens, open.contextSize - prompt.length);
  const choose = chooserFor(generation);
  const tokenText = new TokenText(open.model);
  const logprobs: number[] = [];
  let completionTokens = 0;
  let text = '';
  let finish: TextEnd['finish'] = 'length';
  let input: readonly Token[] = prompt.slice(-1);

  const aborted = (): boolean => signal.aborted;
  while (!aborted() && finish === 'length' && completionTokens < room) {
    const next = await track(choose(input));
    // Looked at right after the call: the model may have been disposed of, and must not be touched any more.
    if (aborted()) break;
    // The token that ends the answer is part of what the model had to be sure of, but no text.
    logprobs.push(next.logprob);
    if (open.model.isEogToken(next.token)) finish = 'stop';
    else {
      completionTokens += 1;
      const piece = tokenText.push(next.token);
      text += piece;
      if (piece !== "") yield { type: "text-delta", text: piece, completionTokens };
    }
    input = [next.token];
  }

  if (finish === 'length' && aborted()) finish = 'cancelled';
  const rest = finish === 'cancelled' ? '' : tokenText.end();
  text += rest;
  if (rest !== '') yield { type: 'text-delta', text: rest, completionTokens };
  const confidence = ballotConfidence(logprobs, request.confidenceFrom);
  yield { type: 'text-end', text, finish, promptTokens: prompt.length, completionTokens, confidence };
}

function chooserFor({ open, sequence, request }: Generation): ReturnType<typeof greedily> {
  const { temperature, seed } = request;
  return temperature > 0 ? byTemperature(sequence, open.vocabulary, temperature, seed) : greedily(sequence);
}
