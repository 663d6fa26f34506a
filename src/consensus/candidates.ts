import type { Ballot } from './ballot.ts';

/** Everything that can win: the answers of `ballots` and the candidates in their rankings, by first appearance. */
export function candidatesOf(ballots: readonly Ballot[]): ReadonlySet<string> {
  const candidates = new Set<string>();
  for (const { answer, ranking = [] } of ballots) {
    if (answer !== null) candidates.add(answer);
    for (const candidate of ranking) candidates.add(candidate);
  }
  return candidates;
}

/** The first entry of a ranking that stands in it before, or undefined when there is none. */
export function duplicateIn(ranking: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ranking.find((candidate) => {
    if (seen.has(candidate)) return true;
    seen.add(candidate);
    return false;
  });
}
