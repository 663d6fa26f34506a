import { describe, expect, it } from '@jest/globals';
import {
  amountAt,
  confidenceAt,
  flagAt,
  listOf,
  memberAt,
  numberAt,
  objectAt,
  oneOf,
  optional,
  orNull,
  shareAt,
  textAt,
  textOrNumberAt,
  wholeFrom,
  type Read,
} from '../../src/consensus/fields.ts';

describe('a field', () => {
  it.each<readonly [string, Read<unknown>, readonly unknown[]]>([
    ['an object', objectAt, [{}, { a: 1 }]],
    ['a text', textAt, ['', 'x']],
    ['a name', memberAt, ['x']],
    ['a flag', flagAt, [true, false]],
    ['a number', numberAt, [-1.5, 0, 1e300]],
    ['an amount', amountAt, [0, 0.5, 7]],
    ['a share', shareAt, [0, 0.5, 1]],
    ['a confidence', confidenceAt, [0, 0.5, 1, null]],
    ['a whole number', wholeFrom(2), [2, 3]],
    ['a choice', oneOf(['p', 'q']), ['p', 'q']],
    ['nothing, or a text', orNull(textAt), [null, 'x']],
    ['a list', listOf(flagAt), [[], [true, false]]],
  ])('that is %s is taken as it stands', (_, read, values) => {
    for (const value of values) expect(read(value, 'here')).toEqual(value);
  });

  it('that may be a number is a text', () => {
    expect([2.5, 'x', ''].map((value) => textOrNumberAt(value, 'here'))).toEqual(['2.5', 'x', '']);
  });

  it.each<readonly [string, Read<unknown>, readonly unknown[]]>([
    ['an object', objectAt, [undefined, null, 'x', 5, []]],
    ['a string', textAt, [undefined, null, 5, ['x']]],
    ['a string or a number', textOrNumberAt, [null, true, Number.NaN, Infinity, []]],
    ['the name of a member', memberAt, ['']],
    ['a string', memberAt, [5]],
    ['true or false', flagAt, [undefined, null, 0, 'true']],
    ['a number', numberAt, [null, '5', Number.NaN, -Infinity]],
    ['a number of at least 0', amountAt, [null, '5', Number.NaN, Infinity, -0.1]],
    ['a number from 0 to 1', shareAt, [null, '0.5', Number.NaN, -0.1, 1.1]],
    ['a number from 0 to 1, or null', confidenceAt, [undefined, '0.5', Number.NaN, -0.1, 1.1]],
    ['a whole number of at least 2', wholeFrom(2), [null, '2', 1, 2.5, 2 ** 53]],
    ['one of p, q', oneOf(['p', 'q']), [undefined, null, 'P', ['p']]],
    ['a string', orNull(textAt), [undefined, 5]],
    ['an array', listOf(flagAt), [undefined, null, {}, 'x']],
    ['an array of flags', listOf(flagAt, 'an array of flags'), [5]],
  ])('must be %s', (what, read, values) => {
    for (const value of values)
      expect(() => read(value, 'here')).toThrow(
        expect.objectContaining({
          code: 'PACORE_INPUT',
          message: expect.stringMatching(`^here must be ${what}; it is (missing|not .+)\\.$`),
        }),
      );
  });

  it('that is missing is said to be; a list says which entry is wrong', () => {
    expect(() => textAt(undefined, 'here')).toThrow(/^here must be a string; it is missing\.$/);
    expect(() => textAt(5, 'here')).toThrow(/^here must be a string; it is not 5\.$/);
    expect(() => listOf(textAt)(['x', 5], 'here')).toThrow(/^here\[1\] must be a string; it is not 5\.$/);
  });

  it('that is optional may be missing, but not wrong', () => {
    expect(optional({ a: 'x' }, 'a', textAt)).toEqual({ a: 'x' });
    expect(Object.keys(optional({ b: 'x' }, 'a', textAt))).toEqual([]);
    expect(() => optional({ a: 5 }, 'a', textAt)).toThrow(/^a must be/);
    expect(() => optional({ a: 5 }, 'a', textAt, 'here.')).toThrow(/^here\.a must be/);
  });
});
