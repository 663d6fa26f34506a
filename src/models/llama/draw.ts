/**
 * Drawing a token by temperature, exactly, from only the most likely ones.
 *
 * Drawing and confidence want different distributions: tokens are drawn under the request's temperature, confidence
 * is told under temperature 1. llama.cpp's sampler gives one of them; turning the other out of it needs the whole
 * vocabulary for every token, which doubles the time. So the model is asked for its raw logits: the best few, and the
 * total weight of all. The total makes every probability under temperature 1 exact. For the draw, the weight of the
 * unknown rest can be bounded; a draw that stays clear of the bound is decided, and the rare one that does not is
 * settled with all the logits.
 */

/** What is smaller than this share of a single precision sum is lost when it is added. */
const SINGLE_PRECISION = 2 ** -24;

/** Raw logits of the next token: the best ones, in falling order. */
export interface NextLogits<Token> {
  readonly best: readonly (readonly [token: Token, logit: number])[];
  /** Sum over the whole vocabulary of exp(logit - highest logit), in single precision. */
  readonly total: number;
  /** Tokens in the vocabulary. */
  readonly vocabulary: number;
  /** No token that is not among the best has a higher logit than this; left out, the last one's of the best. */
  readonly ceiling?: number;
}

/** A token drawn, with its logit. */
export interface Drawn<Token> {
  readonly token: Token;
  readonly logit: number;
}

/** How far beyond the weights of the known tokens a draw fell. */
export interface Beyond {
  readonly beyond: number;
}

/** Draws among `tokens` alone, with their raw logits. @throws RangeError when there is none */
export function drawAmong<Token>(
  tokens: NextLogits<Token>['best'],
  temperature: number,
  random: () => number,
): Token {
  const alone = { best: tokens, total: 0, vocabulary: tokens.length };
  const drawn = pick(alone, temperature, random() * weigh(alone, temperature));
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError('There is no token to draw.');
  // Rounding alone leads beyond the last one.
  return 'token' in drawn ? drawn.token : last[0];
}

/** Draws among the best tokens; exact together with {@link drawBeyond}. */
export function draw<Token>(
  next: NextLogits<Token>,
  temperature: number,
  random: () => number,
): Drawn<Token> | Beyond {
  const known = weigh(next, temperature);
  return pick(next, temperature, random() * (known + restBound(next, temperature)));
}

/**
 * Settles a draw that fell `beyond` the `known` best tokens: either one of the rest is hit, or the bound was wider
 * than the rest is, and it is drawn again from `all`. The known ones come first in `all`.
 * @throws RangeError where there are no tokens
 */
export function drawBeyond<Token>(
  all: NextLogits<Token>,
  known: number,
  beyond: number,
  temperature: number,
  random: () => number,
): Token {
  const rest = pick(all, temperature, beyond, known);
  return 'token' in rest ? rest.token : drawAmong(all.best, temperature, random);
}

/** The natural logarithm of a token's probability under temperature 1. */
export function logProbability<Token>(next: NextLogits<Token>, logit: number): number {
  return logit - highest(next) - Math.log(next.total);
}

/** The token at `point` along the weights, laid end to end from the token at `from` on. */
function pick<Token>(next: NextLogits<Token>, temperature: number, point: number, from = 0): Drawn<Token> | Beyond {
  let left = point;
  for (const [token, logit] of next.best.slice(from)) {
    left -= Math.exp((logit - highest(next)) / temperature);
    if (left < 0) return { token, logit };
  }
  return { beyond: left };
}

function weigh<Token>(next: NextLogits<Token>, temperature: number): number {
  return next.best.reduce((sum, [, logit]) => sum + Math.exp((logit - highest(next)) / temperature), 0);
}

/** At least the weight, under `temperature`, of all tokens that are not among the best. */
function restBound<Token>(next: NextLogits<Token>, temperature: number): number {
  const count = next.vocabulary - next.best.length;
  const ceiling = next.ceiling ?? next.best.at(-1)?.[1];
  if (count <= 0 || ceiling === undefined) return 0;
  const most = Math.exp(ceiling - highest(next));
  // The total is a sum in single precision, from which the least likely tokens are missing altogether.
  const lost = next.vocabulary * SINGLE_PRECISION * next.total;
  const mass = Math.min(count * most, Math.max(0, next.total - weigh(next, 1)) + lost);
  // Each weight x becomes x^(1/T). Below 1 that is x times at most `most`^(1/T - 1); above 1 it is concave, and the
  // sum is greatest when the mass is spread evenly.
  if (temperature <= 1) return mass * most ** (1 / temperature - 1);
  return count * (mass / count) ** (1 / temperature);
}

function highest<Token>(next: NextLogits<Token>): number {
  return next.best[0]?.[1] ?? 0;
}
