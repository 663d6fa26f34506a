import { plurality, type LinearScore } from './plurality.ts';
import type { Strategy } from './strategy.ts';
import { TOLERANCE } from './tie-break.ts';

/** A ballot counts its weight, whatever its confidence. */
export const majorityScore: LinearScore = (ballot) => ballot.weight;

/**
 * `majority_voting`: the answer with the most weight of votes wins. Confidence = its votes / the whole electorate, so
 * that 2 of 3 members are 0.6667 whether the third disagrees, abstains or is missing.
 */
export const majorityVoting: Strategy = plurality(majorityScore);

/** Whether `weight` is more than half of `total`, be it added up in another order. */
export function isMajority(weight: number, total: number): boolean {
  return weight > total * (0.5 + TOLERANCE);
}
