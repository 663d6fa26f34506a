import { describe, expect, it } from '@jest/globals';
import { shown } from './reading.ts';

describe('several equations', () => {
  it.each([
    ['x = 2, y = 3', '{x = 2, y = 3}'],
    ['x = 2, x = 6', '{2, 6}'],
    ['x = 2, 6', '{2, 6}'],
    ['x = π, y = 2', '{x = π, y = 2}'],
    ['a = b = 3, c = 4', '{a = b = 3, c = 4}'],
    ['x < 3, y < 4', '{x < 3, y < 4}'],
    ['x = 2, y = 3, \\sqrt{2}', '{√2, x = 2, y = 3}'],
    ['x ∈ [0, 1], y ∈ [2, 3]', '{x ∈ [0, 1], y ∈ [2, 3]}'],
    ['x = 2 m, y = 3 m', '{x = 2 m, y = 3 m}'],
  ])('of %j tell what each name is: %j', (phrase, values) => {
    expect(shown(phrase)).toBe(values);
  });
});
