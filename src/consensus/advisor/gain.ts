/** How much more often one way of answering is right than another, on the same questions. */
import { seededRandom } from '../../seeded-random.ts';
import { fourDecimals } from '../rounding.ts';

/** Lower and upper end of a 95 per cent interval. */
export type Interval = readonly [number, number];

/** A paired difference of accuracies, −1..1, four decimals. */
export interface Gain {
  readonly mean: number;
  readonly interval: Interval;
}

const RESAMPLES = 2000;
/** What is left out at either end of a 95 per cent interval. */
const TAIL = 0.025;

/**
 * The mean of `right` − `reference` (1 or 0 a question) and its percentile bootstrap interval over questions (Efron &
 * Tibshirani 1993, chapter 13); both 0 without questions.
 */
export function gainOver(reference: Uint8Array, right: Uint8Array, seed: number): Gain {
  const size = right.length;
  if (size === 0) return { mean: 0, interval: [0, 0] };
  const differences = Int8Array.from(right, (value, place) => value - (reference[place] ?? 0));
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < size; draw++) sum += differences[Math.floor(random() * size)] ?? 0;
    return sum / size;
  }).sort();
  const cut = Math.floor(RESAMPLES * TAIL);
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / size;
  return {
    mean: fourDecimals(mean),
    interval: [fourDecimals(means[cut] ?? 0), fourDecimals(means[RESAMPLES - 1 - cut] ?? 0)],
  };
}
