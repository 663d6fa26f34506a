/** Two ways of answering on the same questions. */
import type { Bootstrap } from './bootstrap.ts';
import type { Comparison } from './result.ts';
import { mean, rounded } from './statistics.ts';

/** A row's name and whether it was right, question by question. */
export interface Marks {
  readonly name: string;
  readonly right: readonly boolean[];
}

/** On fewer questions than that not even the exact sign test finds a difference at 5 per cent: 2 × 0.5⁵ > 0.05 ≥ 2 × 0.5⁶. */
const LEAST_DISAGREEMENTS = 6;

/**
 * The paired difference of `a` to `b`. It is significant when its interval leaves out 0 and the two part on at least six
 * questions: with fewer the bootstrap is surer than it may be.
 */
export function compare(a: Marks, b: Marks, bootstrap: Bootstrap): Comparison {
  const differences = a.right.map((right, index) => Number(right) - Number(b.right[index]));
  const [lo, hi] = bootstrap.meanInterval(differences);
  const disagreements = differences.filter((difference) => difference !== 0).length;
  return {
    a: a.name,
    b: b.name,
    difference: rounded(mean(differences), 4),
    ci: [rounded(lo, 4), rounded(hi, 4)],
    significant: (lo > 0 || hi < 0) && disagreements >= LEAST_DISAGREEMENTS,
  };
}
