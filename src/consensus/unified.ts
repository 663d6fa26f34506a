import type { Ballot } from './ballot.ts';
import { candidatesOf } from './candidates.ts';
import { isExact, representatives, type Equivalence } from './equivalence.ts';
import { majorityScore } from './majority.ts';
import { countVotes } from './plurality.ts';

/**
 * The ballots with answers that count as the same written the same, in their rankings too: of entries that became one,
 * the best place stays.
 */
export function unified(ballots: readonly Ballot[], equivalence: Equivalence): readonly Ballot[] {
  if (isExact(equivalence)) return ballots;
  const weights = new Map(countVotes(ballots, majorityScore).map(({ answer, score }) => [answer, score]));
  const all = new Map([...candidatesOf(ballots)].map((answer) => [answer, weights.get(answer) ?? 0]));
  const representative = representatives(all, equivalence);
  const nameOf = (answer: string): string => representative.get(answer) ?? answer;
  return ballots.map((ballot) => ({
    ...ballot,
    answer: ballot.answer === null ? null : nameOf(ballot.answer),
    ...(ballot.ranking === undefined ? {} : { ranking: [...new Set(ballot.ranking.map(nameOf))] }),
  }));
}
