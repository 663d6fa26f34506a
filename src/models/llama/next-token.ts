import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerateRequest } from '../backend.ts';
import { PLAIN_SAMPLING } from '../sampling.ts';
import { seededRandom } from '../../seeded-random.ts';
import { lookoutFrom } from './candidates.ts';
import { draw } from './draw.ts';
import { RecentTokens } from './recent-tokens.ts';
import { remaining } from './truncate.ts';

/** A generated token and the natural logarithm of its probability under temperature 1, if it is known. */
export interface NextToken {
  readonly token: Token;
  readonly logprob?: number;
}

/** Chooses one token after another. */
export interface Chooser {
  readonly next: () => Promise<NextToken>;
  /** No more tokens are asked for. */
  readonly close: () => Promise<void>;
}

/**
 * Chooses the tokens of an answer behind `input`, at the end of `sequence`; one seed always chooses the same. Whatever the
 * temperature and the truncation, a token's probability is told among the {@link lookoutFrom} candidates.
 */
export function chooserFor(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  { temperature, seed, sampling = PLAIN_SAMPLING }: Pick<GenerateRequest, 'temperature' | 'seed' | 'sampling'>,
): Chooser {
  const random = seededRandom(seed);
  const recent = new RecentTokens<Token>();
  const lookout = lookoutFrom(sequence, input, sampling, recent);
  let last: Token | undefined;
  return {
    async next() {
      const candidates = await lookout.after(last);
      const [token, probability] = draw(remaining(candidates, sampling), temperature, random);
      recent.push(token);
      last = token;
      return { token, logprob: Math.log(probability) };
    },
    close: lookout.close,
  };
}
