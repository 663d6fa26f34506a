/** Top-k, top-p and min-p, in llama.cpp's order and before the temperature, from only the most likely tokens. */
import type { Sampling } from '../sampling.ts';
import type { NextLogits } from './draw.ts';

/**
 * The tokens that may be drawn, in falling order, at least one; undefined where `next` knows too few tokens to tell. The
 * nucleus of top-p is Holtzman et al.'s (2019, arXiv 1904.09751), min-p Nguyen et al.'s (2024, arXiv 2407.01082).
 */
export function remaining<Token>(
  next: NextLogits<Token>,
  { topK, topP, minP }: Pick<Sampling, 'topK' | 'topP' | 'minP'>,
): NextLogits<Token>['best'] | undefined {
  const isAll = next.best.length >= next.vocabulary;
  if (topK > next.best.length && !isAll) return undefined;
  const top = topK > 0 ? next.best.slice(0, topK) : next.best;
  const highest = next.best[0]?.[1] ?? 0;
  const weights = top.map(([, logit]) => Math.exp(logit - highest));
  const total = topK > 0 ? weights.reduce((sum, weight) => sum + weight, 0) : next.total;
  const nucleus = topP < 1 ? countReaching(weights, topP * total) : top.length;
  const likely = weights.findIndex((weight) => weight < minP);
  const count = Math.max(1, Math.min(nucleus, likely === -1 ? top.length : likely));
  // Cut by neither, the list ended before it was known where to cut.
  return count === top.length && topK === 0 && !isAll ? undefined : top.slice(0, count);
}

/** How many weights, from the first, together reach `goal`; one more than there are where all do not. */
function countReaching(weights: readonly number[], goal: number): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    sum += weight;
    if (sum >= goal) return index + 1;
  }
  return weights.length + 1;
}
