import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalDecimal,
  canonicalFraction,
  numericValue,
  timesPowerOfTen,
} from '../../../src/consensus/answer/decimal.ts';
import { withoutMarkup } from '../../../src/consensus/answer/markup.ts';
import { findNumberPhrases } from '../../../src/consensus/answer/number-words.ts';
import { findNumerals } from '../../../src/consensus/answer/numerals.ts';

const valuesIn = (text: string) => findNumerals(text).map(({ value }) => value);

describe('findNumerals', () => {
  it.each([
    ['10 - 5', ['10', '5']],
    ['10-5', ['10', '5']],
    ['10 -5', ['10', '5']],
    ['(3) -5', ['3', '5']],
    ['50% -5', ['50', '5']],
    ['x - 5', ['5']],
    ['is -5', ['-5']],
    ['(-5)', ['-5']],
    ['= -5', ['-5']],
    ['-$5 and $-6', ['-5', '-6']],
    ['20 minus 5', ['20', '5']],
    ['minus 5', ['-5']],
    ['negative 5', ['-5']],
    ['1, 2,3', ['1', '2', '3']],
    ['1,000 or 1,0000', ['1000', '1', '0']],
    ['H2O, gpt-4, x5, 2x', ['4', '2']],
    ['5 / 10', ['0.5']],
    ['1/2/2020', ['1', '2', '2020']],
    ['1 1/2 and 2 5/4', ['1.5', '2', '1.25']],
    ['-1 1/2', ['-1.5']],
    ['7/0', []],
    ['2e3 2E-3 2e9999', ['2000', '0.002', '2']],
    ['3 × 10^{2} or 3*10^-1', ['300', '0.3']],
    ['1.2.3', ['1.2']],
    ['2 thousand and 3 Million', ['2000', '3000000']],
    ['2 thousandths', ['2']],
    ['1e999', []],
  ])('finds in %j %j', (text, values) => {
    expect(valuesIn(text)).toEqual(values);
  });

  it('says where a number stands, its sign and magnitude included', () => {
    expect(findNumerals('owes -$1.5 million now')).toEqual([{ start: 5, end: 18, value: '-1500000' }]);
  });
});

describe('canonical numbers', () => {
  it.each([
    [false, '0', '', '0'],
    [true, '0', '00', '0'],
    [true, '', '5', '-0.5'],
    [false, '000', '10', '0.1'],
    [false, '100', '', '100'],
  ])('of %j %j %j is %j', (negative, integer, fraction, canonical) => {
    expect(canonicalDecimal(negative, integer, fraction)).toBe(canonical);
  });

  it.each([
    ['1.5', 1, '15'],
    ['1.5', 0, '1.5'],
    ['-1.5', 3, '-1500'],
    ['1.5', -1, '0.15'],
    ['120', -2, '1.2'],
    ['0', 5, '0'],
    ['1', 308, `1${'0'.repeat(308)}`],
    ['1', 309, null],
    ['1', -309, null],
  ])('%s × 10^%d is %j', (decimal, exponent, product) => {
    expect(timesPowerOfTen(decimal, exponent)).toBe(product);
  });

  it.each([
    [1n, 2n, '0.5'],
    [-1n, 2n, '-0.5'],
    [1n, -2n, '-0.5'],
    [0n, 5n, '0'],
    [7n, 7n, '1'],
    [1n, 3n, '1/3'],
    [-4n, 6n, '-2/3'],
    [1n, 40n, '0.025'],
    [1n, 0n, null],
  ])('%d / %d is %j', (top, bottom, canonical) => {
    expect(canonicalFraction(top, bottom)).toBe(canonical);
  });

  it('have their value', () => {
    const bottom = fc.bigInt({ min: 1n, max: 1000n });
    fc.assert(
      fc.property(fc.bigInt({ min: -1000n, max: 1000n }), bottom, (one, other) => {
        expect(numericValue(canonicalFraction(one, other) ?? '')).toBeCloseTo(Number(one) / Number(other), 9);
      }),
    );
    for (const text of ['', 'x', '1/2/3', '1.', '--1', '1e5']) expect(numericValue(text)).toBeNaN();
  });
});

describe('findNumberPhrases', () => {
  it.each([
    ['nineteen', ['19']],
    ['twenty ten', ['20', '10']],
    ['one hundred and two thirds', ['302/3']],
    ['twenty one and twenty thirteen', ['21', '20', '13']],
    ['five six', ['5', '6']],
    ['nine hundred ninety-nine thousand', ['999000']],
    ['two hundred and twenty five', ['225']],
    ['two and five', ['2', '5']],
    ['one million and one', ['1000001']],
    ['one of the twins has half', []],
    ['one third of it', ['1/3']],
    ['the third day', []],
    ['four fifths', ['0.8']],
    ['one and a half', ['1.5']],
    ['five and a', ['5']],
    ['minus seven', ['-7']],
    ['negative zero', ['0']],
    ['hundred', []],
    ['someone', []],
  ])('finds in %j %j', (text, values) => {
    expect(findNumberPhrases(text).map(({ value }) => value)).toEqual(values);
  });

  it('says where a phrase stands', () => {
    expect(findNumberPhrases('has minus twenty-three apples')).toEqual([{ value: '-23', start: 4, end: 22 }]);
  });
});

describe('withoutMarkup', () => {
  it.each([
    ['$\\boxed{\\text{C}}$', 'C'],
    ['**1{,}000**', '1000'],
    ['<<2*3=6>>6', '6'],
    ['\\frac{1}{2}', '1/2'],
    ['2\\frac12', '2 1/2'],
    ['\\$5\\,000', '$5000'],
    ['$5', '$5'],
    ['from $5 to $6', 'from $5 to $6'],
    ['$x = 5$', 'x = 5'],
    ['*C*', 'C'],
    ['3 \\times 4 \\cdot 2', '3 × 4 × 2'],
    ['20^\\circ C', '20° C'],
    ['\\left(5\\right)', '(5)'],
    ['\\approx 3', '≈ 3'],
    ['\\timestamp', '\\timestamp'],
  ])('of %j is %j', (segment, plain) => {
    expect(withoutMarkup(segment)).toBe(plain);
  });
});
