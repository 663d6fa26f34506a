import { seededRandom } from '../seeded-random.ts';
import type { Interval } from './result.ts';

const RESAMPLES = 2000;
/** What is left out at either end of a 95 per cent interval. */
const TAIL = 0.025;

/**
 * The bootstrap over questions (Efron & Tibshirani 1993, chapter 13): as many questions drawn with replacement as there
 * are, many times over. Drawn once for all rows, so that everything is worked out on the same draws.
 */
export class Bootstrap {
  readonly #size: number;
  /** The draws one after another, each the places of `#size` questions. */
  readonly #places: Uint32Array;

  constructor(size: number, seed: number, resamples = RESAMPLES) {
    const random = seededRandom(seed);
    this.#size = size;
    this.#places = Uint32Array.from({ length: size * resamples }, () => random() * size);
  }

  /**
   * The 95 per cent percentile interval of the mean of `values`, one a question; for a paired difference these are the
   * differences question by question.
   */
  meanInterval(values: readonly number[]): Interval {
    const means = new Float64Array(this.#places.length / this.#size);
    for (const draw of means.keys()) {
      let sum = 0;
      const start = draw * this.#size;
      for (let place = start; place < start + this.#size; place += 1) sum += values[this.#places[place] ?? 0] ?? 0;
      means[draw] = sum / this.#size;
    }
    means.sort();
    const cut = Math.floor(means.length * TAIL);
    return [means[cut] ?? NaN, means[means.length - 1 - cut] ?? NaN];
  }
}
