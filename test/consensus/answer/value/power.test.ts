import { describe, expect, it } from '@jest/globals';
import { shown } from './reading.ts';

describe('a power', () => {
  it.each([
    ['0^3', '0'],
    ['0^{-2}', null],
    ['5^0', '1'],
    ['(-8)^{1/3}', '-2'],
    ['(-8)^{2/3}', '4'],
    ['(-8)^{-1/3}', '-0.5'],
    ['2^{1000/3}', `${2n ** 333n}·2^(1/3)`],
    ['2^{1001/3}', null],
    ['10^{320}', `1${'0'.repeat(320)}`],
    ['10^{321}', '10^321'],
  ])('of a number: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['(x+1)^8', 'x^8 + 8x^7 + 28x^6 + 56x^5 + 70x^4 + 56x^3 + 28x^2 + 8x + 1'],
    ['(x+1)^9', '(x + 1)^9'],
    ['(1-x)^9', '-(x - 1)^9'],
    ['(1+√2)^9', '(√2 + 1)^9'],
    ['\\sqrt{1-x}', '√(-x + 1)'],
    ['(2-2x)^{1/2}', '√2√(-x + 1)'],
    ['\\frac{1}{-x-1}', '-1/(x + 1)'],
    ['\\frac{1}{1+\\sqrt2}', '√2 - 1'],
    ['(1+\\sqrt2)^{-2}', '-2√2 + 3'],
    ['(1+\\sqrt2)^{-1/2}', '1/√(√2 + 1)'],
  ])('of a sum: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });
});
