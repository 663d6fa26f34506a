import { describe, expect, it } from '@jest/globals';
import { readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';
import { shown } from './reading.ts';

describe('a number, an expression or a quantity', () => {
  it.each([
    ['-∞', '-∞'],
    ['2∞', '∞'],
    ['x∞', 'x∞'],
    ['2∞x', '2x∞'],
    ['(1, 2) m', '(1, 2)'],
    ['2x∞', '2x∞'],
    ['2\\begin{pmatrix} 1 & x \\\\ 2 & 3 \\end{pmatrix}', '[[2, 2x], [4, 6]]'],
    ['30°', '30°'],
    ['x = 30°', '30°'],
    ['32° F', '32°F'],
    ['32° C', '32°C'],
    ['32° K', null],
    ['30° + x', 'x + 30°'],
    ['30°x', '30x°'],
    ['30° + π', '30° + π'],
    ['(2 + 1)°', '3°'],
    ['{1, 2} m', '{1 m, 2 m}'],
    ['x + y = 5 m', 'x + y = 5 m'],
    ['x < y < 5 m', 'x < y < 5 m'],
  ])('is %j: %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['30°', '30'],
    ['2 \\cdot 15°', '30'],
    ['30°x', '30x'],
  ])('of %j is so many degrees: %j', (phrase, amount) => {
    const value = readValue(phrase, true);
    expect(value).toMatchObject({ kind: 'quantity', unit: { name: '°' } });
    expect(value?.kind === 'quantity' ? shownValue(value.amount) : null).toBe(amount);
  });

  it('is an expression where something is added to degrees', () => {
    expect(readValue('30° + π')?.kind).toBe('expression');
  });
});
