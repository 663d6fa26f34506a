/** When a lead is unlikely to turn: the Beta rule of Adaptive-Consistency. */

/**
 * The probability that the leading answer would win an endless vote between the two leading answers, after `first` and
 * `second` ballots for them and with no opinion beforehand: for a uniform prior over its share p, P(p > ½) =
 * 2^-(a+b+1) · Σ_{i ≤ a} C(a+b+1, i) with a = `first`, b = `second` (Aggarwal et al. 2023, "Let's Sample Step by Step",
 * arXiv 2305.11860). Above ½ when `first` is more than `second`; ½ when they are equal.
 */
export function leadProbability(first: number, second: number): number {
  const trials = first + second + 1;
  // The other tail is the shorter sum: Σ_{i > a} C(n, i) = Σ_{i ≤ b} C(n, i), for n = a + b + 1.
  let term = -trials * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= second; i++) {
    tail += Math.exp(term);
    term += Math.log((trials - i) / (i + 1));
  }
  return 1 - tail;
}

/** The fewest ballots, all alike, that reach the probability `stopAt` (above ½, below 1). */
export function fewestToStop(stopAt: number): number {
  let ballots = 1;
  while (leadProbability(ballots, 0) < stopAt) ballots++;
  return ballots;
}
