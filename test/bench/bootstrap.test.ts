import { describe, expect, test } from '@jest/globals';
import { Bootstrap } from '../../src/bench/bootstrap.ts';
import { mean } from '../../src/bench/statistics.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import fc from '../support/fast-check.ts';

const seeds = fc.nat(2 ** 32 - 1);
/** The interval of the mean of `values`, from draws of its own. */
const meanInterval = (values: readonly number[], seed: number, resamples?: number) =>
  new Bootstrap(values.length, seed, resamples).meanInterval(values);
const marks = fc.array(fc.constantFrom(-1, 0, 1), { minLength: 1, maxLength: 60 });

describe('the interval of a mean', () => {
  test('covers the true mean about as often as it says', () => {
    const share = fc.double({ min: 0.3, max: 0.7, noNaN: true });
    fc.assert(
      fc.property(seeds, share, fc.integer({ min: 40, max: 80 }), (seed, p, count) => {
        const random = seededRandom(seed);
        const hits = Array.from({ length: 100 }, (_, round) => {
          const values = Array.from({ length: count }, () => Number(random() < p));
          const [lo, hi] = meanInterval(values, round, 200);
          return lo <= p && p <= hi;
        }).filter((isHit) => isHit).length;
        // About 94 of 100 with as few questions as these, give or take 2.4.
        expect(hits).toBeGreaterThanOrEqual(83);
      }),
      { numRuns: 4 },
    );
  });

  test('is about as wide as the normal approximation says', () => {
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const [lo, hi] = meanInterval(values, 1);
    expect(hi - lo).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2);
  });

  test('lies within the values, and is repeatable', () => {
    fc.assert(
      fc.property(marks, seeds, (values, seed) => {
        const [lo, hi] = meanInterval(values, seed, 200);
        expect(lo).toBeLessThanOrEqual(hi);
        expect(lo).toBeGreaterThanOrEqual(Math.min(...values));
        expect(hi).toBeLessThanOrEqual(Math.max(...values));
        expect(meanInterval(values, seed, 200)).toEqual([lo, hi]);
      }),
    );
  });

  test('of what is turned around is turned around', () => {
    fc.assert(
      fc.property(marks, seeds, (values, seed) => {
        const [lo, hi] = meanInterval(values, seed, 200);
        const [otherLo, otherHi] = meanInterval(
          values.map((value) => -value),
          seed,
          200,
        );
        expect(otherLo).toBeCloseTo(-hi, 12);
        expect(otherHi).toBeCloseTo(-lo, 12);
      }),
    );
  });

  test('of a difference is narrower when the two go together', () => {
    const random = seededRandom(5);
    const one = Array.from({ length: 300 }, () => Number(random() < 0.7));
    const alike = one.map((value, index) => (index % 20 === 0 ? 1 - value : value));
    const unlike = Array.from({ length: 300 }, () => Number(random() < 0.7));
    const width = (other: readonly number[]) => {
      const [lo, hi] = meanInterval(
        one.map((value, index) => value - (other[index] ?? 0)),
        1,
      );
      return hi - lo;
    };
    expect(width(alike)).toBeLessThan(width(unlike) / 2);
    expect(mean(one)).toBeCloseTo(0.7, 1);
  });
});
