import { describe, expect, it } from '@jest/globals';
import { bestName, byKey, byLetters } from '../../../src/consensus/agreement/groups.ts';

const given = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).map(([answer, weight]) => ({ answer, weight, text: '' }));

describe('the name of equal answers', () => {
  it.each([
    ['of the most weight', { 'new york': 2, york: 1 }, 'new york'],
    ['of the most weight, last', { york: 1, 'new york': 2 }, 'new york'],
    ['the shortest of equals', { bonn: 1, ulm: 1 }, 'ulm'],
    ['the shortest where only rounding tells their weights apart', { bonn: 0.1 + 0.2, ulm: 0.3 }, 'ulm'],
    ['the first by code unit of those as long', { ulm: 1, rom: 1 }, 'rom'],
    ['the first by code unit, first', { rom: 1, ulm: 1 }, 'rom'],
  ])('is that %s', (_, weights, name) => {
    expect(bestName(Object.keys(weights), new Map(Object.entries(weights)))).toBe(name);
  });

  it('is a number in digits, whatever more say', () => {
    expect(byKey(given({ '5': 1, '101_2': 3 }))).toEqual(
      new Map([
        ['5', '5'],
        ['101_2', '5'],
      ]),
    );
  });

  it('goes by letters alone where all is text', () => {
    expect(byLetters(given({ 'so be it!': 1, 'so, be it': 2, '5': 1, '5.0': 1 }))).toEqual(
      new Map([
        ['so be it!', 'so, be it'],
        ['so, be it', 'so, be it'],
        ['5', '5'],
        ['5.0', '5.0'],
      ]),
    );
  });
});
