import type { CountedBallot, ElectorateEntry } from './ballot.ts';
import type { PerFactor } from './factors.ts';

/**
 * Judges each of `ballots`, those with an answer, in comparison with the others:
 *
 * - agreement: 1, for a ballot agrees with its answer; what it weighs makes the difference;
 * - confidence: its own;
 * - completeness: 1 where it ended by itself, 0.5 where it was cut at the most tokens, 0 where it is empty;
 * - length: of its characters l and the median m of all that are not empty, min(l, m) / max(l, m);
 * - latency: of its milliseconds t and the median m of all, min(1, m / t); 1 for all where that of one is unknown (0);
 * - reliability: the weight of its member / the largest weight in the electorate.
 */
export function judge(
  ballots: readonly CountedBallot[],
  electorate: readonly ElectorateEntry[],
): ReadonlyMap<CountedBallot, PerFactor> {
  const weights = new Map(electorate.map(({ member, weight }) => [member, weight]));
  const largest = electorate.reduce((most, { weight }) => Math.max(most, weight), 0);
  const length = medianOf(ballots.map(({ text }) => text.length).filter((characters) => characters > 0));
  const isTimed = ballots.every(({ latencyMs }) => latencyMs > 0 && Number.isFinite(latencyMs));
  const latency = medianOf(ballots.map(({ latencyMs }) => latencyMs));
  return new Map(
    ballots.map((ballot) => [
      ballot,
      {
        agreement: 1,
        confidence: ballot.confidence,
        completeness: completenessOf(ballot),
        length: likeness(ballot.text.length, length),
        latency: isTimed ? Math.min(1, latency / ballot.latencyMs) : 1,
        reliability: (weights.get(ballot.member) ?? 0) / largest,
      },
    ]),
  );
}

function completenessOf({ text, finish }: CountedBallot): number {
  if (text.trim() === '') return 0;
  return finish === 'stop' ? 1 : 0.5;
}

function likeness(one: number, other: number): number {
  return one === other ? 1 : Math.min(one, other) / Math.max(one, other);
}

/** The middle one, or the geometric mean of the two in the middle: of two values both are then as far off. None: 0. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const [lower, upper] = [sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0];
  return lower === upper ? lower : Math.sqrt(lower * upper);
}
