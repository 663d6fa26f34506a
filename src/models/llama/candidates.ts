/** The tokens that a model holds most likely next: what is drawn from, and what confidence is told by. */
import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { PacoreError } from '../../errors.ts';
import type { Sampling } from '../sampling.ts';
import type { RecentTokens } from './recent-tokens.ts';

/**
 * The likeliest tokens, in falling order, at least one, with their probabilities under temperature 1 among themselves.
 * llama.cpp picks them out in a part of the time that it takes to add up the weights of a whole vocabulary, and no more
 * of them cross into JavaScript.
 */
export type Candidates<Own = Token> = readonly (readonly [token: Own, probability: number])[];

/**
 * Candidates that are asked for, where top-k does not ask for more: with trained models the others together are next to
 * nothing, and up to 128 llama.cpp finds them by a partial sort.
 */
export const CANDIDATES = 64;

/** The candidates for one token after another. */
export interface Lookout {
  /** The candidates after `token`, which was chosen among the last ones; the first time after the input. */
  readonly after: (token?: Token) => Promise<Candidates>;
  /** No more are asked for. */
  readonly close: () => Promise<void>;
}

/** Looks out from the end of `sequence`, behind `input`. Penalised tokens are less likely already. */
export function lookoutFrom(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  { topK, repeatPenalty }: Pick<Sampling, 'topK' | 'repeatPenalty'>,
  recent: RecentTokens<Token>,
): Lookout {
  const options = { ...candidateOptions(topK), yieldEogToken: true, ...penaltyOptions(repeatPenalty, recent) };
  const steps = sequence.evaluateWithMetadata([...input], { probabilities: true }, options);
  return {
    async after(token) {
      const { value } = await (token === undefined ? steps.next() : steps.next(token));
      if (value === undefined || value.probabilities.size === 0) throw noToken();
      return [...value.probabilities];
    },
    async close() {
      await steps.return();
    },
  };
}

/** Makes llama.cpp tell the probabilities of the candidates alone; what it draws by itself is put aside. */
export function candidateOptions(topK: number): Required<Pick<SequenceEvaluateOptions, 'temperature' | 'topK' | 'topP' | 'minP' | 'seed'>> {
  return { temperature: 1, topK: Math.max(topK, CANDIDATES), topP: 1, minP: 0, seed: 0 };
}

/** Makes the tokens that `recent` then has less likely, by their raw logits; it is looked at for each token. */
export function penaltyOptions(
  penalty: number,
  recent: RecentTokens<Token>,
): Pick<SequenceEvaluateOptions, 'repeatPenalty'> {
  return penalty === 1 ? {} : { repeatPenalty: { punishTokens: () => recent.list(), penalty } };
}

/** The failure of a model that has nothing to say. */
export function noToken(): PacoreError {
  return new PacoreError('PACORE_GENERATION', 'The model gave no next token.');
}
