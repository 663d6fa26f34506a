import type { Pass } from './pass.ts';
import type { BenchResult } from './result.ts';
import { runsHere } from './rows.ts';
import { mean, rounded } from './statistics.ts';

/**
 * How much faster the members are at once than one after another, every ballot awaited, and the most that could be: with
 * c cores no more than c, and never faster than the slowest member.
 */
export function speedupOf(
  members: readonly Pass[],
  together: Pass,
  cores: number,
): Pick<BenchResult, 'speedup' | 'speedupLimit' | 'cores'> {
  const times = members.map(timeOf);
  const inTurn = times.reduce((sum, time) => sum + time, 0);
  const slowest = inTurn / Math.max(...times);
  return {
    speedup: rounded(inTurn / timeOf(together), 2),
    speedupLimit: rounded(runsHere(together.contender) ? Math.min(cores, slowest) : slowest, 2),
    cores,
  };
}

function timeOf({ answered }: Pass): number {
  return mean(answered.map(({ ms }) => ms));
}
