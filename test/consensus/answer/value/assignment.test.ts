import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../../../src/consensus/answer/value/key.ts';
import { readCanonical, readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';

/** The canonical string of a phrase. */
function shown(phrase: string): string | null {
  const value = readValue(phrase);
  return value === null ? null : shownValue(value);
}

describe('an equation', () => {
  it.each([
    ['x = 4', '4'],
    ['2x = 8', '4'],
    ['f(3) = 4', '4'],
    ['P(A) = 1/4', '0.25'],
    ['$AB = 6$', '6'],
    ['x_1 = 4', '4'],
    ['\\bar{x} = 4', '4'],
    ['2 + 2 = 4', '4'],
    ['12 + 7 = 19 - 5 = 14', '14'],
    ['S = \\{1, 2\\}', '{1, 2}'],
    ['E^{-1} = \\begin{pmatrix}1\\\\2\\end{pmatrix}', '[[1], [2]]'],
  ])('%j answers %j', (phrase, answer) => {
    expect(shown(phrase)).toBe(answer);
  });

  it.each(['x^2 = 4', '$xy = 6$', '|x| = 5', '\\sin x = 1', '\\ln x = 2', 'x^2 - 4x = 2', 'n! = 6'])(
    '%j says nothing of its right side alone',
    (phrase) => {
      const value = readValue(phrase);
      expect(value?.kind).toBe('relation');
      expect(value === null ? null : keyOf(value)).not.toMatch(/^-?[\d.]+$/);
    },
  );

  it.each(['at least 5', 'x ≥ 5', '≥ 5', '< 3'])('of %j is written so that it is read back', (phrase) => {
    const value = readValue(phrase.replace('at least', '≥'));
    const text = value === null ? '' : shownValue(value);
    expect(text).toBe(text.trim());
    const again = readCanonical(text);
    expect(again === null ? null : keyOf(again)).toBe(value === null ? '' : keyOf(value));
  });
});

describe('a letter behind a number', () => {
  it.each([
    ['12k', '12000'],
    ['$3.2B', '3200000000 USD'],
    ['12k dollars', '12000 USD'],
    ['56b^2 - 19b - 15', '56b^2 - 19b - 15'],
    ['7/(8k)', '7/(8k)'],
    ['2a + 3b', '2a + 3b'],
  ])('of %j is read as in %j', (phrase, answer) => {
    expect(shown(phrase)).toBe(answer);
  });
});
