import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';

const CASES: readonly (readonly [response: string, answer: string | null])[] = [
  ['The answer is 54, I am sure.', '54'],
  ['Answer: $18.50, of course', '18.5 USD'],
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
  ['$1,000', '1000 USD'],
  ['Answer: 14 apples', '14'],
  ['The answer is 14 apples left in the basket.', '14'],
  ['Answer: 42 km/h', '42 km/h'],
  ['Answer: 100 °C', '100°C'],
  ['Answer: 20 MB', '20 MB'],
  ['The answer is five.', '5'],
  ['The answer is 5 pm', '17:00'],
  ['Answer: 5:30', '5:30'],
  ['Answer: 5-6', '[5, 6]'],
  ['Answer: 5 or 6', '{5, 6}'],
  ['Answer: 5, 6, 7', '{5, 6, 7}'],
  ['Answer: 3/4/2020', '3/4/2020'],
  ['Answer: 12 Angry Men', '12 angry men'],
  ['Answer: One Direction', 'one direction'],
  ['Answer: x + 1', 'x + 1'],
  ['\\boxed{x}', 'x'],
  ['\\boxed{b}', 'B'],
  ['Answer: Paris', 'paris'],
  ['Answer: Paris. It is in France.', 'paris'],
  ['Answer: F. Scott Fitzgerald', 'f. scott fitzgerald'],
  ['F. Scott Fitzgerald wrote it.', 'f. scott fitzgerald wrote it'],
  ['F. Paris', 'F'],
  ['B. New York', 'B'],
  ['It is 3 km away.', '3 km'],
  ['It is 20% off.', '20%'],
  ['five miles away', '5 mi'],
  ['[[1], [2]]', '[[1], [2]]'],
  ['[[1]]', '1'],
  ['Thus the value of $x$ is $\\frac{1}{2}$.', '0.5'],
  ['So the pair $(a, b)$ that we look for is $(2, 9)$.', '(2, 9)'],
  ['\\(n\\) is \\(2^{10}\\)', '1024'],
  ['The weight is 40 g. Then he adds 2 g. So it is 42 g.', '42 g'],
  ['The answer is 12. I hope this helps.', '12'],
  ['20 + 22 = 42\nThis completes the task.', '42'],
  ['Answer\n\\[ 42 \\]', '42'],
  ['So it is 42. <|im_end|>\n<|im_start|>user\nAnd 7 + 8?', '42'],
  [
    'The sum is $\\begin{pmatrix}1\\\\2\\end{pmatrix} \\otimes 3$',
    'the sum is \\begin{pmatrix}1\\\\2\\end{pmatrix}\\otimes 3',
  ],
  ['\\boxed{\\;42\\;}', '42'],
  ['$a=1,\\quadb=2$', '{a = 1, b = 2}'],
  ['So (p, q) = (3,4)', '(3, 4)'],
  ['The range is all real numbers except $x = 7$.', 'the range is all real numbers except x=7'],
  ['The minimum occurs at $x = 3$ and equals $-4$.', '-4'],
  ['The length is $12$ and the width is $7$.', 'the length is 12 and the width is 7'],
  ['So, P(A) = 0.2 = 20%.', '20%'],
  ['She is 5 ft 6 in.', '66 in'],
  ['v2.3.1', '2.3.1'],
  ['Version 10.4', '10.4'],
  ['The first to land there was Ann Lee, on July 20, 1969.', 'the first to land there was ann lee, on july 20, 1969'],
  ['It was signed on July 20, 1969.', '1969-07-20'],
  ['Answer: Dr. Strange', 'dr. strange'],
  ['Answer: J. K. Rowling', 'j. k. rowling'],
  ['Answer: A car', 'car'],
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
  ['The answer is Paris. This answer is correct.', 'paris'],
  ['The answer, therefore, is Paris.', 'paris'],
  ['She makes **$18.00** a day and has 3 cats', '18'],
  ['#### 5\nWe had 6.', '5'],
  ['Answer:\n\\[\nx + 1\n\\]', 'x + 1'],
  ['It is clear.\n#### Paris\n', 'paris'],
  ['The answer is Paris.\nAnswer:', 'paris'],
  ['C, unlike A, fits.', 'C'],
  ['B) Rome\nB. As I said', 'B'],
  ['I looked. Paris (C) is wrong; (B) Rome is right.', 'B'],
  [`C. ${'word '.repeat(70)}`, `c. ${'word '.repeat(70)}`.trim()],
  [`Answer: 54, ${'really '.repeat(40)}so`, '54'],
  ['She has five apples left.', '5'],
  ['3 + 4 = 7. The basket holds 7 apples.', '7'],
  ['Answer: 5-minute walk', '5 min'],
  ['Answer: 2 per floor', '2'],
  ['Answer: 5 tons', '5'],
  ['Answer: 5 apples?!', '5'],
  ['Answer: 5 red  apples', '5'],
  ['Answer: 5 brand-new red shiny cheap fresh apples', '5'],
  ['x = 10 000', '10000'],
  ['Answer: 5 .', '5'],
  ['Answer: 5 big red shiny new cheap apples', '5'],
  ['Answer: 5 big red round shiny new cheap apples', '5 big red round shiny new cheap apples'],
  ['$10 000', '10000 USD'],
  ['10 000 000.', '10000000'],
  ['10 000.50', '10000.5'],
  ['about 10 000', '10000'],
  ['1 000 years old', '1 000 years old'],
  ['Answer: usd 20', '20'],
  ['Answer: CHF 20', '20 CHF'],
  ['Answer: Rs. 300', '300'],
  ['Answer: May 5', 'may 5'],
  ['Answer: a total of 5', '5'],
  ['Answer: approx 5', '5'],
  ['Answer: approx. 5', '5'],
  ['Answer: approximately  5', '5'],
  ['Answer: EURO 5', 'euro 5'],
  ['Answer: Rs 5', '5 INR'],
  ['Answer: rs. 5', '5'],
  ['Answer: $ 5', '5 USD'],
  ['Answer: (about 5)', '5'],
  ['Answer: x5', 'x5'],
  ['Answer: 5 a.m', '05:00'],
  ['Answer: 5 p.m', '17:00'],
  ['Answer: 5 amps', '5 A'],
  ['Answer: 5 KG', '5 kg'],
  ['Answer: 5 KILO', '5 kg'],
  ['Answer: 5 Mbit', '5 mbit'],
  ['Answer: 5 Wh', '5'],
  ['Answer: 5 m²', '5 m^2'],
  ['Answer: 5 m3', '5 m^3'],
  ['Answer: 5 %', '5%'],
  ['Answer: About 5', '5'],
  ['Answer: a half', '0.5'],
  ['Answer: five of them', 'five of them'],
  ['Answer: 54; of course', '54'],
  ['Answer: 54, or 55', '{54, 55}'],
  ['Answer: 54, or fifty-five', '54, or fifty-five'],
  ['Answer: not 5, 6 or 54, surely', 'not 5, 6 or 54, surely'],
  ['-$5', '-5 USD'],
  ['#### minus $5.', '-5'],
  ['{"answer": "the \\"Red\\" one"}', 'the "red" one'],
  ['A, B and C', 'A,B,C'],
  ['D) because 3 + 4 = 7.', '7'],
  ['Answer: *C*', 'C'],
  ['don’t', "don't"],
  ['[', null],
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

describe('an abstention', () => {
  it.each(['n/a', 'null', 'idk', 'Dunno.', 'no answer', 'No idea!', 'not sure', 'unanswerable', 'unsure'])(
    'is %j',
    (text) => expect(readAnswer(`Answer: ${text}`, 'auto')).toBeNull(),
  );

  it.each([
    "Sorry, but I don't know.",
    'Hmm. Well, I really do not know the number.',
    'Unfortunately, we cannot determine this.',
    'I apologise, I am unable to say.',
    'Honestly, I have no clue.',
    'I could not even tell.',
    "I'm not really sure.",
    'We are unable to answer.',
    "I'm really unsure.",
    'We are not able to solve it.',
  ])('is %j', (text) => expect(readAnswer(text, 'auto')).toBeNull());

  it.each(['nullify', 'not sure thing', 'I know', 'He does not know.', 'sorry'])('is not %j', (text) =>
    expect(readAnswer(`Answer: ${text}`, 'auto')).not.toBeNull(),
  );
});

describe('a sentence', () => {
  const abbreviations = [
    'Dr',
    'Mr',
    'Mrs',
    'Ms',
    'Prof',
    'St',
    'Jr',
    'Sr',
    'No',
    'Rs',
    'vs',
    'etc',
    'approx',
    'ca',
    'e.g',
    'i.e',
  ];
  it.each(abbreviations)('does not end after %s.', (abbreviation) => {
    const answer = `${abbreviation}. Strange`;
    expect(readAnswer(`Answer: ${answer}! That is it.`, 'text')).toBe(answer.toLowerCase());
    expect(readAnswer(`The answer is (${answer}).`, 'text')).toBe(answer.toLowerCase());
  });

  it.each(['Xdr', 'casino', 'mrs'])('ends after %s.', (word) => {
    expect(readAnswer(`Answer: ${word}. Strange`, 'text')).toBe(word.toLowerCase());
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
