import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import {
  canonicalName,
  canonicalPhrase,
  readTyped,
  withoutOuterDelimiters,
} from '../../../src/consensus/answer/phrase.ts';

describe('a phrase', () => {
  it.each([
    ['7', '7'],
    ['-0', '0'],
    ['$12$', '12'],
    ['\\(12\\).', '12'],
    ['x = 5', '5'],
    ['2\\sqrt{12}', '4√3'],
    ['5 m', '5 m'],
    ['about 5 m', '5 m'],
    ['2 hours and 30 minutes', '150 min'],
    ['March 5, 2024', '2024-03-05'],
    ['四十二', '42'],
    ["['b', 'a']", "['b', 'a']"],
    ['12 + 7 = 19 - 5 = 14', '14'],
    ['₹1,23,456', '123456 INR'],
    ['50% or 1/2', '50%'],
    ['A, B and C', 'A,B,C'],
    ['(A) and (C)', 'A,C'],
  ])('%j has the value %j', (phrase, value) => {
    expect(readTyped(phrase)).toBe(value);
    expect(canonicalPhrase(phrase)).toBe(value);
  });

  it.each(['Paris', 'C', '(C)', '12 Angry Men', '5 Mbit', 'yes', 'C. 12', 'see 5 and 6', '10ft x18ft'])(
    '%j has none',
    (phrase) => {
      expect(readTyped(phrase)).toBeNull();
    },
  );

  it.each([
    ['(C)', 'C'],
    ['C. 12', 'C'],
    ['Yes, it is.', 'yes'],
    ['The statement is false', 'false'],
    ['12 Angry Men', '12 angry men'],
    ['The Beatles', 'beatles'],
    ['an apple', 'apple'],
    ['The U.S.', 'us'],
    ['Mt. Everest', 'mount everest'],
    ['St. Petersburg', 'saint petersburg'],
    ['the “Red” one', 'the “red” one'],
    ['The capital is Paris', 'the capital is paris'],
    ['The mountain that everybody wants to climb', 'the mountain that everybody wants to climb'],
    ['- red\n- blue', 'red, blue'],
    ['\\text{ even }', 'even'],
  ])('%j is the answer %j', (phrase, answer) => {
    expect(canonicalPhrase(phrase)).toBe(answer);
  });

  it.each(["I don't know", 'N/A', '', '...', 'unsure'])('%j is an abstention', (phrase) => {
    expect(canonicalPhrase(phrase)).toBeNull();
  });

  it('stands in a box as mathematics', () => {
    expect(readTyped('2m', true)).toBe('2m');
    expect(readTyped('2m')).toBe('2 m');
  });

  it('is a name whatever stands around it', () => {
    const names = fc.constantFrom('paris', 'jane austen', 'mount everest', 'new york');
    const around = fc.constantFrom<[string, string]>(
      ['', ''],
      ['The ', '.'],
      ['**', '**'],
      ['“', '”'],
      [' ', ' !'],
      ['«', '»'],
    );
    fc.assert(
      fc.property(names, around, fc.boolean(), (name, [before, behind], isUpper) => {
        expect(canonicalName(`${before}${isUpper ? name.toUpperCase() : name}${behind}`)).toBe(name);
      }),
    );
  });

  it.each([
    ['$Solution is: $[1, 2]$.$', 'Solution is: $[1, 2]$.'],
    ['$x + 1$', '$x + 1$'],
    ['\\(The value: 5\\)', 'The value: 5'],
    ['$5', '$5'],
  ])('%j without delimiters around a text is %j', (phrase, text) => {
    expect(withoutOuterDelimiters(phrase)).toBe(text);
  });
});
