import { describe, expect, it } from '@jest/globals';
import { areEqual, goldAmong } from '../../../src/consensus/agreement/same.ts';

describe('two answers', () => {
  it.each([
    ['54', '54'],
    ['50 cm', '0.5 m'],
    ['5 m', '5'],
    ['28%', '28'],
    ['28%', '0.28'],
    ['{2, 6}', '{6, 2}'],
    ['2√3', '√12'],
    ['x ≥ 2', '[2, ∞)'],
    ['jane austen', 'jane austen'],
  ])('%j and %j are equal', (one, other) => {
    expect(areEqual(one, other)).toBe(true);
    expect(areEqual(other, one)).toBe(true);
  });

  it.each([
    ['3π', '3'],
    ['54', '55'],
    ['5 m', '5 cm'],
    ['(2, 3)', '(3, 2)'],
    ['1/3', '0.33'],
    ['it was written by jane austen in 1813', 'jane austen'],
    ['mount everest', 'everest'],
    ['A', 'B'],
    ['A,C', 'A'],
  ])('%j and %j are not', (one, other) => {
    expect(areEqual(one, other)).toBe(false);
    expect(areEqual(other, one)).toBe(false);
  });
});

describe('a gold answer', () => {
  it('is the first of the answers that it is equal to, or stands alone', () => {
    expect(goldAmong([null, '55', '5 m', '5'], '5')).toBe('5 m');
    expect(goldAmong(['55', null], '5')).toBe('5');
    expect(goldAmong([], '5')).toBe('5');
  });
});
