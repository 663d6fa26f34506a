/** Strategies in which each ballot adds to the score of its answer, and the highest score wins. */
import type { CountedBallot } from './ballot.ts';
import { scoredVerdict } from './scored-verdict.ts';
import type { Strategy } from './strategy.ts';
import type { Candidate } from './tie-break.ts';

/** What one ballot adds to its answer, 0 up to its weight. */
export type BallotScore = (ballot: CountedBallot) => number;

/** One that follows from weight and confidence alone and is linear in the confidence: early decision can reckon with it. */
export type LinearScore = (ballot: Pick<CountedBallot, 'weight' | 'confidence'>) => number;

/** The candidates of `ballots`, by first appearance; abstentions are nobody's. */
export function countVotes(ballots: readonly CountedBallot[], scoreOf: BallotScore): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const ballot of ballots) {
    const { answer } = ballot;
    if (answer === null) continue;
    const before = candidates.get(answer);
    candidates.set(answer, {
      answer,
      score: (before?.score ?? 0) + scoreOf(ballot),
      confidence: (before?.confidence ?? 0) + ballot.confidence,
      ballots: (before?.ballots ?? 0) + 1,
    });
  }
  return [...candidates.values()];
}

/** The strategy in which a ballot scores `scoreOf`; its confidence is the winner's score / weight of the electorate. */
export function plurality(scoreOf: BallotScore): Strategy {
  return (ballots, _options, { totalWeight }) => scoredVerdict(countVotes(ballots, scoreOf), totalWeight);
}
