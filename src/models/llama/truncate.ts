/** Top-k, top-p and min-p, in llama.cpp's order and before the temperature. */
import type { Sampling } from '../sampling.ts';
import type { Candidates } from './candidates.ts';

/**
 * Those of `candidates` that may be drawn, in falling order, at least one. The nucleus of top-p is Holtzman et al.'s (2019,
 * arXiv 1904.09751), min-p Nguyen et al.'s (2024, arXiv 2407.01082).
 */
export function remaining<Token>(
  candidates: Candidates<Token>,
  { topK, topP, minP }: Pick<Sampling, 'topK' | 'topP' | 'minP'>,
): Candidates<Token> {
  const top = topK > 0 ? candidates.slice(0, topK) : candidates;
  const total = top.reduce((sum, [, probability]) => sum + probability, 0);
  const least = minP * (top[0]?.[1] ?? 0);
  const likely = top.findIndex(([, probability]) => probability < least);
  const count = Math.min(nucleus(top, topP * total), likely === -1 ? top.length : likely);
  return top.slice(0, Math.max(1, count));
}

/** How many, from the first, together reach `goal`. */
function nucleus(top: Candidates<unknown>, goal: number): number {
  let sum = 0;
  const last = top.findIndex(([, probability]) => {
    sum += probability;
    return sum >= goal;
  });
  return last === -1 ? top.length : last + 1;
}
