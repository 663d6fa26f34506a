import type { ControlledEvaluateIndexOutput, LlamaContextSequence, Token } from 'node-llama-cpp';
import { PacoreError } from '../../errors.ts';
import { draw, drawBeyond, logProbability, type Drawn, type NextLogits } from './draw.ts';
import { seededRandom } from './random.ts';

/**
 * Raw logits asked for with each token drawn by temperature. Asking makes llama.cpp sort the vocabulary, as its own
 * `confidence` does: 0.05 ms a token at 2,000 tokens, 2 ms at 32,000. Each one handed over costs too (1,000 of them
 * 0.3 ms), and too few make the second look in {@link byTemperature} frequent.
 */
const BEST = 64;

/** A generated token and the natural logarithm of its probability under temperature 1. */
interface NextToken {
  readonly token: Token;
  readonly logprob: number;
}

/** Evaluates `input` at the end of a sequence and chooses the token after it. */
export type ChooseNext = (input: readonly Token[]) => Promise<NextToken>;

/** Always the most likely token. Its raw logit is the highest, so the total weight alone gives its probability. */
export function greedily(sequence: LlamaContextSequence): ChooseNext {
  return async (input) => {
    const { token, totalLogitWeight = Infinity } = await evaluate(sequence, input, false);
    if (token === undefined || token === null) throw noToken();
    return { token, logprob: -Math.log(totalLogitWeight) };
  };
}

/**
 * A token drawn under `temperature` from the whole vocabulary, without truncation; one seed always draws the same.
 * `vocabulary` is the number of tokens there are.
 */
export function byTemperature(
  sequence: LlamaContextSequence,
  vocabulary: number,
  temperature: number,
  seed: number,
): ChooseNext {
  const random = seededRandom(seed);

  const look = async (input: readonly Token[], howMany: number): Promise<NextLogits<Token>> => {
    const filter = { tokens: [], includeTop: howMany };
    const next = await evaluate(sequence, input, howMany < vocabulary ? { filter } : true);
    return { best: [...(next.logits ?? [])], total: next.totalLogitWeight ?? Infinity, vocabulary };
  };

  /** The rare draw among the unlikely tokens: evaluates the last token once more, for all the logits. */
  const settle = async (last: Token, known: number, beyond: number): Promise<Drawn<Token> | undefined> => {
    const end = sequence.nextTokenIndex;
    await sequence.eraseContextTokenRanges([{ start: end - 1, end }]);
    return drawBeyond(await look([last], vocabulary), known, beyond, temperature, random);
  };

  return async (input) => {
    const next = await look(input, BEST);
    const last = input.at(-1);
    if (last === undefined || next.best.length === 0) throw noToken();
    const first = draw(next, temperature, random);
    const drawn = 'token' in first ? first : await settle(last, next.best.length, first.beyond);
    if (drawn === undefined) throw noToken();
    return { token: drawn.token, logprob: logProbability(next, drawn.logit) };
  };
}

type Next = ControlledEvaluateIndexOutput['next'];
type LogitsWanted = boolean | { filter: { tokens: Token[]; includeTop: number } };

/** Greedy, so that llama.cpp neither sorts nor scales: the logits are raw, and the total weight is over all of them. */
async function evaluate(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  logits: LogitsWanted,
): Promise<Next> {
  const last = input.at(-1);
  if (last === undefined) throw noToken();
  const generateNext = { token: true, totalLogitWeight: true, logits, options: { temperature: 0 } };
  const outputs = await sequence.controlledEvaluate([...input.slice(0, -1), [last, { generateNext }]]);
  const output = outputs.at(-1);
  if (output === undefined) throw noToken();
  return output.next;
}

function noToken(): PacoreError {
  return new PacoreError('PACORE_GENERATION', 'The model gave no next token.');
}
