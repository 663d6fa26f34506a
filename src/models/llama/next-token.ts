import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerateRequest } from '../backend.ts';
import { PLAIN_SAMPLING, truncates } from '../sampling.ts';
import { draw, drawAmong, drawBeyond, logProbability, type NextLogits } from './draw.ts';
import { drawNatively, lookAt, lookAtAll, lookAtBest } from './look.ts';
import { nativeSampling } from './native-sampling.ts';
import { seededRandom } from '../../seeded-random.ts';
import { RecentTokens } from './repeat-penalty.ts';
import { remaining } from './truncate.ts';

/**
 * Raw logits asked for with each token that is drawn. Asking makes llama.cpp sort the vocabulary, as its own
 * `confidence` does: 0.05 ms a token at 2,000 tokens, 2 ms at 32,000. Each one handed over costs too (1,000 of them
 * 0.3 ms), and too few make the second look frequent.
 */
const BEST = 64;

/**
 * Draws in a row that these do not settle, after which llama.cpp draws by itself for the rest of the answer: the model is
 * as unsure as that, and handing over all the logits takes as long as computing them. What it tells then is of the
 * temperature that it draws under, so the probabilities have to be found out afterwards.
 */
const PATIENCE = 2;

/** A generated token and the natural logarithm of its probability under temperature 1, of all tokens, if it is known. */
interface NextToken {
  readonly token: Token;
  readonly logprob?: number;
}

/** Evaluates `input` at the end of a sequence and chooses the token after it. */
export type ChooseNext = (input: readonly Token[]) => Promise<NextToken>;

/**
 * How the tokens of a request are chosen; one seed always chooses the same. `vocabulary` is the number of tokens there
 * are.
 */
export function chooserFor(
  sequence: LlamaContextSequence,
  vocabulary: number,
  request: Pick<GenerateRequest, 'temperature' | 'seed' | 'sampling'>,
): ChooseNext {
  const { temperature, seed, sampling = PLAIN_SAMPLING } = request;
  if (temperature === 0 && sampling.repeatPenalty === 1) return greedily(sequence);
  const random = seededRandom(seed);
  const recent = new RecentTokens<Token>();

  /** Among the tokens that `raw` knows, if they are enough to tell; all of them, then. */
  const choose = (raw: NextLogits<Token>): Token | { readonly beyond: number } => {
    const next = recent.penalise(raw, sampling.repeatPenalty);
    const [first] = next.best;
    if (temperature === 0 && first !== undefined) return first[0];
    if (truncates(sampling)) {
      const tokens = remaining(next, sampling);
      return tokens === undefined ? { beyond: 0 } : drawAmong(tokens, temperature, random);
    }
    const drawn = draw(next, temperature, random);
    return 'token' in drawn ? drawn.token : drawn;
  };

  /** The rare choice that the best tokens do not settle. */
  const chooseFromAll = (raw: NextLogits<Token>, known: NextLogits<Token>, beyond: number): Token => {
    const next = recent.penalise(raw, sampling.repeatPenalty);
    if (truncates(sampling)) return drawAmong(remaining(next, sampling) ?? next.best, temperature, random);
    const best = recent.penalise(known, sampling.repeatPenalty).best;
    const others = new Set(best.map(([token]) => token));
    const inOrder = { ...next, best: [...best, ...next.best.filter(([token]) => !others.has(token))] };
    return drawBeyond(inOrder, best.length, beyond, temperature, random);
  };

  let unsettled = 0;
  return async (input) => {
    if (unsettled >= PATIENCE) {
      const stepSeed = Math.floor(random() * 2 ** 32);
      const options = nativeSampling({ temperature, seed: stepSeed, sampling }, recent);
      const token = await drawNatively(sequence, input, options);
      recent.push(token);
      return { token };
    }
    const penalised = sampling.repeatPenalty === 1 ? 0 : recent.size;
    let raw = await lookAt(sequence, input, BEST + penalised, vocabulary);
    const found = choose(raw);
    let token: Token;
    if (typeof found === 'object') {
      const known = raw;
      raw = await lookAtAll(sequence, lastOf(input), vocabulary);
      token = chooseFromAll(raw, known, found.beyond);
      unsettled += 1;
    } else {
      token = found;
      unsettled = 0;
    }
    recent.push(token);
    return { token, logprob: logProbability(raw, logitOf(raw, token)) };
  };
}

/** Always the most likely token. Its raw logit is the highest, so the total weight alone gives its probability. */
function greedily(sequence: LlamaContextSequence): ChooseNext {
  return async (input) => {
    const { token, total } = await lookAtBest(sequence, input);
    return { token, logprob: -Math.log(total) };
  };
}

function logitOf({ best }: NextLogits<Token>, token: Token): number {
  return best.find(([candidate]) => candidate === token)?.[1] ?? -Infinity;
}

function lastOf(input: readonly Token[]): Token {
  const last = input.at(-1);
  if (last === undefined) throw new RangeError('Nothing to evaluate.');
  return last;
}
