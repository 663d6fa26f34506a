import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';

const CASES: readonly (readonly [response: string, answer: string | null])[] = [
  ['The answer is 54, I am sure.', '54'],
  ['Answer: $18.50, of course', '18.5'],
  ['I get 54.', '54'],
  ['That makes 12 apples.', '12'],
  ['12+7=19. 19-5=14. Answer: 14', '14'],
  ['23 + 48 = 71. 71 - 17 = 54.', '54'],
  ['So the total is 54 dollars.', '54'],
  [
    'James needs to buy 70 feet of paper. It costs 70 dollars.',
    'james needs to buy 70 feet of paper. it costs 70 dollars',
  ],
  ['54', '54'],
  ['1/2', '0.5'],
  ['$1,000', '1000'],
  ['Answer: 14 apples', '14'],
  ['The answer is 14 apples left in the basket.', '14'],
  ['Answer: 42 km/h', '42'],
  ['Answer: 100 °C', '100'],
  ['Answer: 20 MB', '20'],
  ['The answer is five.', '5'],
  ['The answer is 5 pm', '5 pm'],
  ['Answer: 5:30', '5:30'],
  ['Answer: 5-6', '5-6'],
  ['Answer: 5 or 6', '5 or 6'],
  ['Answer: 5, 6, 7', '5, 6, 7'],
  ['Answer: 3/4/2020', '3/4/2020'],
  ['Answer: 12 Angry Men', '12 angry men'],
  ['Answer: One Direction', 'one direction'],
  ['Answer: x + 1', 'x + 1'],
  ['\\boxed{x}', 'x'],
  ['\\boxed{b}', 'B'],
  ['Answer: Paris', 'paris'],
  ['Answer: Paris. It is in France.', 'paris'],
  ['Answer: Dr. Strange', 'dr. strange'],
  ['Answer: J. K. Rowling', 'j. k. rowling'],
  ['Answer: A car', 'a car'],
  ['Answer: A. It is the best.', 'A'],
  ['The answer is (C).', 'C'],
  ['The answer is C because it fits', 'C'],
  ['Answer: C', 'C'],
  ['C', 'C'],
  ['(C) Paris', 'C'],
  ['C. Paris', 'C'],
  ['The correct option is C.', 'C'],
  ['Option C is correct.', 'C'],
  ['The capital of France is **Paris**.', 'paris'],
  ['**Note:** it is Paris.', 'note: it is paris'],
  ['The capital is Paris.', 'the capital is paris'],
  ['It lies in France. Therefore, it is Paris.', 'it is paris'],
  ['Paris', 'paris'],
  ['"Paris."', 'paris'],
  ['The answer is valid.', 'valid'],
  ['\\boxed{\\text{yes}}', 'yes'],
  ['True.', 'true'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ["I don't know.", null],
  ['I do not know the answer to that.', null],
  ["I'm sorry, but I cannot help with that.", null],
  ['N/A', null],
  ['no idea', null],
  ['?', null],
  ['Answer:', null],
  ['12+7=19. Answer:', null],
  ['', null],
];

describe('profile auto', () => {
  it.each(CASES)('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'auto')).toBe(answer);
  });

  it.each([
    ['C', 'C'],
    ['54.0', '54'],
    [' Paris ', 'paris'],
    ["I don't know", null],
    ['', null],
  ])('takes the given answer %j as %j', (given, answer) => {
    expect(canonicalAnswer(given, 'auto')).toBe(answer);
  });
});

describe('every profile', () => {
  const profiles = fc.constantFrom('auto', 'number', 'choice', 'text', 'json', 'code');
  const words = fc.constantFrom(
    'Answer',
    'answer is',
    ':',
    ' ',
    '\n',
    '(C)',
    '12',
    '1/2',
    '$',
    '\\boxed{',
    '}',
    '**',
    '####',
    'I',
    '<think>',
    '</think>',
    '"answer": "x"',
    'é',
    '½',
    '```',
    '.',
  );

  it('answers with a string that is not empty, or abstains, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, profiles, (text, profile) => {
        for (const answer of [readAnswer(text, profile), canonicalAnswer(text, profile)]) {
          if (answer !== null) expect(answer.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
