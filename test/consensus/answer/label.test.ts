import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { readLabel } from '../../../src/consensus/answer/label.ts';

const TONES = ['positive', 'negative', 'neutral'];
const MAIL = ['spam', 'not spam'];
const STARS = ['1', '2', '3', '4', '5'];
const TEAMS = ['Billing', 'Technical support', 'Sales'];

describe('readLabel', () => {
  it.each<readonly [text: string, labels: readonly string[], label: string | null]>([
    ['Positive', TONES, 'positive'],
    ['POSITIVE.', TONES, 'positive'],
    ['**Negative**', TONES, 'negative'],
    ['<b>Negative</b>', TONES, 'negative'],
    ['\\boxed{\\text{neutral}}', TONES, 'neutral'],
    ['The tone is negative.', TONES, 'negative'],
    ['Label: NEUTRAL\nWhy: only facts, nothing positive.', TONES, 'neutral'],
    ['Neutral - it only tells what happened, nothing negative.', TONES, 'neutral'],
    ['Neutral because it is neither positive nor negative.', TONES, 'neutral'],
    ['{"sentiment": "positive", "why": "nothing negative"}', TONES, 'positive'],
    ['The sentiment is positive since nothing negative is said.', TONES, 'positive'],
    ['It names positive sides of the room. All in all, it is negative.', TONES, 'negative'],
    ['Positive words stand in it, but overall it is negative.', TONES, 'negative'],
    ['I would label it as negative.', TONES, 'negative'],
    ['It is not negative but positive.', TONES, 'positive'],
    ['Not negative. Neutral.', TONES, 'neutral'],
    ['neither positive nor negative', TONES, null],
    ['It is not positive.', TONES, null],
    ['positive and negative', TONES, null],
    ['Answer: positive or neutral', TONES, null],
    ['unpositive', TONES, null],
    ["I'm sorry, I can't help with negative texts.", TONES, null],
    ['Error 500: negative response', TONES, null],
    ['', TONES, null],
    ['positive', [], null],
    ['spam', MAIL, 'spam'],
    ['not spam', MAIL, 'not spam'],
    ['Not_Spam', MAIL, 'not spam'],
    ['It is not spam.', MAIL, 'not spam'],
    ["It isn't spam.", MAIL, 'not spam'],
    ['This mail is spam.', MAIL, 'spam'],
    ['not spam', ['spam', 'ham'], null],
    ['non-urgent', ['urgent', 'non-urgent'], 'non-urgent'],
    ['I would give 4 out of 5.', STARS, '4'],
    ['4/5', STARS, '4'],
    ['4.5', STARS, null],
    ['technical_support', TEAMS, 'Technical support'],
    ['This one goes to **Sales**.', TEAMS, 'Sales'],
    ['Yes. There is no doubt.', ['yes', 'no'], 'yes'],
    ['No, it is not.', ['yes', 'no'], 'no'],
    ['Das ist nicht positiv.', ['positiv', 'negativ'], null],
    ['情感：正面', ['正面', '负面'], '正面'],
    ['不是正面', ['正面', '负面'], null],
  ])('reads %j out of %j as %j', (text, labels, label) => {
    expect(readLabel(text, labels)).toBe(label);
  });

  it('answers a label as it is given, or nothing', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 6 }),
        (text, labels) => {
          const label = readLabel(text, labels);
          expect(label === null || labels.includes(label)).toBe(true);
        },
      ),
    );
  });

  it('reads each label back from the usual phrases', () => {
    const phrases = ['X', '**X**', 'Label: X', 'The answer is X.', 'X - so it seems.', 'It is X.', '{"label": "X"}'];
    fc.assert(
      fc.property(fc.constantFrom(...TONES, ...TEAMS), fc.constantFrom(...phrases), (label, phrase) => {
        expect(readLabel(phrase.replace('X', label.toUpperCase()), [...TONES, ...TEAMS])).toBe(label);
      }),
    );
  });
});
