/** What a model says about the next token: its raw logits, without sampling. */
import type {
  ControlledEvaluateIndexOutput,
  ControlledEvaluateInputItem,
  LlamaContextSequence,
  Token,
} from 'node-llama-cpp';
import { PacoreError } from '../../errors.ts';
import type { NextLogits } from './draw.ts';

type GenerateNext = NonNullable<Extract<ControlledEvaluateInputItem, readonly unknown[]>[1]['generateNext']>;
type Next = ControlledEvaluateIndexOutput['next'];
type LogitsWanted = boolean | { filter: { tokens: Token[]; includeTop: number } };

/** The most likely next token, and the sum over the vocabulary of exp(logit - its logit). */
export async function lookAtBest(
  sequence: LlamaContextSequence,
  input: readonly Token[],
): Promise<{ readonly token: Token; readonly total: number }> {
  const { token, totalLogitWeight = Infinity } = await evaluate(sequence, input, false);
  if (token === undefined || token === null) throw noToken();
  return { token, total: totalLogitWeight };
}

/** The logits of the `howMany` most likely next tokens, of all `vocabulary` ones where that is no less. */
export async function lookAt(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  howMany: number,
  vocabulary: number,
): Promise<NextLogits<Token>> {
  const filter = { tokens: [], includeTop: howMany };
  const { logits, totalLogitWeight } = await evaluate(sequence, input, howMany < vocabulary ? { filter } : true);
  const best = [...(logits ?? [])];
  const lowest = best.at(-1);
  if (lowest === undefined) throw noToken();
  return { best, total: totalLogitWeight ?? Infinity, vocabulary, ceiling: lowest[1] };
}

/** All logits after `last`, which has been evaluated already, once more. */
export async function lookAtAll(
  sequence: LlamaContextSequence,
  last: Token,
  vocabulary: number,
): Promise<NextLogits<Token>> {
  const end = sequence.nextTokenIndex;
  await sequence.eraseContextTokenRanges([{ start: end - 1, end }]);
  return lookAt(sequence, [last], vocabulary, vocabulary);
}

/** A token as llama.cpp itself draws it under `options`. */
export async function drawNatively(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  options: NonNullable<GenerateNext['options']>,
): Promise<Token> {
  const { token } = await evaluateWith(sequence, input, { token: true, options });
  if (token === undefined || token === null) throw noToken();
  return token;
}

/** Greedy, so that llama.cpp neither sorts nor scales: the logits are raw, and the total weight is over all of them. */
async function evaluate(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  logits: LogitsWanted,
): Promise<Next> {
  return evaluateWith(sequence, input, { token: true, totalLogitWeight: true, logits, options: { temperature: 0 } });
}

async function evaluateWith(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  generateNext: GenerateNext,
): Promise<Next> {
  const last = input.at(-1);
  if (last === undefined) throw noToken();
  const outputs = await sequence.controlledEvaluate([...input.slice(0, -1), [last, { generateNext }]]);
  const output = outputs.at(-1);
  if (output === undefined) throw noToken();
  return output.next;
}

/** The failure of a model that has nothing to say. */
export function noToken(): PacoreError {
  return new PacoreError('PACORE_GENERATION', 'The model gave no next token.');
}
