import { describe, expect, it } from '@jest/globals';
import { listingOf, readLines, shownListing } from '../../../src/consensus/answer/listing.ts';

const shown = (text: string): string | null => {
  const listing = readLines(text);
  return listing === null ? null : shownListing(listing);
};

describe('a list in lines', () => {
  it.each([
    ['1. Mercury\n2. Venus', '1. mercury, 2. venus'],
    ['1) Mercury\n\n2) Venus\n', '1. mercury, 2. venus'],
    ['**1. Mercury\n2. Venus', '1. mercury, 2. venus'],
    ['The planets are:\n1. Mercury\n2. Venus', '1. mercury, 2. venus'],
    ['**Planets:**\n- Mercury\n- Venus', 'mercury, venus'],
    ['* Mercury\n* Venus\n* Earth', 'mercury, venus, earth'],
    ['• Mercury\n– Venus', 'mercury, venus'],
  ])('%j is %j', (text, listing) => {
    expect(shown(text)).toBe(listing);
  });

  it.each([
    'Mercury',
    '- Mercury',
    'Mercury\nVenus',
    '1. Mercury\n3. Venus',
    '2. Mercury\n3. Venus',
    '- Mercury\nand then Venus',
    '1. Mercury\n- Venus',
    '1.\n2. Venus',
    `- a\n- ${'b'.repeat(100)}`,
    Array.from({ length: 101 }, () => '- a').join('\n'),
    `- a\n- b${'\n'.repeat(9000)}`,
  ])('is not %j', (text) => {
    expect(readLines(text)).toBeNull();
  });
});

describe('a list in a line', () => {
  it.each([
    ['mercury, venus, earth', ['mercury', 'venus', 'earth'], false],
    ['mercury, venus and earth', ['mercury', 'venus', 'earth'], false],
    ['mercury, venus, and earth', ['mercury', 'venus', 'earth'], false],
    ['rot, grün und blau', ['rot', 'grün', 'blau'], false],
    ['1. mercury, 2. venus', ['mercury', 'venus'], true],
    ['1,000 men, 2 women, 3 boys', ['1,000 men', '2 women', '3 boys'], false],
    ['salt and pepper, oil, rice', ['salt and pepper', 'oil', 'rice'], false],
  ])('%j has %j', (text, items, isNumbered) => {
    expect(listingOf(text)).toEqual({ items, isNumbered });
  });

  it.each([
    'mercury',
    'mercury, venus',
    'mercury and venus and earth',
    '1, 2. venus, 3. earth,',
    'a, b, this item has more than five words in it',
    '1,2,3',
    `${'a, '.repeat(101)}a`,
    `${'a'.repeat(9000)}, b, c`,
  ])('is not %j', (text) => {
    expect(listingOf(text)).toBeNull();
  });

  it('is what it is shown as', () => {
    for (const text of ['1. Mercury\n2. Venus\n3. Earth', '- Mercury\n- Venus\n- Earth']) {
      const listing = readLines(text);
      expect(listing).not.toBeNull();
      if (listing !== null) expect(listingOf(shownListing(listing))).toEqual(listing);
    }
  });
});
