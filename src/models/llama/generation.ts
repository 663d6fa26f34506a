import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerateRequest, GenerationEvent, TextEnd } from '../backend.ts';
import { ballotConfidence } from '../confidence.ts';
import { StopStrings } from '../stop-strings.ts';
import { chooserFor, type NextToken } from './next-token.ts';
import type { OpenModel } from './open-model.ts';
import type { Track } from './prefix.ts';
import { logProbabilitiesOf, structuredChooser } from './structured.ts';
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

/** Where the tokens come from. */
interface Source {
  readonly next: () => Promise<NextToken>;
  /** The logarithms of all tokens' probabilities, at the end: what was not known is worked out now. */
  readonly logprobs: () => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
}

/** Under a grammar a model may go on with blank lines for ever. */
const BLANK_LINES = '\n\n\n\n';

/** Writes the answer to a prompt, a token at a time; looks at the signal between any two batches. */
export async function* runGeneration(generation: Generation): AsyncGenerator<GenerationEvent, void> {
  const { open, request, prompt, signal, track } = generation;
  const room = Math.min(request.maxTokens, open.contextSize - prompt.length);
  const { stop = [], schema } = request;
  const stops = new StopStrings(schema === undefined ? stop : [...stop, BLANK_LINES]);
  const tokenText = new TokenText(open.model);
  const aborted = (): boolean => signal.aborted;
  let completionTokens = 0;
  let text = '';
  let logprob: number | undefined = 0;
  let finish: TextEnd['finish'] = 'length';
  const emit = (piece: string): readonly GenerationEvent[] => {
    if (piece === '') return [];
    text += piece;
    const sureness = logprob === undefined ? {} : { logprob };
    logprob = 0;
    return [{ type: 'text-delta', text: piece, completionTokens, ...sureness }];
  };

  const source = await sourceFor(generation);
  try {
    while (!aborted() && finish === 'length' && completionTokens < room) {
      const step = await track(source.next());
      // Looked at right after the call: the model may have been disposed of, and must not be touched any more.
      if (aborted()) break;
      if (open.model.isEogToken(step.token)) finish = 'stop';
      else {
        completionTokens += 1;
        logprob = step.logprob === undefined || logprob === undefined ? undefined : logprob + step.logprob;
        const clear = stops.push(tokenText.push(step.token));
        if (clear.isOver) finish = 'stop';
        yield* emit(clear.text);
      }
    }
    if (finish === 'length' && aborted()) finish = 'cancelled';
    if (finish !== 'cancelled') {
      const clear = stops.push(tokenText.end());
      yield* emit(clear.isOver ? clear.text : clear.text + stops.end());
    }
    const logprobs = await source.logprobs();
    const confidence = ballotConfidence(logprobs, request.confidenceFrom);
    yield { type: 'text-end', text, finish, promptTokens: prompt.length, completionTokens, confidence };
  } finally {
    await source.close();
  }
}

async function sourceFor(generation: Generation): Promise<Source> {
  const { open, sequence, request, prompt, signal, track } = generation;
  const last = prompt.slice(-1);
  const chooser =
    request.schema === undefined
      ? chooserFor(sequence, last, request)
      : await structuredChooser(open, sequence, last, request.schema, request);
  const answer: Token[] = [];
  const logprobs: number[] = [];
  return {
    async next() {
      const step = await chooser.next();
      // The token that ends the answer is part of what the model had to be sure of, though it is no text.
      answer.push(step.token);
      if (step.logprob !== undefined) logprobs.push(step.logprob);
      return step;
    },
    async logprobs() {
      await chooser.close();
      if (logprobs.length === answer.length || signal.aborted) return logprobs;
      return track(logProbabilitiesOf(sequence, prompt, answer));
    },
    close: chooser.close,
  };
}
