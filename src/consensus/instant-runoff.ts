import { candidatesOf } from './candidates.ts';
import type { TieBreak } from './decision.ts';
import { preferencesOf, type Preference } from './preferences.ts';
import { scoredCandidates } from './scored-candidates.ts';
import type { Strategy } from './strategy.ts';
import { laterRule, leadOf, TOLERANCE, trailOf, type Candidate } from './tie-break.ts';
import { TransferCount } from './transfer-count.ts';

/**
 * `instant_runoff`: every preference counts for the best of its candidates that is still in. Whoever has more than half
 * of what counts, or leads when two are left, wins; otherwise the last one goes out and its votes are transferred. A
 * preference is exhausted only when all that it names are out; what it holds equal shares its weight equally. Confidence =
 * the winner's votes in its last count / the weight of the electorate. The score of one that went out is what it had then.
 *
 * A draw for the last place goes by the tie-break rules in reverse. The last rule needed, here or for the winner, is
 * recorded. Those drawn together go out together where their votes are fewer than the next one's: then the order in which
 * they go makes no difference.
 *
 * Ware 1871: Hare's single transferable vote for one seat; equal preferences as parts of a vote as in Warren 1996.
 */
export const instantRunoff: Strategy = (ballots, _options, { totalWeight }) => {
  const names = candidatesOf(ballots);
  const candidates = scoredCandidates(names, ballots, () => 0);
  const { winner, scores, tieBreak } = runoff(candidates, preferencesOf(ballots), totalWeight);
  const share = (name: string | null): number =>
    Math.min(1, (name === null ? 0 : (scores.get(name) ?? 0)) / totalWeight);
  return {
    answer: winner,
    confidence: share(winner),
    scores: new Map([...scores].map(([answer, score]) => [answer, { score, share: share(answer) }])),
    tieBreak,
  };
};

interface Runoff {
  readonly winner: string | null;
  /** Of each candidate, its votes in the last count that it was in. */
  readonly scores: ReadonlyMap<string, number>;
  readonly tieBreak: TieBreak | null;
}

function runoff(candidates: readonly Candidate[], preferences: readonly Preference[], unit: number): Runoff {
  const count = new TransferCount(preferences, new Set(candidates.map(({ answer }) => answer)));
  const scores = new Map<string, number>();
  let standing = candidates;
  let tieBreak: TieBreak | null = null;
  for (;;) {
    const votes = count.votes();
    standing = standing.map((candidate) => ({ ...candidate, score: votes.get(candidate.answer) ?? 0 }));
    for (const { answer, score } of standing) scores.set(answer, score);
    const lead = leadOf(standing, unit);
    if (lead === null || standing.length <= 2 || hasMajority(lead.winner, standing, unit)) {
      return { winner: lead?.winner.answer ?? null, scores, tieBreak: laterRule(tieBreak, lead?.tieBreak ?? null) };
    }
    const last = lastOf(standing, unit);
    for (const { answer } of last.out) count.eliminate(answer);
    standing = standing.filter((candidate) => !last.out.includes(candidate));
    tieBreak = laterRule(tieBreak, last.tieBreak);
  }
}

/** More than half of the votes that are not exhausted. */
function hasMajority({ score }: Candidate, standing: readonly Candidate[], unit: number): boolean {
  const counted = standing.reduce((sum, candidate) => sum + candidate.score, 0);
  return score > counted / 2 + unit * TOLERANCE;
}

/** Who goes out: all that share the last place if together they are behind the next one, otherwise one of them. */
function lastOf(
  standing: readonly Candidate[],
  unit: number,
): { readonly out: readonly Candidate[]; readonly tieBreak: TieBreak | null } {
  const noise = unit * TOLERANCE;
  const fewest = Math.min(...standing.map(({ score }) => score));
  const [drawn, ahead] = [
    standing.filter(({ score }) => score <= fewest + noise),
    standing.filter(({ score }) => score > fewest + noise),
  ];
  const together = drawn.reduce((sum, { score }) => sum + score, 0);
  if (ahead.length > 0 && ahead.every(({ score }) => together < score - noise)) return { out: drawn, tieBreak: null };
  const trail = trailOf(standing, unit);
  return trail === null ? { out: [], tieBreak: null } : { out: [trail.winner], tieBreak: trail.tieBreak };
}
