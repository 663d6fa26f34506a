import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import type { GivenAnswer } from '../../../src/consensus/agreement/given-answer.ts';
import { isPlainAnswer, settledAnswers, settles } from '../../../src/consensus/agreement/settle.ts';
import { givenBy, settled } from './given.ts';

/** Answers that have to do with each other: each line is a question. */
const QUESTIONS = [
  ['5', '5 m', '5 cm', '500 cm', '0.05 m', '5%', '0.05', 'x = 5', '$5$', '500', '5 USD'],
  ['{5, 6}', '5, 6', '(5, 6)', '[5, 6]', '5 ≤ x ≤ 6', '5 < x < 6', 'between 5 and 6'],
  ['x ≥ 5', 'at least 5', '[5, ∞)', 'y ≥ 5', 'x > 5', '5', 'more than 5', '5 m'],
  ['5:00', '17:00', '5 pm', '5 a.m.', '5', '17', '5 hours', '12:00', '12', '0', '24:00'],
  [
    '2024-03-05',
    'March 5',
    'March 2024',
    '2024',
    'It was in 2024.',
    'It was on March 5, 2024.',
    '2023',
    '5',
    'April 1, 2024',
  ],
  ['yes', 'no', 'true', 'false', 'The statement is false.'],
  ['Paris', 'The capital is Paris.', 'Paris, France', 'Lyon', 'It is not Paris but Lyon.', 'France', 'Paris or Lyon'],
  ['Korea', 'South Korea', 'It is in South Korea.', 'North Korea', 'It is in Korea.', 'Seoul, South Korea'],
  [
    'Jane Austen',
    'Austen',
    'It was written by Jane Austen in 1813.',
    '1813',
    'Miss Jane Austen',
    'Anne Austen',
    'Austen did.',
  ],
  ['1/3', '0.333333333333333', '0.3333333333333333', '0.33', '33.3%', '1:3'],
  ['\\boxed{\\sqrt{2}}', '1.41421356237310', '1.414213562373', '1.41'],
  ['\\boxed{y = 2x+3}', '\\boxed{2x+3}', '\\boxed{f(x) = 2x+3}', '\\boxed{y - 2x = 3}'],
  ['\\boxed{2600g}', '2600 g', '2600', '2.6 kg', '2600 kg', '2.6'],
  ['1. red\n2. blue\n3. green', 'red, blue, green', 'blue, red, green', '1. blue\n2. red\n3. green'],
  ['28%', '28', '0.28', '2800%', '0.28%', '28 m'],
  ['spam', 'not spam', 'This is spam.', 'It is not spam.', 'ham', 'It is ham, not spam.'],
  ['\\boxed{101_2}', '101', '5', '\\boxed{101_3}', '10'],
  [
    'Einstein and Bohr met.',
    'Albert Einstein did it with Niels Bohr.',
    'Albert Einstein',
    'Bohr',
    'It was Niels Bohr who did.',
  ],
].map((texts) => givenBy(texts));

const ballots = fc
  .constantFrom(...QUESTIONS)
  .chain((given) =>
    fc.array(
      fc.record({ ballot: fc.constantFrom(...given), weight: fc.constantFrom(0.5, 1, 2), hasText: fc.boolean() }),
      { minLength: 1, maxLength: 7 },
    ),
  )
  .map((picked): readonly GivenAnswer[] =>
    picked.map(({ ballot, weight, hasText }) => ({ ...ballot, weight, text: hasText ? ballot.text : '' })),
  );

const isNumber = (answer: string): boolean => /^-?\d{1,10}(?:\.\d{1,8})?$/.test(answer);

describe('settled answers', () => {
  it('do not depend on the order of ballots', () => {
    const shuffled = ballots.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given], { minLength: given.length, maxLength: given.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([given, others]) => {
        expect(new Map([...settledAnswers(others, 'auto')].sort())).toEqual(
          new Map([...settledAnswers(given, 'auto')].sort()),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('have a name for each answer, and no two numbers one', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const names = settledAnswers(given, 'auto');
        const numbers = [...names.keys()].filter(isNumber);
        expect(new Set(names.keys())).toEqual(new Set(given.map(({ answer }) => answer)));
        expect(new Set(numbers.map((answer) => names.get(answer))).size).toBe(numbers.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('of one answer alone are that one, or its number without the unit', () => {
    fc.assert(
      fc.property(ballots, ([first]) => {
        if (first === undefined) return;
        const name = settledAnswers([first, first], 'auto').get(first.answer) ?? '';
        expect([first.answer, first.answer.replace(/\s?(?:m|cm|h|g|kg|USD|%)$/, '')]).toContain(name);
      }),
    );
  });

  it('do not change where more ballots say the same', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        expect(settledAnswers([...given, ...given], 'auto')).toEqual(settledAnswers(given, 'auto'));
      }),
      { numRuns: 1000 },
    );
  });

  it('of plain numbers and labels are themselves', () => {
    const plain = fc.oneof(fc.integer().map(String), fc.constantFrom('A', 'B', '0.5', '-1.25', '1/3', 'paris', 'spam'));
    fc.assert(
      fc.property(fc.array(plain), (answers) => {
        expect(answers.every(isPlainAnswer)).toBe(true);
        const names = settledAnswers(
          answers.map((answer) => ({ answer, weight: 1, text: '' })),
          'auto',
        );
        for (const answer of answers) expect(names.get(answer)).toBe(answer);
      }),
    );
  });

  it.each(['yes', 'no', 'true', 'false', '5 m', 'jane austen', 'A,C', '1234567890123456', ''])(
    'of %j need a second look',
    (answer) => {
      expect(isPlainAnswer(answer)).toBe(false);
    },
  );
});

describe('a profile', () => {
  const texts = ['Answer: 5 m', 'Answer: 5', 'It is 5, I think.', 'It is 5 - I think'];

  it('says how much the other ballots tell', () => {
    expect(settled(texts)).toEqual(['5', '5', '5', '5']);
    expect(settled(texts, '', 'choice')).toEqual(givenBy(texts).map(({ answer }) => answer));
    expect(settled(["it's over, now.", 'It’s over now!'], '', 'text')).toEqual(["it's over now", "it's over now"]);
  });

  it.each([
    ['auto', true],
    ['number', true],
    ['text', true],
    ['choice', false],
    ['json', false],
    ['code', false],
  ] as const)('%s compares answers: %j', (profile, does) => {
    expect(settles(profile)).toBe(does);
  });
});
