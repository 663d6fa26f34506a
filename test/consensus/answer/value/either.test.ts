import { describe, expect, it } from '@jest/globals';
import { shown } from './reading.ts';

describe('plus or minus', () => {
  it.each([
    ['±3', '{-3, 3}'],
    ['2 ± 1', '{1, 3}'],
    ['3(1 ± √2)', '{-3√2 + 3, 3√2 + 3}'],
    ['2^{±1}', '{0.5, 2}'],
    ['(1 ± 2)^3', '{-1, 27}'],
    ['\\sin(±1)', '{sin(-1), sin(1)}'],
    ['x = ±3', '{-3, 3}'],
    ['±5 m', '{-5 m, 5 m}'],
    ['±1 ∓ 1', '0'],
    ['±1 ± 1', '{-2, 2}'],
    ['±3, 5', '{-3, 3, 5}'],
    ['x = ±3 m, y = 1 m', '{x = -3 m, x = 3 m, y = 1 m}'],
    ['x = ±3, y = 1', '{x = -3, x = 3, y = 1}'],
  ])('of %j is two: %j', (phrase, values) => {
    expect(shown(phrase)).toBe(values);
  });
});
