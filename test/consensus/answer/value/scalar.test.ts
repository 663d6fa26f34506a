import { describe, expect, it } from '@jest/globals';
import { shown } from './reading.ts';

describe('a number, an expression or a quantity', () => {
  it.each([
    ['-∞', '-∞'],
    ['2∞', '∞'],
    ['x∞', 'x∞'],
    ['2x∞', '2x∞'],
    ['2\\begin{pmatrix} 1 & x \\\\ 2 & 3 \\end{pmatrix}', '[[2, 2x], [4, 6]]'],
    ['30°', '30°'],
    ['x = 30°', '30°'],
    ['32° F', '32°F'],
    ['32° C', '32°C'],
    ['32° K', null],
    ['30° + x', 'x + 30°'],
    ['{1, 2} m', '{1 m, 2 m}'],
    ['x + y = 5 m', 'x + y = 5 m'],
    ['x < y < 5 m', 'x < y < 5 m'],
  ])('is %j: %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });
});
