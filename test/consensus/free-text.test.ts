import { describe, expect, it } from '@jest/globals';
import { isFreeText } from '../../src/consensus/free-text.ts';

describe('a free text', () => {
  it.each([
    ['the sky looks blue because air scatters it', true],
    ['one two three four five six', false],
    ['one two three four five six seven', true],
    ['jane austen', false],
    ['pride and prejudice by jane austen', false],
    [`supercalifragilistic${'x'.repeat(40)}`, false],
    [`supercalifragilistic${'x'.repeat(41)}`, true],
    ['9'.repeat(200), false],
    [`1/${'3'.repeat(100)}`, false],
    [JSON.stringify({ name: 'x'.repeat(100), words: 'one two three four five six seven' }), false],
    ['[1, 2, 3, 4, 5, 6, 7, 8]', false],
    ['[sic] he said that it was the end of it all', true],
    ['光合作用是什么', false],
    ['光合作用是绿色植物利用阳光的过程', true],
    ['', false],
  ])('is %j: %j', (answer, expected) => {
    expect(isFreeText(answer)).toBe(expected);
  });
});
