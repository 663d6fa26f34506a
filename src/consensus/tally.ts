/** The candidates and their support, as a decision lists them. */
import type { CountedBallot } from './ballot.ts';
import { candidatesOf } from './candidates.ts';
import type { TallyEntry } from './decision.ts';
import { perFactor, type FactorRow } from './factors.ts';
import { majorityScore } from './majority.ts';
import { countVotes } from './plurality.ts';
import { roundedShare, withoutNoise } from './rounding.ts';
import type { Verdict } from './strategy.ts';
import type { Candidate } from './tie-break.ts';

/**
 * The tally of `votes` (valid ballots, equal answers written the same), best first: the winner, then by score, confidence,
 * ballots and order. Without scores in the verdict it counts ballot weights, of `total`, the weight of the electorate.
 */
export function tallyOf(
  votes: readonly CountedBallot[],
  { answer, scores }: Verdict,
  total: number,
): readonly TallyEntry[] {
  const counted = countVotes(votes, majorityScore);
  const answered = new Set(counted.map((candidate) => candidate.answer));
  // Candidates that stand in rankings only, where the strategy scores them.
  const ranked = [...candidatesOf(votes)].filter((name) => !answered.has(name) && scores?.has(name) === true);
  const unvoted = ranked.map((name): Candidate => ({ answer: name, score: 0, confidence: 0, ballots: 0 }));
  const candidates = [...counted, ...unvoted].map((candidate) => {
    const given = scores?.get(candidate.answer);
    if (scores === undefined) return { ...candidate, share: candidate.score / total };
    return { ...candidate, score: given?.score ?? 0, share: given?.share ?? 0 };
  });
  const rank = (one: Candidate, other: Candidate): number =>
    Number(other.answer === answer) - Number(one.answer === answer) ||
    other.score - one.score ||
    other.confidence - one.confidence ||
    other.ballots - one.ballots ||
    (one.answer < other.answer ? -1 : 1);
  const voters = new Map<string, Set<string>>(candidates.map((candidate) => [candidate.answer, new Set()]));
  for (const { answer: choice, member } of votes) if (choice !== null) voters.get(choice)?.add(member);
  return candidates
    .map((candidate) => ({ ...candidate, score: withoutNoise(candidate.score) }))
    .sort(rank)
    .map(({ answer: candidate, score, share }) => {
      return { answer: candidate, score, share: roundedShare(share), members: [...(voters.get(candidate) ?? [])] };
    });
}

/** Whether another answer of `tally` has the score that `answer` has in it. */
export function isLevelIn(tally: readonly TallyEntry[], answer: string): boolean {
  const own = tally.find((entry) => entry.answer === answer);
  return tally.some((entry) => entry !== own && entry.score === own?.score);
}

/** The verdict's factor table as a decision shows it: in the order of `tally`, four decimals; nothing without one. */
export function factorsOf(
  { factors }: Verdict,
  tally: readonly TallyEntry[],
): { readonly factors?: readonly FactorRow[] } {
  if (factors === undefined) return {};
  const rows = new Map(factors.map((row) => [row.answer, row]));
  return {
    factors: tally.flatMap(({ answer }) => {
      const row = rows.get(answer);
      if (row === undefined) return [];
      return [{ answer, ...perFactor((factor) => roundedShare(row[factor])), score: roundedShare(row.score) }];
    }),
  };
}
