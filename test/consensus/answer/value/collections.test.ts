import { describe, expect, it } from '@jest/globals';
import { readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shown } from './reading.ts';

describe('things side by side', () => {
  it.each([
    ['{3, 1, 2}', '{1, 2, 3}'],
    ['{1, 2, 2}', '{1, 2}'],
    ['1, 2, 2', '{1, 2, 2}'],
    ['{5}', '5'],
    ['\\{3, \\{1, 2\\}\\}', '{1, 2, 3}'],
    ['\\{1, 3\\}, 2', '{1, 2, 3}'],
    ['{2, √2, 1}', '{1, √2, 2}'],
    ['{∞, 1, -∞}', '{-∞, 1, ∞}'],
    ['{x, 3, a}', '{3, a, x}'],
    ['{\\ln 0, 1}', '{1, ln(0)}'],
    ['5 m, 3 m', '{3 m, 5 m}'],
  ])('of %j are a set, by size: %j', (phrase, set) => {
    expect(shown(phrase)).toBe(set);
  });

  it.each([
    ['[0, 1)', 'intervals'],
    ['(0, 1]', 'intervals'],
    ['(0, ∞)', 'intervals'],
    ['(-∞, 0)', 'intervals'],
    ['[-∞, 0]', 'intervals'],
    ['(0, 4)', 'tuple'],
    ['[0, 4]', 'tuple'],
    ['⟨1, ∞⟩', 'tuple'],
    ['[1, 2, 3)', 'tuple'],
    ['(1, 2, ∞)', 'tuple'],
  ])('of %j are of kind %s', (phrase, kind) => {
    expect(readValue(phrase)?.kind).toBe(kind);
    expect(shown(phrase)).toBe(phrase);
  });

  it.each([
    ['[2, 3) ∪ (0, 1)', '(0, 1) ∪ [2, 3)'],
    ['(3, 4] ∪ [0, 1]', '[0, 1] ∪ (3, 4]'],
    ['(3, ∞) ∪ (-∞, 1)', '(-∞, 1) ∪ (3, ∞)'],
    ['\\{5, 7\\} ∪ (1, 2)', '(1, 2) ∪ {5} ∪ {7}'],
    ['\\{5\\} ∪ (1, 2)', '(1, 2) ∪ {5}'],
    ['(0, 1, 2) ∪ (3, 4)', null],
  ])('of %j are in order: %j', (phrase, union) => {
    expect(shown(phrase)).toBe(union);
  });
});
