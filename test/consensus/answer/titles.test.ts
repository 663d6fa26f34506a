import { expect, it } from '@jest/globals';
import { withTitlesInFull } from '../../../src/consensus/answer/titles.ts';

it.each([
  ['mt. everest', 'mount everest'],
  ['Mt Everest', 'Mount Everest'],
  ['St. Petersburg', 'Saint Petersburg'],
  ['the U.S. and the U.K.', 'the US and the UK'],
  ['the u.s', 'the us'],
  ['u.s.a.', 'us'],
  ['rock & roll', 'rock and roll'],
  ['first', 'first'],
  ['mt', 'mt'],
  ['st petersburg', 'st petersburg'],
  ['amt. everest', 'amt. everest'],
])('%j in full is %j', (text, full) => {
  expect(withTitlesInFull(text)).toBe(full);
});
