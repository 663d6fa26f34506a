import type { Ballot } from './ballot.ts';
import { candidatesOf } from './candidates.ts';
import { isExact, representatives, type Equivalence } from './equivalence.ts';

/**
 * The ballots with answers that count as the same written the same, in their rankings too: of entries that became one,
 * the best place stays.
 */
export function unified(ballots: readonly Ballot[], equivalence: Equivalence): readonly Ballot[] {
  if (isExact(equivalence)) return ballots;
  const weights = new Map([...candidatesOf(ballots)].map((answer) => [answer, 0]));
  for (const { answer, weight } of ballots)
    if (answer !== null) weights.set(answer, (weights.get(answer) ?? 0) + weight);
  const representative = representatives(weights, equivalence);
  const nameOf = (answer: string): string => representative.get(answer) ?? answer;
  return ballots.map((ballot) => ({
    ...ballot,
    answer: ballot.answer === null ? null : nameOf(ballot.answer),
    ...(ballot.ranking === undefined ? {} : { ranking: [...new Set(ballot.ranking.map(nameOf))] }),
  }));
}
