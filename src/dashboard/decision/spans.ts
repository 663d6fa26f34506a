import type { Ballot } from '../../consensus/ballot.ts';

/** When an answer began and ended, milliseconds from the question on. */
export interface Span {
  readonly ballot: Ballot;
  readonly start: number;
  readonly end: number;
}

/** A ballot knows how long it took; its round began when the slowest of the one before was in. */
export function spansOf(ballots: readonly Ballot[]): readonly Span[] {
  const rounds = [...new Set(ballots.map(({ round }) => round))].sort((one, other) => one - other);
  let start = 0;
  return rounds.flatMap((round) => {
    const begun = start;
    const spans = ballots
      .filter((ballot) => ballot.round === round)
      .map((ballot) => ({ ballot, start: begun, end: begun + ballot.latencyMs }));
    start = Math.max(begun, ...spans.map(({ end }) => end));
    return spans;
  });
}
