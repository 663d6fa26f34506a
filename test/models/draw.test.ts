import { describe, expect, test } from '@jest/globals';
import { draw } from '../../src/models/llama/draw.ts';
import { seededRandom } from '../../src/seeded-random.ts';

const CANDIDATES = [0.5, 0.25, 0.125, 0.0625, 0.0625].map((probability, token) => [token, probability] as const);

describe('drawing by temperature', () => {
  test.each([0.3, 0.7, 1, 2])('%d gives each token its share', (temperature) => {
    const weights = CANDIDATES.map(([, probability]) => probability ** (1 / temperature));
    const sum = weights.reduce((one, other) => one + other);
    const draws = 30_000;
    const counts = weights.map(() => 0);
    const random = seededRandom(7);
    for (let i = 0; i < draws; i++) {
      const [token] = draw(CANDIDATES, temperature, random);
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

  test('0 is the most likely one, and asks for no random number', () => {
    const never = () => {
      throw new Error('A number was drawn.');
    };
    expect(draw(CANDIDATES, 0, never)).toEqual([0, 0.5]);
    expect(draw([['only', 0.1]], 1, never)).toEqual(['only', 0.1]);
  });

  test('stays among the tokens however low the temperature, and wherever the number falls', () => {
    expect(draw(CANDIDATES, 1e-9, () => 0.999_999_999)).toEqual([0, 0.5]);
    expect(draw(CANDIDATES, 1e9, () => 0)).toEqual([0, 0.5]);
    expect(draw(CANDIDATES, 1, () => 0.999_999_999_999)).toEqual([4, 0.0625]);
  });

  test('of none is an error', () => {
    expect(() => draw([], 1, () => 0)).toThrow(RangeError);
  });
});
