import { describe, expect, test } from '@jest/globals';
import { ballotConfidence, CONFIDENCE_WINDOW } from '../../src/models/confidence.ts';

const logs = (...probabilities: number[]): number[] => probabilities.map((probability) => Math.log(probability));
const repeat = (count: number, probability: number): number[] => Array.from({ length: count }, () => probability);

describe('ballotConfidence', () => {
  test.each([
    ['mean', logs(0.25, 1), 0.5],
    ['mean', logs(0.9, 0.9, 0.9), 0.9],
    ['sequence', logs(0.5, 0.5, 0.4), 0.1],
    ['sequence', logs(1, 1), 1],
    ['lowest', logs(0.25, 1), 0.5],
    ['lowest', logs(...repeat(20, 1), ...repeat(CONFIDENCE_WINDOW, 0.3), ...repeat(20, 1)), 0.3],
    ['lowest', logs(...repeat(20, 1), 0.5 ** CONFIDENCE_WINDOW, ...repeat(20, 1)), 0.5],
    ['lowest', logs(...repeat(20, 1), 0.5 ** CONFIDENCE_WINDOW), 0.5],
  ] as const)('%s of %j is %d', (from, logprobs, expected) => {
    expect(ballotConfidence(logprobs, from)).toBeCloseTo(expected, 12);
  });

  test.each(['mean', 'sequence', 'lowest'] as const)('%s of impossible tokens is 0, of none null', (from) => {
    expect(ballotConfidence([0, -Infinity, -1], from)).toBe(0);
    expect(ballotConfidence([], from)).toBeNull();
  });

  test('a long text keeps its mean, but not its sequence probability', () => {
    const long = logs(...repeat(2000, 0.9));
    expect(ballotConfidence(long, 'mean')).toBeCloseTo(0.9);
    expect(ballotConfidence(long, 'sequence')).toBeLessThan(1e-80);
  });
});
