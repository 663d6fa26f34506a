import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../../../src/consensus/answer/value/key.ts';
import { orUnreadable, UNREADABLE } from '../../../../src/consensus/answer/value/limits.ts';
import { readCanonical, readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';
import fc from '../../../support/fast-check.ts';
import { shown } from './reading.ts';

describe('limits', () => {
  it.each([
    ['characters', `${'1 + '.repeat(249)}123`, `${'1 + '.repeat(249)}12345`],
    ['brackets', `${'('.repeat(9)}x${')'.repeat(9)}`, `${'('.repeat(10)}x${')'.repeat(10)}`],
    ['signs', `${'-'.repeat(20)}x`, `${'-'.repeat(40)}x`],
    ['plus signs', `${'+'.repeat(20)}x`, `${'+'.repeat(40)}x`],
    ['powers', `x${'^{x'.repeat(9)}${'}'.repeat(9)}`, `x${'^{x'.repeat(40)}${'}'.repeat(40)}`],
    ['signs in exponents', `x^${'-'.repeat(20)}2`, `x^${'-'.repeat(40)}2`],
    ['digits', '1'.repeat(320), '1'.repeat(321)],
    ['powers of ten', '1e308', '1e321'],
    ['computed digits', '(2^{100})^{10}', '(2^{100})^{10} \\cdot 10^{100}'],
    ['terms', '(a+b+c)^7', '(a+b+c+d)^7'],
    ['multiplications', '(a+b)^8(c+d)^3', '(a+b)^8 (c+d)^4 (e+f)^3'],
    ['items', Array.from({ length: 200 }, (_, item) => item % 10).join(','), '1,'.repeat(201) + '1'],
    ['items of a tuple', `(${'1,'.repeat(198)}1)`, `(${'1,'.repeat(200)}1)`],
    ['cells', matrix(14, 14), matrix(15, 14)],
    ['numerators of exponents', '2^{999/7}', '2^{1002/7}'],
  ])('%s: as many are read, more are text', (_, within, beyond) => {
    expect(shown(within, true)).not.toBeNull();
    expect(shown(beyond, true)).toBeNull();
  });

  it.each([
    ['factorials', '170!', '171!', 'factorial(171)'],
    ['powers', '2^{1000}', '10^{400}', '10^400'],
    ['whole powers of sums', '(x+1)^8', '(x+1)^9', '(x + 1)^9'],
  ])('%s: as much is computed, more stays as it is', (_, computed, kept, canonical) => {
    expect(shown(computed, true)).not.toMatch(/[!^(]\d*\)?$|factorial/);
    expect(shown(kept, true)).toBe(canonical);
  });

  it('binomials of large numbers stay as they are', () => {
    expect(shown('\\binom{1000}{3}')).toBe('166167000');
    expect(shown('\\binom{100000}{5000}')).toBe('binom(100000, 5000)');
    expect(shown('\\binom{5}{1/2}')).toBe('binom(5, 0.5)');
    expect(shown('\\binom{-5}{2}')).toBe('binom(-5, 2)');
    expect(shown('\\binom{5}{-2}')).toBe('binom(5, -2)');
  });

  it('a canonical string may be longer than a phrase', () => {
    const long = `{${Array.from({ length: 150 }, (_, item) => 1_000_000 + item).join(', ')}}`;
    expect(long.length).toBeGreaterThan(1000);
    expect(readCanonical(long)).not.toBeNull();
    expect(readCanonical(`{${'1'.repeat(4100)}}`)).toBeNull();
  });

  it('what is no value is told apart from faults', () => {
    expect(orUnreadable(() => 5)).toBe(5);
    expect(
      orUnreadable(() => {
        throw UNREADABLE;
      }),
    ).toBeNull();
    expect(() =>
      orUnreadable(() => {
        throw new Error('a fault');
      }),
    ).toThrow('a fault');
  });
});

function matrix(rows: number, columns: number): string {
  const row = Array.from({ length: columns }, () => '1').join('&');
  return `\\begin{matrix}${Array.from({ length: rows }, () => row).join('\\\\')}\\end{matrix}`;
}

const LATEX = (
  '\\frac \\sqrt \\binom \\left \\right \\{ \\} \\begin{matrix} \\end{matrix} \\text{ \\mathrm{ \\sin \\log \\sum \\lim \\int \\to \\pm \\mp ' +
  '\\cup \\infty \\mathbb{R} \\pi \\le \\in \\approx \\cdot \\% \\circ \\overline \\lfloor \\rfloor \\lvert \\rvert \\mid & \\\\ { } ( ) [ ] | < > = ≠ ≤ ' +
  "^ _ ! ' ° % $ , ; : + - * / ± ∪ ∞ √ ∛ ² ₁ x y e i π f 0 1 2 12 3.5 .5 m cm km/h and or … ... ⟨ ⟩ ∅ ℝ 0.(3) 1e9 99999999 \\to → 1/0 ~ \\, \n"
)
  .split(' ')
  .map((token) => (token === '' ? ' ' : token));

/** Whatever is written is read, or not, and then shown and compared; nothing is thrown. */
function survives(phrase: string): void {
  for (const value of [readValue(phrase), readValue(phrase, true), readCanonical(phrase)]) {
    if (value === null) continue;
    const canonical = shownValue(value);
    const again = readCanonical(canonical);
    expect([phrase, canonical, again === null ? null : keyOf(again)]).toEqual([phrase, canonical, keyOf(value)]);
  }
}

describe('hostile phrases', () => {
  it('of random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), survives));
  });

  it('of random LaTeX', () => {
    const spacing = fc.constantFrom('', ' ');
    const token = fc.tuple(fc.constantFrom(...LATEX), spacing).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join('')),
        survives,
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['(', 2000],
    ['{', 500],
    ['\\frac{', 160],
    ['\\sqrt', 190],
    ['x^', 480],
    ['-', 900],
    ['|', 900],
    ['9^{9^{9^{9}}}', 1],
    ['9^', 400],
    ['9!', 300],
    ['(a+b+c+d)', 100],
    ['√', 900],
    ['1/', 450],
    ['x_', 450],
    ['\\text{', 160],
    ['a,', 480],
    ['$', 900],
    ['\\(', 450],
    ['1 1', 330],
    ['1,111', 190],
    ['\n1', 480],
    ['sin ', 240],
    ['\\sum_', 190],
    ['f(', 450],
    ['[1,', 300],
    ['⟨', 900],
    ['±1', 450],
    ['m/', 450],
    ["x'", 450],
    ['0.(1)', 190],
  ])('%j again and again takes no time', (piece, times) => {
    const started = performance.now();
    survives(piece.repeat(times));
    survives(piece.repeat(times).slice(0, 999));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
