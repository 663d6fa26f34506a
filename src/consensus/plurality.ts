/** Strategies in which each ballot adds to the score of its answer, and the highest score wins. */
import type { Ballot } from './ballot.ts';
import { scoredVerdict } from './scored-verdict.ts';
import type { Strategy } from './strategy.ts';
import type { Candidate } from './tie-break.ts';

/** What one ballot adds to its answer: from 0 up to the ballot's weight, and all of it at full confidence. */
export type BallotScore = (ballot: Ballot) => number;

/** The confidence of a ballot, 0..1; 1 where the backend gave none. */
export function confidenceOf(ballot: Ballot): number {
  return ballot.confidence ?? 1;
}

/** The candidates of `ballots`, by first appearance; abstentions are nobody's. */
export function countVotes(ballots: readonly Ballot[], scoreOf: BallotScore): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const ballot of ballots) {
    const { answer } = ballot;
    if (answer !== null) candidates.set(answer, withVote(candidates.get(answer), answer, ballot, scoreOf));
  }
  return [...candidates.values()];
}

/** `candidate` (undefined: none yet) with one more ballot for `answer`. */
export function withVote(
  candidate: Candidate | undefined,
  answer: string,
  ballot: Ballot,
  scoreOf: BallotScore,
): Candidate {
  return {
    answer,
    score: (candidate?.score ?? 0) + scoreOf(ballot),
    confidence: (candidate?.confidence ?? 0) + confidenceOf(ballot),
    ballots: (candidate?.ballots ?? 0) + 1,
  };
}

/** The strategy in which a ballot scores `scoreOf`; its confidence is the winner's score / weight of the electorate. */
export function plurality(scoreOf: BallotScore): Strategy {
  return (ballots, _options, { totalWeight }) => scoredVerdict(countVotes(ballots, scoreOf), totalWeight);
}
