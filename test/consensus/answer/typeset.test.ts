import { describe, expect, it } from '@jest/globals';
import { typeset } from '../../../src/consensus/answer/typeset.ts';
import { cpuTime } from '../cpu-time.ts';

describe('a formula that is no value', () => {
  it.each([
    [['$f : A \\to B$', '\\(f: A\\rightarrow B\\)', 'f:A → B'], 'f:A\\toB'],
    [['\\left( a, b \\right]', '( a ,b ]', '\\bigl(a,\\,b\\bigr]'], '(a,b]'],
    [['a \\leq b \\leq c', 'a\\le b ≤ c', 'a \\leqslant b \\leqq c'], 'a\\leb\\lec'],
    [['\\dfrac12 \\neq x', '\\frac{1}{2} ≠ x', '\\tfrac 1 2\\neq x'], '\\frac{1}{2}\\nex'],
    [['1, 2, \\ldots, n', '1,2,…,n', '1, 2, \\dots , n'], '1,2,\\dots,n'],
    [['\\sqrt3 \\square', '\\sqrt{3}\\square'], '\\sqrt{3}\\square'],
    [['\\text{ even }', '\\mathrm{even}', '\\textbf{~even}', 'even'], 'even'],
  ])('%j are written alike', (formulas, alike) => {
    const forms = new Set(formulas.map(typeset));
    expect(forms.size).toBe(1);
    expect([...forms][0]?.replaceAll(' ', '')).toBe(alike);
  });

  it('keeps the spaces of a text with formulas in it', () => {
    expect(typeset('all even numbers except $2$')).toBe('all even numbers except 2');
    expect(typeset('all even numbers,  except $ 2 $')).toBe('all even numbers, except 2');
  });

  it.each(['\\text{ ', '\\text{', ' ', '$', '\\( ', '~', '\\frac '])('takes linear time for %j', (piece) => {
    const text = `\\text{${piece.repeat(200_000 / piece.length)}z`;
    expect(cpuTime(() => typeset(text))).toBeLessThan(1000);
  });
});
