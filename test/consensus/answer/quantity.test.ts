import { describe, expect, it } from '@jest/globals';
import { quantity } from '../../../src/consensus/answer/quantity.ts';

describe('a quantity', () => {
  it.each([
    ['12', '12'],
    ['about 14 apples', '14'],
    ['about five apples', '5'],
    ['x = 5', '5'],
    ['12 + 7 = 19 apples', '19'],
    ['x = five', '5'],
    ['8  red   apples', '8'],
    ['5 apples!!', '5'],
    ['5 km away', '5 km'],
    ['5-minute walk', '5 min'],
    ['x = five km away', '5 km'],
    ['5 foot-pounds of force', '5 ft*lb'],
    ['5 oranges', '5'],
    ['5 android phones', '5'],
    ['5 bags of sand', '5'],
    ['5 big red round shiny new apples', '5'],
    ['1'.repeat(200), '1'.repeat(200)],
  ])('%j is %j', (phrase, value) => {
    expect(quantity(phrase)).toBe(value);
  });

  it.each([
    ['10 000', '10000'],
    ['x = 10 000', '10000'],
    ['$10 000 000', '10000000'],
    ['-1 000 000.25', '-1000000.25'],
    ['10 000.', '10000'],
    ['100 000', '100000'],
    ['5 10 000', null],
    ['10 0', null],
    ['1234 567', null],
    ['10 000 apples', null],
  ])('has groups of digits where there is nothing else: %j is %j', (phrase, value) => {
    expect(quantity(phrase)).toBe(value);
  });

  it.each([
    '',
    'apples',
    'May 5',
    'perhaps five',
    '3 $5',
    'five six',
    'x != 5',
    '5 and more',
    '5 cats and dogs',
    '5 big red round shiny new cheap apples',
    '1'.repeat(201),
  ])('is more or less than %j', (phrase) => {
    expect(quantity(phrase)).toBeNull();
  });
});
