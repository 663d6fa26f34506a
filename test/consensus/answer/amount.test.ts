import { describe, expect, it } from '@jest/globals';
import { readAmount, readCompound } from '../../../src/consensus/answer/amount.ts';
import { shownValue } from '../../../src/consensus/answer/value/show.ts';

const shown = (phrase: string): string | null => {
  const value = readAmount(phrase);
  return value === null ? null : shownValue(value).trim();
};

describe('an amount', () => {
  it.each([
    ['about 14', '14'],
    ['roughly $20', '20 USD'],
    ['exactly 3.5 km.', '3.5 km'],
    ["it's 7", '7'],
    ['there are 12', '12'],
    ['about exactly 12', '12'],
    ['a total of 9 apples', '9'],
    ['ungefähr 30 kg', '30 kg'],
    ['environ 5 m', '5 m'],
    ['~ 40', '40'],
    ['about 8...', '8'],
    ['about 8!!', '8'],
    ['about ≥ 5', '≥ 5'],
    [`about ${'7'.repeat(114)}`, '7'.repeat(114)],
    [`about ${'7'.repeat(115)}`, null],
  ])('is read behind what hedges it: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['at least 5', '≥ 5'],
    ['no less than 5', '≥ 5'],
    ['not fewer than 5', '≥ 5'],
    ['a minimum of 5', '≥ 5'],
    ['at most 5 m', '≤ 5 m'],
    ['no more than 5', '≤ 5'],
    ['up to 5', '≤ 5'],
    ['a maximum of 5', '≤ 5'],
    ['more than 5', '> 5'],
    ['greater than -5', '> -5'],
    ['over $5', '> 5 USD'],
    ['less than 5', '< 5'],
    ['fewer than 5', '< 5'],
    ['under 5', '< 5'],
    ['below 5', '< 5'],
    ['at least 5 apples and 6 pears', null],
    ['never more than 5', null],
  ])('may be a bound: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['5-7', '[5, 7]'],
    ['5 – 7', '[5, 7]'],
    ['from 5 to 7', '[5, 7]'],
    ['between 5 and 7', '[5, 7]'],
    ['5 to 7 km', '[5 km, 7 km]'],
    ['$5 to $7', '[5 USD, 7 USD]'],
    ['1,000 to 2,000', '[1000, 2000]'],
    ['7-5', null],
    ['5-5', null],
    ['5 and 7', null],
    ['15 and 17', null],
    ['5 to 7 x', null],
    [', to 7', null],
    ['5 to ..5', null],
  ])('may be a range, from the smaller to the larger: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['4 out of 5', '0.8'],
    ['4 of 5 stars', '0.8'],
    ['3.5 out of a possible 5', '0.7'],
    ['7 von 10', '0.7'],
    ['4/5 stars', '0.8'],
    ['9 / 10 points', '0.9'],
    ['4 out of five', null],
    ['4 out of 0', null],
  ])('may be a rating: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each([
    ['2 hours and 30 minutes', '150 min'],
    ['2h 30m', '150 min'],
    ['1 day, 2 hours', '26 h'],
    ['1 hour 1 minute 1 second', '3661 s'],
    [`5'10"`, '70 in'],
    ['5 feet 10 inches', '70 in'],
    ['6 lb 8 oz', '104 oz'],
    ['2H 30M', '150 min'],
    ['5 feet 10 minutes', null],
    ['10 minutes and 5 feet', '{10 min, 5 ft}'],
    ['3 hours 4 minutes 10 minutes', null],
    ['1.2.3 hours and 4 minutes', null],
    ['2 hours and 1.2.3 minutes', null],
    ['2 hours 1.2.3 minutes 5 seconds', null],
    ['3 hours and 4 hours', '{3 h, 4 h}'],
    ['2 hours and a bit', null],
    ['2 hours or 30 minutes', '{2 h, 30 min}'],
  ])('may have several units: %j is %j', (phrase, value) => {
    expect(shown(`about ${phrase}`)).toBe(value);
  });

  it.each([
    ['50% or 1/2', '50%'],
    ['225 minutes or 3 hours and 45 minutes', '225 min'],
    ['0.5, or 1/2', '0.5'],
    ['0.5 or 50%', '0.5'],
    ['50 cm or 0.5 m', '50 cm'],
    ['0.5 or 1/2 or 7', null],
    ['√2% or 3', null],
    ['5% or 5', null],
    ['half or 5', null],
    ['5 or half', null],
    ['5 or 6', null],
    ['1 or 2 or 3', null],
    ['5 m or 5 cm', null],
  ])('may be said twice: %j is %j', (phrase, value) => {
    expect(shown(phrase)).toBe(value);
  });

  it.each(['', 'some', 'at least', 'apples', `at least ${'1'.repeat(200)}`, 'at least some apples', '12'])(
    'is not %j',
    (phrase) => {
      expect(readAmount(phrase)).toBeNull();
    },
  );

  it('is no longer than a line', () => {
    const spaces = ' '.repeat(111);
    expect(readCompound(`2${spaces}h 30 min`)).not.toBeNull();
    expect(readCompound(` 2${spaces}h 30 min`)).toBeNull();
  });
});
