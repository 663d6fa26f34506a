/** What a ballot without a confidence counts: as much as the others of its question do on average. */
import { isValid, type Ballot, type CountedBallot } from './ballot.ts';

/**
 * The mean of the confidences of those ballots that count (valid, with an answer) and have one; 1 where none has one. Never
 * above the highest of them, so that a ballot without a confidence is no surer than the surest.
 */
function meanConfidence(ballots: readonly Ballot[]): number {
  const known = ballots.filter(counts).flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  if (known.length === 0) return 1;
  const highest = known.reduce((one, other) => Math.max(one, other));
  return Math.min(highest, known.reduce((sum, confidence) => sum + confidence, 0) / known.length);
}

/** The ballots as they are counted: where one has no confidence, it has the mean of the others'. */
export function asCounted(ballots: readonly Ballot[]): readonly CountedBallot[] {
  const assumed = meanConfidence(ballots);
  return ballots.map((ballot) => (hasConfidence(ballot) ? ballot : { ...ballot, confidence: assumed }));
}

/** What {@link asCounted} puts in, where a ballot that counts needs it; null where all have a confidence of their own. */
export function assumedConfidence(ballots: readonly Ballot[]): number | null {
  return ballots.some((ballot) => counts(ballot) && !hasConfidence(ballot)) ? meanConfidence(ballots) : null;
}

function counts(ballot: Ballot): boolean {
  return isValid(ballot) && ballot.answer !== null;
}

function hasConfidence(ballot: Ballot): ballot is CountedBallot {
  return ballot.confidence !== null;
}
