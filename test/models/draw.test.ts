import { describe, expect, test } from '@jest/globals';
import { draw, drawBeyond, logProbability, type NextLogits } from '../../src/models/llama/draw.ts';
import { seededRandom } from '../../src/seeded-random.ts';

/** Logits in falling order, and their total as llama.cpp sums it up: in single precision. */
function vocabulary(logits: readonly number[]): NextLogits<number> {
  const highest = logits[0] ?? 0;
  const total = logits.reduce((sum, logit) => Math.fround(sum + Math.fround(Math.exp(logit - highest))), 0);
  return { best: logits.map((logit, token) => [token, logit] as const), total, vocabulary: logits.length };
}

/** A distribution with a long tail: logits falling from 5. */
const FLAT = vocabulary(Array.from({ length: 40 }, (_, token) => 5 - Math.sqrt(token)));
/** One token has it all, but at high temperatures not: what the others weigh is lost in single precision. */
const PEAKED = vocabulary(Array.from({ length: 500 }, (_, token) => (token === 0 ? 0 : -19 - token / 1000)));

/** Draws as a backend does: from the best few, and from all only where that does not settle it. */
function drawExactly(
  all: NextLogits<number>,
  known: number,
  temperature: number,
  random: () => number,
): { token: number; second: boolean } {
  const first = draw({ ...all, best: all.best.slice(0, known) }, temperature, random);
  if ('token' in first) return { token: first.token, second: false };
  return { token: drawBeyond(all, known, first.beyond, temperature, random), second: true };
}

describe('drawing by temperature from the best few tokens', () => {
  test.each([
    [FLAT, 4, 0.3],
    [FLAT, 4, 0.7],
    [FLAT, 4, 1],
    [FLAT, 4, 2],
    [FLAT, 40, 0.7],
    [FLAT, 40, 2],
    [PEAKED, 64, 1],
    [PEAKED, 64, 2.5],
  ])('gives the distribution of the whole vocabulary (%#)', (all, known, temperature) => {
    const weights = all.best.map(([, logit]) => Math.exp((logit - (all.best[0]?.[1] ?? 0)) / temperature));
    const sum = weights.reduce((a, b) => a + b);
    const draws = 30_000;
    const counts = weights.map(() => 0);
    const random = seededRandom(7);
    for (let i = 0; i < draws; i++) {
      const { token } = drawExactly(all, known, temperature, random);
      counts[token] = (counts[token] ?? 0) + 1;
    }
    // Pearson's chi-squared over the tokens expected at least five times, within six of its standard deviations.
    const expected = weights.map((weight) => (draws * weight) / sum);
    const cells = expected.filter((count) => count >= 5).length;
    const chiSquared = expected.reduce(
      (chi, count, token) => (count < 5 ? chi : chi + ((counts[token] ?? 0) - count) ** 2 / count),
      0,
    );
    expect(chiSquared).toBeLessThan(cells + 6 * Math.sqrt(2 * cells));
  });

  test('looks at the whole vocabulary only where the draw may fall outside of the known tokens', () => {
    const seconds = (all: NextLogits<number>, known: number, temperature: number): number => {
      const random = seededRandom(1);
      const draws = Array.from({ length: 2000 }, () => drawExactly(all, known, temperature, random));
      return draws.filter((drawn) => drawn.second).length;
    };
    expect(seconds(FLAT, 40, 0.7)).toBe(0);
    expect(seconds(FLAT, 20, 0.2)).toBeLessThan(5);
    expect(seconds(PEAKED, 64, 0.7)).toBe(0);
    expect(seconds(FLAT, 4, 1)).toBeGreaterThan(500);
  });

  test('a temperature near zero is greedy', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 100; i++) expect(drawExactly(FLAT, 4, 1e-6, random)).toEqual({ token: 0, second: false });
  });

  test('probabilities are told under temperature 1', () => {
    const sum = FLAT.best.reduce((probability, [, logit]) => probability + Math.exp(logProbability(FLAT, logit)), 0);
    expect(sum).toBeCloseTo(1, 6);
  });
});

describe('seededRandom', () => {
  test('repeats for a seed, differs for another, and fills the unit interval', () => {
    const take = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, random);
    };
    expect(take(42)).toEqual(take(42));
    expect(take(42).slice(0, 3)).not.toEqual(take(43).slice(0, 3));
    const numbers = take(42);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((a, b) => a + b) / numbers.length).toBeCloseTo(0.5, 1);
  });
});
