import type { CountedBallot } from './ballot.ts';
import { majorityScore } from './majority.ts';
import { countVotes } from './plurality.ts';
import type { Candidate } from './tie-break.ts';

/**
 * The candidates `names` with what breaks their ties: the ballots whose own answer they are, none for those that stand in
 * rankings only. `scoreOf` gives their scores, in the strategy's unit.
 */
export function scoredCandidates(
  names: ReadonlySet<string>,
  ballots: readonly CountedBallot[],
  scoreOf: (name: string) => number,
): readonly Candidate[] {
  const votes = new Map(countVotes(ballots, majorityScore).map((candidate) => [candidate.answer, candidate]));
  return [...names].map((answer) => {
    const { confidence = 0, ballots: count = 0 } = votes.get(answer) ?? {};
    return { answer, score: scoreOf(answer), confidence, ballots: count };
  });
}
