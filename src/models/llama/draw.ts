import type { Candidates } from './candidates.ts';

/**
 * One of `candidates`, most likely first with their probabilities under temperature 1, drawn under `temperature`; the
 * first at 0. `random` gives numbers in [0, 1). @throws RangeError where there are none
 */
export function draw<Token>(
  candidates: Candidates<Token>,
  temperature: number,
  random: () => number,
): Candidates<Token>[number] {
  const [first] = candidates;
  if (first === undefined) throw new RangeError('There is no token to draw.');
  if (temperature === 0 || candidates.length === 1) return first;
  // Relative to the highest, so that no temperature makes all of them nothing.
  const weights = candidates.map(([, probability]) => (probability / first[1]) ** (1 / temperature));
  let point = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = weights.findIndex((weight) => (point -= weight) < 0);
  return candidates[drawn] ?? first;
}
