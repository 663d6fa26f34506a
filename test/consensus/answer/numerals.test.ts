import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
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
    ['(a) - 5', ['5']],
    ['a) -5', ['5']],
    ['$10 - $5', ['10', '5']],
    ['10$-5', ['10', '5']],
    ['costs $-5', ['-5']],
    ['costs-5', ['5']],
    ['cost: -$5', ['-5']],
    ['7     -5', ['7', '-5']],
    ['7   -5', ['7', '5']],
    ['4 minus $5', ['4', '5']],
    ['terminus 5', ['5']],
    ['minus one 5', ['5']],
    ['1/2.5', ['1', '2.5']],
    ['3/4 5/6', ['0.75', '5/6']],
    ['1 5/5', ['1', '1']],
    ['1.5/2', ['1.5', '2']],
    [`${'1'.repeat(30)}/2`, [`${'5'.repeat(29)}.5`]],
    [`${'2'.repeat(31)}/2`, ['2'.repeat(31), '2']],
    ['-$5 and $-6', ['-5', '-6']],
    ['20 minus 5', ['20', '5']],
    ['minus 5', ['-5']],
    ['minus 4 5', ['-4', '5']],
    ['2 × 10^−2', ['0.02']],
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
    ['1.234,5 and 12.345.678,9', ['1234.5', '12345678.9']],
    ['.25 or 0.125', ['0.25', '0.125']],
    ['3×10 ^ 12', ['3000000000000']],
    ['3*10^(2)', ['300']],
    ['12 13/14 and 1 2 / 3', ['181/14', '5/3']],
    ['7/8, 9', ['0.875', '9']],
    ['7/8. 9', ['0.875', '9']],
    ['2 1/2.5', ['2', '1', '2.5']],
    ['2 1/2 /3', ['2', '1', '2', '3']],
    ['2thousand', ['2000']],
    ['2 thousand and 3 Million', ['2000', '3000000']],
    ['4 billion, 5trillion', ['4000000000', '5000000000000']],
    ['2 thousandths', ['2']],
    ['1e999', []],
  ])('finds in %j %j', (text, values) => {
    expect(valuesIn(text)).toEqual(values);
  });

  it('says where a number stands, its sign and magnitude included', () => {
    expect(findNumerals('owes -$1.5 million now')).toEqual([{ start: 5, end: 18, value: '-1500000' }]);
    expect(findNumerals('owes $-5')).toEqual([{ start: 5, end: 8, value: '-5' }]);
    expect(findNumerals('has negative 5 left')).toEqual([{ start: 4, end: 14, value: '-5' }]);
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
    ['-1.5', -1, '-0.15'],
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
    [false, 1n, 2n, '0.5'],
    [true, 1n, 2n, '-0.5'],
    [true, 0n, 5n, '0'],
    [false, 7n, 7n, '1'],
    [false, 1n, 3n, '1/3'],
    [true, 4n, 6n, '-2/3'],
    [false, 1n, 40n, '0.025'],
    [false, 1n, 0n, null],
  ])('negative %j, %d / %d is %j', (negative, top, bottom, canonical) => {
    expect(canonicalFraction(negative, top, bottom)).toBe(canonical);
  });

  it('have their value', () => {
    const bottom = fc.bigInt({ min: 1n, max: 1000n });
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: 0n, max: 1000n }), bottom, (negative, one, other) => {
        const value = (negative ? -1 : 1) * (Number(one) / Number(other));
        expect(numericValue(canonicalFraction(negative, one, other) ?? '')).toBeCloseTo(value, 9);
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
    ['two halves, three fourths', ['1', '0.75']],
    ['two sixths, three sevenths', ['1/3', '3/7']],
    ['three eighths, six ninths, nine tenths', ['0.375', '2/3', '0.9']],
    ['one half, one quarter', ['0.5', '0.25']],
    ['one and a half', ['1.5']],
    ['five and a', ['5']],
    ['minus seven', ['-7']],
    ['it is minus one or minus a half', ['-1', '-0.5']],
    ['minuses nine, terminus nine', ['9', '9']],
    ['two thousand nd six', ['2000', '6']],
    ['a half of it', []],
    ['a half', ['0.5']],
    ['three and a third', ['10/3']],
    ['three and a dog', ['3']],
    ['zero and five', ['0', '5']],
    ['ten five', ['10', '5']],
    ['twenty hundred', ['20']],
    ['one hundred hundred', ['100']],
    ['one hundred five hundred', ['105']],
    ['two hundred or five', ['200', '5']],
    ['two or three quarters', ['2', '0.75']],
    ['twenty-five six', ['25', '6']],
    ['five twenty, thirty forty', ['5', '20', '30', '40']],
    ['cut in halves', []],
    ['five and thirds', ['5']],
    ['hundred million', []],
    ['one hundred and dogs', ['100']],
    ['one hundred and thirty', ['130']],
    ['twenty and five', ['20', '5']],
    ['five hundred twenty hundred', ['520']],
    ['someone onerous, halfway', []],
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
    ['20\\degree', '20°'],
    ['20^{\\circ}', '20°'],
    ['20 \\circ', '20°'],
    ['20^ {\\circ}', '20°'],
    ['2\\[3', '2 3'],
    ['1{,}000', '1000'],
    ['it is *C*, not _D_.', 'it is C, not D.'],
    ['3 * 4 * 5', '3 * 4 * 5'],
    ['snake_case_name', 'snake_case_name'],
    ['$ x $', 'x'],
    ['$5$', '5'],
    ['$$', '$$'],
    ['from $5 to 6$', 'from $5 to 6$'],
    ['$5$ and 6', '$5$ and 6'],
    ['\\text{'.repeat(4) + 'x' + '}'.repeat(4), 'x'],
    ['\\text{'.repeat(5) + 'x' + '}'.repeat(5), '\\text{x}'],
    ['<<1+1=2>>', ''],
    ['\\frac {12}{13}', '12/13'],
    ['\\frac{1} {23}', '1/23'],
    ['\\tfrac 3 4', '3/4'],
    ['\\timestamp', '\\timestamp'],
  ])('of %j is %j', (segment, plain) => {
    expect(withoutMarkup(segment)).toBe(plain);
  });
});
