import { describe, expect, it } from '@jest/globals';
import { statedNumber } from '../../../src/consensus/answer/stated-number.ts';

describe('a sentence marked as the answer', () => {
  it.each([
    ['Sarah has 27 pens.', '27'],
    ['They need 5 buses.', '5'],
    ['He spent only $12 on it.', '12'],
    ['She earned a total of $1,200.', '1200'],
    ['It would take 40 minutes', '40'],
    ['$16 in losses', '16'],
    ['36 quarters in all', '36'],
    ['5 apples left', '5'],
    ['12 eggs, which is a dozen', '12'],
    ['48 + 36 = 84', '84'],
    ['(48 + 36) / 2 = 42 apples.', '42'],
    ['First 3 * 4 = 12. Then 12 + 5 = 17.', '17'],
  ])('%j states %j', (sentence, number) => {
    expect(statedNumber(sentence)).toBe(number);
  });

  it.each([
    '',
    'No number here.',
    'Sarah has 27 pens and 3 books.',
    'Room 27 was empty.',
    'In 1969 they landed.',
    'x + y = 84z + w',
    '101 Dalmatians',
  ])('%j states none', (sentence) => {
    expect(statedNumber(sentence)).toBeNull();
  });
});
