import { describe, expect, it } from '@jest/globals';
import { openingTruth, readTruth } from '../../../src/consensus/answer/truth.ts';

describe('a truth value', () => {
  it.each([
    ['Yes.', 'yes'],
    ['yep', 'yes'],
    ['**No**', 'no'],
    ['nope!', 'no'],
    ['TRUE', 'true'],
    ['false.', 'false'],
    ['Ja', 'yes'],
    ['Nein.', 'no'],
    ['oui', 'yes'],
    ['non', 'no'],
    ['Sí', 'yes'],
    ['да', 'yes'],
    ['Нет', 'no'],
    ['是', 'yes'],
    ['否', 'no'],
    ['No, it is not.', 'no'],
    ['Yes: it is prime.', 'yes'],
    ['**Yes**, it is.', 'yes'],
    ['No – never', 'no'],
    ['The statement is true.', 'true'],
    ['So the claim is not correct.', 'false'],
    ['This is false', 'false'],
    ['The answer is not wrong', 'true'],
    ['It was right', 'true'],
  ])('is %j: %j', (phrase, truth) => {
    expect(readTruth(phrase)).toBe(truth);
  });

  it.each([
    '',
    'No solution',
    'none',
    'Yesterday',
    'correct',
    'incorrect',
    'not true',
    'yes and no',
    'It is true that',
    `yes${'!'.repeat(90)}a`,
  ])('is not %j', (phrase) => {
    expect(readTruth(phrase)).toBeNull();
  });

  it('may open a text of any length', () => {
    expect(openingTruth(`No, ${'because it is so. '.repeat(1000)}`)).toBe('no');
    expect(openingTruth(`Nothing, ${'because it is so. '.repeat(1000)}`)).toBeNull();
  });
});
