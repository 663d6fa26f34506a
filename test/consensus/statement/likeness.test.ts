import { describe, expect, it } from '@jest/globals';
import { answerSimilarity, sayTheSame } from '../../../src/consensus/answer-similarity.ts';
import { languageOf } from '../../../src/consensus/statement/function-words.ts';
import { StatementReader } from '../../../src/consensus/statement/statement.ts';
import { cpuTime } from '../cpu-time.ts';
import fc from '../../support/fast-check.ts';

const MOON = 'the crew of apollo 11 landed on the moon in july 1969 and returned safely';

describe('the likeness of free texts', () => {
  it('is worked out by hand', () => {
    // Terms: plant, sugar, light, water / plant, sugar, light, air: 3 / √(4 × 4) = 0.75.
    const one = 'the plants make their sugar out of the light and of water';
    const other = 'a plant makes all of its sugar with light and with the air';
    expect(answerSimilarity(one, other)).toBeCloseTo(0.75 + (0.25 * (0.75 - 0.15)) / 0.85, 12);
    // One of the ten terms of each: 0.1, two thirds of what it takes.
    const left = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet';
    const right = 'juliet kilo lima mike november oscar papa quebec romeo sierra';
    expect(answerSimilarity(left, right)).toBeCloseTo(0.5, 12);
  });

  it('is 1 for the same terms, in any order and any form', () => {
    expect(answerSimilarity('plants use light to make their sugar', 'to make its sugar the plant used a light')).toBe(
      1,
    );
  });

  it.each([
    ['numbers of the same thing', MOON, MOON.replace('1969', '1968')],
    [
      'a number that is written out',
      'there are eight planets that go around our sun',
      'there are 9 planets that go around our sun',
    ],
    [
      'a unit by another name',
      'from here it is 150 kilometres to the nearest town',
      'it is 90 km from here to the nearest town',
    ],
    ['a denial', 'it is safe to eat the raw meat of a chicken', 'it is never safe to eat the raw meat of a chicken'],
    [
      'a contraction',
      'antibiotics kill the virus that makes you ill',
      "antibiotics don't kill the virus that makes you ill",
    ],
    [
      'a denial that stands last',
      'die fische im teich schlafen in der nacht',
      'die fische im teich schlafen in der nacht nicht',
    ],
    [
      'too much',
      'the wall can be seen from the moon by all of us',
      'the wall is too narrow to be seen from the moon by us',
    ],
    ['yes and no', 'yes, the wall can be seen by the naked eye', 'no, the wall can be seen by the naked eye'],
    [
      'another language',
      'the apollo mission of the americans landed on the moon',
      'die apollo mission der amerikaner ist auf dem mond gelandet',
    ],
  ])('of texts that differ in %s is a quarter at most', (_, one, other) => {
    expect(answerSimilarity(one, other)).toBeLessThanOrEqual(0.25);
    expect(answerSimilarity(other, one)).toBe(answerSimilarity(one, other));
    expect(sayTheSame(one, other)).toBe(false);
  });

  it.each([
    ['numbers of other things', MOON, MOON.replace('in july 1969', 'after 4 days')],
    [
      'a number that is rounded',
      'the sun is 149.6 million km away from the earth',
      'the sun is 150 million km away from the earth',
    ],
    [
      'an equal number in another form',
      'the light needs 1,200 seconds to reach us here',
      'the light needs 1200 s to reach us here',
    ],
    [
      'an aside that is denied',
      'dab the stain with cold water and salt, do not rub',
      'dab the stain with cold water and put salt on it',
    ],
    [
      'a denial in both',
      'you should never eat the raw meat of a chicken',
      'the raw meat of a chicken is not safe to eat',
    ],
    [
      'grammar, of which one has none',
      'plants sugar light water air carbon leaves roots',
      'the plants make their sugar out of the light and of the water and air, carbon, leaves, roots',
    ],
    [
      'a question',
      'photosynthesis turns light, water and air into sugar',
      'photosynthesis turns light, water and air into sugar. did that help you?',
    ],
  ])('of texts that differ in %s is that of the same', (_, one, other) => {
    expect(sayTheSame(one, other)).toBe(true);
    expect(sayTheSame(other, one)).toBe(true);
  });

  it('of texts without a term in common is 0', () => {
    expect(
      answerSimilarity('the sky is blue because of the light in it', 'i like trains and all of my friends do too'),
    ).toBe(0);
    expect(
      answerSimilarity('it is what it is and so are they, you see', 'it is what it is and so are they, you see?'),
    ).toBe(0);
  });

  it('does not take values for free texts', () => {
    expect(sayTheSame('jane austen', 'austen, jane')).toBe(false);
    expect(sayTheSame('54', MOON)).toBe(false);
    expect(sayTheSame('54', '54')).toBe(true);
  });

  it('is symmetric, from 0 to 1', () => {
    const words = fc.array(
      fc.constantFrom(
        'not',
        'too',
        'to',
        'the',
        'Is',
        'water',
        'waters',
        '8',
        '1969',
        'eight',
        'km',
        ',',
        '.',
        '?',
        'eau',
        "don't",
        '植物',
        'но',
      ),
      { minLength: 8, maxLength: 24 },
    );
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [left, right] = [one.join(' '), other.join(' ')];
        const value = answerSimilarity(left, right);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(answerSimilarity(right, left)).toBe(value);
      }),
    );
  });

  it.each([
    ['letters', 'a'.repeat(1e6)],
    ['words', 'abc '.repeat(25e4)],
    ['digits', '9'.repeat(1e6)],
    ['numbers', '12 '.repeat(33e4)],
    ['groups of digits', `${'123 '.repeat(25e4)}1234`],
    ['apostrophes', "a'".repeat(5e5)],
    ['characters without spaces', '光'.repeat(1e6)],
    ['denials', 'not a '.repeat(16e4)],
    ['commas', `1${','.repeat(1e6)}`],
  ])('is found in a moment in a million %s', (_, text) => {
    expect(cpuTime(() => answerSimilarity(text, `${text} x`))).toBeLessThan(500);
  });
});

describe('the language', () => {
  it.each([
    ['en', 'the light of the sun is what we see'],
    ['de', 'das licht der sonne ist nicht weiß'],
    ['fr', 'la lumière du soleil est blanche pour nous'],
    ['es', 'la luz del sol es blanca para los ojos'],
    ['ru', 'это свет солнца, и он не белый'],
    [null, 'lumen'],
    [null, ''],
  ])('is %j of %j', (language, text) => {
    expect(languageOf(text.split(/[ ,]+/))).toBe(language);
    expect(new StatementReader().read(text).language).toBe(language);
  });
});
