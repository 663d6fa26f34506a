import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../../../src/consensus/answer/value/key.ts';
import { readCanonical, readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';
import { shown } from './reading.ts';

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
    ['5 = x', '5'],
    ['30° = x', '30°'],
    ['e_1 + 2 = 5', '3'],
    ['x_e + 2 = 5', '3'],
    ['∞ = x', '∞'],
    ['x = ∞', '∞'],
    ['x = 5 m', '5 m'],
    ['$6 = AB$', '6'],
    ['$AB = \\sqrt{2}$', '√2'],
    ['$AB \\approx 6$', '6'],
    ['\\frac{1}{2} = \\sin 30°', '0.5'],
    ['2 + 3 = x = 5', '5'],
    ['\\sin^2 x + \\cos^2 x = 1', '1'],
    ['f = a = 3', '3'],
    ['{1, 2} = S', '{1, 2}'],
    ['(p, q) = (1, 2)', '(1, 2)'],
    ['(1, 2) = (p, q)', '(1, 2)'],
    ['V_1:V_2 = 2:3', '2:3'],
    ['2:3 = V_1:V_2', '2:3'],
    ['x ∈ [0, 1)', '[0, 1)'],
    ['x + π = 5', '-π + 5'],
    ['x = √2 ≈ 1.41', '√2'],
    ['x = 2/3 ≈ 0.67 ≈ 0.7', '2/3'],
    ['√2 ≈ 1.41', '√2'],
    ['x ≈ 1.41', '1.41'],
    ['2x ≈ 8', '4'],
    ['E^{-1} = \\begin{pmatrix}1\\\\2\\end{pmatrix}', '[[1], [2]]'],
  ])('%j answers %j', (phrase, answer) => {
    expect(shown(phrase)).toBe(answer);
  });

  it.each([
    'x^2 = 4',
    '$xy = 6$',
    '|x| = 5',
    '\\sin x = 1',
    '\\ln x = 2',
    'x^2 - 4x = 2',
    'n! = 6',
    '2^x = 8',
    '\\log_2 x = 3',
    '$x_A x_B = 6$',
    '$A^2 B = 6$',
    '$x\\sqrt{2} = 4$',
    'x^2 ≈ 4',
    '\\frac{1}{x + 1} = 2',
    '$A x_1 = 6$',
  ])('%j says nothing of its right side alone', (phrase) => {
    const value = readValue(phrase);
    expect(value?.kind).toBe('relation');
    expect(value === null ? null : keyOf(value)).not.toMatch(/^-?[\d.]+$/);
  });

  it.each([
    ['x = y', 'x = y'],
    ['x = 3 < 5', 'x = 3 < 5'],
    ['5 = x = y', '5 = x = y'],
    ['{1, 2} = S = T', '{1, 2} = S = T'],
    ['2x = \\{1, 2\\}', '2x = {1, 2}'],
    ['x + y = \\{1, 2\\}', 'x + y = {1, 2}'],
    ['\\sqrt{2}x = \\{1, 2\\}', '√2x = {1, 2}'],
    ['(p, 2) = (1, 2)', '(p, 2) = (1, 2)'],
    ['V_1:2 = 2:3', 'V_1:2 = 2:3'],
    ['2x ∈ [0, 1]', '2x ∈ [0, 1]'],
    ['2x < 8', 'x < 4'],
    ['-2x < 8', 'x > -4'],
    ['2 < x', 'x > 2'],
    ['x → 0', null],
  ])('of %j is a relation: %j', (phrase, relation) => {
    expect(shown(phrase)).toBe(relation);
  });

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
