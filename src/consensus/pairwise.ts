/** Every candidate against every other one: what the strategies that count duels look at. */
import type { Preference } from './preferences.ts';

/** The weight of the preferences that place `one` above `other`: 0 to the weight of all. */
export type PairwiseSupport = (one: string, other: string) => number;

/**
 * The duels of `names` under `preferences`. What a preference names is above what it leaves out; what stands on one level,
 * or is left out alike, is above neither, and the preference then supports neither of the two.
 */
export function pairwiseSupport(preferences: readonly Preference[], names: ReadonlySet<string>): PairwiseSupport {
  const places = new Map([...names].map((name, place) => [name, place]));
  const size = places.size;
  // Row by row; a flat array, for a thousand candidates have a million duels.
  const above = new Float64Array(size * size);
  for (const { weight, levels } of preferences) {
    const below = new Set(places.values());
    for (const level of levels) {
      const own = level.flatMap((name) => places.get(name) ?? []);
      for (const place of own) below.delete(place);
      for (const place of own) {
        const row = place * size;
        for (const other of below) above[row + other] = (above[row + other] ?? 0) + weight;
      }
    }
  }
  return (one, other) => above[(places.get(one) ?? 0) * size + (places.get(other) ?? 0)] ?? 0;
}
