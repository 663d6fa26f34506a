import { candidatesOf } from './candidates.ts';
import { preferencesOf, type Preference } from './preferences.ts';
import { scoredCandidates } from './scored-candidates.ts';
import { scoredVerdict } from './scored-verdict.ts';
import type { Strategy } from './strategy.ts';

/**
 * `borda_count`: with k candidates in the election, a ranking gives its first k − 1 points, its second k − 2, …, its
 * last 0; candidates that it holds equal, and those that it leaves out, get the mean of the places that they share. So
 * a point is an opponent beaten, and half a point one drawn with. Points count by weight. With a single candidate there
 * is no opponent: each ranking that names it gives 1. Confidence = the winner's points / (weight of the electorate × the
 * most that one ranking gives).
 *
 * Borda 1784; equal and unranked candidates as in Black 1976 and as "averaged Borda" in Terzopoulou and Endriss 2021.
 */
export const bordaCount: Strategy = (ballots, _options, { totalWeight }) => {
  const names = candidatesOf(ballots);
  const points = bordaPoints(preferencesOf(ballots), names);
  const candidates = scoredCandidates(names, ballots, (name) => points.get(name) ?? 0);
  return scoredVerdict(candidates, totalWeight * mostPoints(names.size));
};

/** What a ranking gives its first of `candidates`. */
function mostPoints(candidates: number): number {
  return Math.max(1, candidates - 1);
}

function bordaPoints(preferences: readonly Preference[], names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const extra = new Map<string, number>();
  // What every candidate would get from leaving it out; a ranked one gets the difference on top.
  let base = 0;
  for (const { weight, levels } of preferences) {
    const ranked = levels.reduce((count, level) => count + level.length, 0);
    const rest = Math.max(0, (names.size - 1 - ranked) / 2);
    base += weight * rest;
    let place = 0;
    for (const level of levels) {
      const points = mostPoints(names.size) - place - (level.length - 1) / 2;
      for (const name of level) extra.set(name, (extra.get(name) ?? 0) + weight * (points - rest));
      place += level.length;
    }
  }
  return new Map([...names].map((name) => [name, base + (extra.get(name) ?? 0)]));
}
