import { describe, expect, it } from '@jest/globals';
import { simpleNumber } from '../../../../src/consensus/answer/value/key.ts';

describe('a number that was computed', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [0, '0'],
    [-0.75, '-0.75'],
    [2 / 3, '0.(6)'],
    [17 / 72, '0.236(1)'],
    [123456.5 + 4e-9, '123456.5'],
    [1 / 1000, '0.001'],
    [1e6, '1000000'],
  ])('%d is near a simple one: %s', (computed, simple) => {
    expect(simpleNumber(computed)?.toString()).toBe(simple);
  });

  it.each([Math.SQRT2, Math.PI, 1 / 1001, 0.5 + 1e-9, 1_000_000.5, Infinity, NaN])('%d is near none', (computed) => {
    expect(simpleNumber(computed)).toBeNull();
  });
});
