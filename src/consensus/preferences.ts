/** What each member prefers to what: the common ground of the strategies that count rankings. */
import type { CountedBallot } from './ballot.ts';
import { majorityScore } from './majority.ts';
import { countVotes } from './plurality.ts';
import type { Candidate } from './tie-break.ts';

/** One ranking, possibly of some of the candidates only, and what it weighs. */
export interface Preference {
  readonly weight: number;
  /** Best first; the candidates of one level are preferred equally. No candidate stands in it twice. */
  readonly levels: readonly (readonly string[])[];
}

/** Sums of the same confidences in another order differ by less. */
const TOLERANCE = 1e-9;

/**
 * The preferences in `ballots`. A ballot with a ranking is one, with its own weight; an empty ranking prefers nothing.
 * A member's ballots without a ranking make one together, of the weight of those that have an answer: its answers by
 * number of ballots, then by total confidence; what is then equal shares a level.
 */
export function preferencesOf(ballots: readonly CountedBallot[]): readonly Preference[] {
  const given: Preference[] = [];
  const unranked = new Map<string, CountedBallot[]>();
  for (const ballot of ballots) {
    if (ballot.ranking !== undefined) {
      const levels = ballot.ranking.map((candidate) => [candidate]);
      if (levels.length > 0) given.push({ weight: ballot.weight, levels });
    } else if (ballot.answer !== null) {
      const own = unranked.get(ballot.member) ?? [];
      own.push(ballot);
      unranked.set(ballot.member, own);
    }
  }
  return [...given, ...[...unranked.values()].map(derivedPreference)];
}

function derivedPreference(ballots: readonly CountedBallot[]): Preference {
  const sorted = [...countVotes(ballots, majorityScore)].sort(
    (one, other) => other.ballots - one.ballots || other.confidence - one.confidence,
  );
  const levels: string[][] = [];
  let first: Candidate | undefined;
  for (const candidate of sorted) {
    if (first?.ballots === candidate.ballots && first.confidence - candidate.confidence <= TOLERANCE) {
      levels.at(-1)?.push(candidate.answer);
    } else {
      levels.push([candidate.answer]);
      first = candidate;
    }
  }
  return { weight: ballots.reduce((sum, { weight }) => sum + weight, 0), levels };
}
