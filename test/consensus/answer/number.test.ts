import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';

const CASES: readonly (readonly [response: string, answer: string | null])[] = [
  // markers
  ['\\boxed{18}', '18'],
  ['The answer is 1/2.', '0.5'],
  ['She ate ⅞.', '0.875'],
  ['It is 1/3.', '1/3'],
  ['It is 2 1/2.', '2.5'],
  ['Answer: 3/4, I think.', '0.75'],
  ['Answer: nineteen hundred', '1900'],
  ['Answer: twelve hundred and five dollars', '1205'],
  ['Answer: ten hundred', '10'],
  ['So \\boxed{$1,200.00} is what she has. She spends some: \\boxed{$720.00} is left.', '720 USD'],
  ['\\boxed{320 + 120 = 440} dollars.', '440'],
  ['the answer is \\boxed{18th} floor', '18'],
  ['$$\\boxed{-\\frac{1}{2}}$$', '-0.5'],
  ['\\boxed{2\\frac{1}{2}}', '2.5'],
  ['\\boxed{\\text{about } 18 \\text{ apples}}', '18'],
  ['\\fbox{7}', '7'],
  ['Half of 10 is \\boxed{5', null],
  ['#### 18', '18'],
  ['#### $1,234.50', '1234.5 USD'],
  ['#### 27 small stuffed animals', '27'],
  ['#### Step 1\nWe add 5 and 6.\n#### Step 2\nThat makes 11.', '11'],
  ['#### 1. Add\n5 + 6 = 11', '11'],
  ['Answer: 18', '18'],
  ['**Answer:** 18', '18'],
  ['**Answer: 18**', '18'],
  ['Answer: **18**.', '18'],
  ['ANSWER - 18', '18'],
  ['Answer = 18', '18'],
  ['answer → 18', '18'],
  ['Ans: 18', '18'],
  ['A: 18', '18'],
  ['She has 7.\nA: 18', '18'],
  ['The answer is 18.', '18'],
  ['The answer is $18.00.', '18 USD'],
  ['The final answer is: \n\n\\[\n\\boxed{18}\n\\]', '18'],
  ['The answer is:\n\n\\[\n18\n\\]', '18'],
  ['The answer is $$12$$', '12'],
  ['The answer is \\(12\\).', '12'],
  ['The answer is $x = 5$', '5'],
  ['The answer to the question is 9', '9'],
  ['The correct answer is therefore 42.', '42'],
  ['The answer should be 42.', '42'],
  ['The answer is not 5. It is 6.', '6'],
  ['### Final Answer\n\n18', '18'],
  ['Final answer:\n18 apples', '18'],
  ['Steps first.\nAnswer\n18', '18'],
  ['<answer>18</answer>', '18'],
  ['{"answer": 42}', '42'],
  ['{"reasoning": "x is 3", "answer": "42 apples", "sure": true}', '42'],
  ['```json\n{"final_answer": 42}\n```', '42'],
  ['The answer is 12. I hope it is correct.', '12'],
  ['The answer is 12. This answer is correct.', '12'],
  ['Final Answer: The final answer is $\\boxed{12}$. I hope it is correct.', '12'],
  ['Answer: 14. This is because 3 + 11 = 14 and 20 - 6 = 14, not 15.', '14'],
  ['Answer: 5 + 6 = 11', '11'],
  ['The answer is 7 * 12 = 84 dollars', '84 USD'],
  ['The answer is 7 * 12, which is 84.', '84'],
  ['Answer: Let us see. He has 3 boxes. Each has 4. So 12 in all.', '12'],
  ['The answer is 14.\n\nQuestion: What is 2+2?\nAnswer: 4', '14'],
  ['A: 18\nQ: the next one\nA: 5', '18'],
  ['Question: What is 2+2?\nAnswer: 4', '4'],
  ['The answer is 5.\nAnswer:', '5'],
  ['The answer is 9.\nSo \\boxed{', '9'],
  ['Answer:\n\\[\n18.00\n\\]', '18'],
  ['\\boxed{\\frac{1}{2}}', '0.5'],
  ['\\fbox {6}', '6'],
  ['\\boxed{5', null],
  [`The answer is 7. \\boxed{${'so long '.repeat(300)}5}`, '7'],
  ['{"answer": "3\\/4"}', '0.75'],
  ['The "answer" is 5, not 6.', '5'],
  ['The answer is 5.\nThe answer is blue.', '5'],
  [`The answer is 5.${'\nThe answer is blue.'.repeat(49)}`, '5'],
  [`The answer is 5.${'\nThe answer is blue.'.repeat(50)}`, null],
  ['There are 5 boxes. The correct option is clear.', '5'],
  ['A: 5\nB: 6\nI take 6 of them.', '6'],
  ['The answer is 18.\nHuman 2: and 2+2?\nThe answer is 4.', '18'],
  // how a marker may be written
  ['Answer for the red box: 5, not 9', '5'],
  ['Answer : 5, not 9', '5'],
  ['Answer --> 5, not 9', '5'],
  ['The answer is : 5, not 9', '5'],
  ['The answer is, therefore, 5, not 9', '5'],
  ['The answer is simply 5, not 9', '5'],
  ['{"result" :  -5.25, "n": 9}', '-5.25'],
  ['{"finalanswer":5, "n": 9}', '5'],
  ['  > **A:** 5\n9 boxes', '5'],
  ['xA: 5\n9 boxes', '9'],
  ['A: 5\n  **B**: 6\n9 boxes', '9'],
  ['A: 5\n- B: 6\n9 boxes', '9'],
  ['A: 5\nxB: 6\n9 boxes', '5'],
  ['## The final answer\n5\n9 boxes', '5'],
  ['**Answer**\n5\n9 boxes', '5'],
  ['the correct answer\n5\n9 boxes', '5'],
  ['  # Answer **\n5\n9 boxes', '5'],
  ['my answer\n5\n9 boxes', '9'],
  ['Answer: 5\n  Problem 12: 9\nAnswer: 9', '5'],
  ['Answer: 5\n\tUser: 9\nAnswer: 9', '5'],
  // section headings and the answer behind ####
  ['12 + 6 = 18\n####18\nThat is all.', '18'],
  ['First this.\n####8\nI checked it 2 times.', '8'],
  ['#### -$25\nI checked it 2 times.', '-25 USD'],
  ['#### five (see 2. above)\nChecked with 9 others.', '9'],
  ['#### 5 (see 2. above)\nChecked with 9 others.', '5'],
  ['#### 12. Add them up\nSo 5', '5'],
  ['#### 2)  Multiply by 3\nThat leaves 5', '5'],
  ['#### forty-two \n\n', '42'],
  // a number, and then more
  ['Answer: 36 quarters, of which 4 are hers', '36'],
  ['Answer: (7) apples, then 3 more', '7'],
  ['The answer is twelve, since there are 3 boxes of 4.', '12'],
  ['The answer is five (2 + 3).', '5'],
  ['The answer is five and not 6.', '5'],
  ['**Answer:** twelve. It took 3 days.', '12'],
  ['Answer: the twelve, or 5 and 7', '7'],
  ['Answer: 7*12 is 84', '84'],
  ['Answer: 7 *12, that is 84', '84'],
  ['Answer: 7 * $12 is 84', '84'],
  ['Answer: 7 x (3 + 9) is 84', '84'],
  ['Answer: 7 times 12 is 84', '84'],
  ['The answer is five times three, which is 15.', '15'],
  ['Answer: 20% of 50 is 10', '10'],
  ['Answer: 3 of 5 is 60 percent', '60%'],
  // numbers
  ['The answer is 25%.', '25%'],
  ['Answer: 18 percent', '18%'],
  ['The answer is −3', '-3'],
  ['The answer is –3', '-3'],
  ['The profit is -$5.', '-5 USD'],
  ['The profit is $-5.', '-5 USD'],
  ['The answer is minus 3', '-3'],
  ['The change is 10 - 12 = -2 dollars.', '-2 USD'],
  ['Answer: 1/2', '0.5'],
  ['Answer: \\frac{1}{2}', '0.5'],
  ['\\boxed{\\dfrac34}', '0.75'],
  ['It was ½ of 3.', '0.5'],
  ['Answer: 3⁄4', '0.75'],
  ['Answer: ⅑', '1/9'],
  ['Answer: -½', '-0.5'],
  ['Answer: ５０％', '50%'],
  ['Answer: minus $5', '-5'],
  ['Answer: $-5', '-5 USD'],
  ['The answer is *5*.', '5'],
  ['Answer: 1/3', '1/3'],
  ['Answer: 2/6', '1/3'],
  ['Answer: 6/3', '2'],
  ['Answer: 2 1/2 hours', '2.5 h'],
  ['Answer: ½', '0.5'],
  ['Answer: 2½', '2.5'],
  ['Answer: 5/0', null],
  ['Answer: 1,000,000', '1000000'],
  ['Answer: 1,23,456', '{1, 23, 456}'],
  ['Answer: 1{,}000', '1000'],
  ['$14{,}000$', '14000'],
  ['Answer: 10 000', '10000'],
  ['Answer: 10\u202f000', '10000'],
  ["Answer: 10'000", '10000'],
  ['Answer: €1.234,56', '1234.56 EUR'],
  ['Answer: 1.5 million dollars', '1500000 USD'],
  ['Answer: 1e3', '1000'],
  ['Answer: 1.5 \\times 10^3', '1500'],
  ['Answer: $2 \\times 10^{-2}$', '0.02'],
  ['Answer: 3.0', '3'],
  ['Answer: 0.50', '0.5'],
  ['Answer: .5', '0.5'],
  ['Answer: 007', '7'],
  ['Answer: -0', '0'],
  ['Answer: １８', '18'],
  ['答案是5', '5'],
  ['The answer is approximately 3.14...', '3.14'],
  ['Answer: 18 (eighteen)', '18'],
  ['Answer: five', '5'],
  ['Answer: twenty-three apples', '23'],
  ['Answer: negative five', '-5'],
  ['Answer: one hundred and five', '105'],
  ['Answer: two thousand twenty-four', '2024'],
  ['Answer: three million two hundred thousand', '3200000'],
  ['Answer: two thousand million', '2000000000'],
  ['Answer: one thousand trillion', '1000000000000000'],
  ['Answer: five million million', '5000000'],
  ['Answer: three million thousand', '3000000'],
  ['Answer: three quarters', '0.75'],
  ['Answer: two thirds', '2/3'],
  ['Answer: three and a half', '3.5'],
  ['Answer: two and three quarters', '2.75'],
  ['Answer: nineteen hundred and five', '1905'],
  ['Answer: a half', '0.5'],
  ['Answer: a quarter of the 8 cakes', '8'],
  ['one', '1'],
  ['half', '0.5'],
  ['minus one half', '-0.5'],
  ['zero', '0'],
  // unmarked conclusions
  ['12+7=19. 19-5=14.', '14'],
  ['12+7=19. 19-5=14. Answer: 14', '14'],
  ['12 + 7 = 19 - 5 = 14', '14'],
  ['He paid $<<20*2=40>>40,000 in all.', '40000'],
  ['So she makes **$18** every day, 7 days a week.', '18'],
  ['So he has 12 apples in 3 baskets.', '12'],
  ['Therefore, in 2 weeks she makes $50.', '50'],
  ['She earned $42 from selling lemonade for 6 hours.', '42'],
  ['They sold a total of 31 in 7 days.', '31'],
  ['Milo can make his mosaic 4 inches long.', '4'],
  ['He cut 8 pieces from the 4-foot wire.', '8'],
  ['That is 6 x 7 = 42.\nPatrick has 42 cards, 6 more than Ann with 36.', '42'],
  ['She has five apples left.', '5'],
  ['First 2 + 3 = 5.\nSo one of the twins is 5 years old.', '5 year'],
  ['We get 18.\n\nI hope this helps!', '18'],
  ['10 apples are left.\n\nNote: 3 were eaten.', '10'],
  ['10 apples are left.\n        Note: 3 were eaten.', '10'],
  ['Apples first, 5 of them.\nNote: there are 12.\nDone.', '12'],
  ['Note: there are 12.', '12'],
  ['1. First 5\n2. Then 6\n3. Done', '6'],
  ['So it is below zero: -5.', '-5'],
  ['He had 3 bags. She has five apples left.', '5'],
  ['So two came. She has five left.', '5'],
  ['So two friends came. They were happy.', '2'],
  ['Two friends came. They were happy.', null],
  ['So **$18** a day and **7** days **in all**.', '7'],
  ['**Total** is **18** for **Ann**, with 3 left', '18'],
  ['3 + 4 = 7. The basket holds 7 apples and 2 pears.', '7'],
  ['12 + 7 = 19 apples, of which 5 are green.', '19'],
  ['So 3 + 4 = about 7 boxes, or 2 each. Let y = the rest.', '7'],
  ['Tom ate 3 apples and 5 pears.', '5'],
  ['She paid 12 to a 7-year-old.', '12'],
  ['As a sum:\n3 + 4 =\n9 boxes hold 12', '12'],
  ['3+4=7. Of the 4 boxes 7 are left, with 2 lids.', '7'],
  ['He is $<<125-148=-23>>23 short. A debt of $23, and he has $25.', '23'],
  ['1. So two friends came.\nThey were happy.', '2'],
  ['The total: 5, then 9', '5'],
  ['A sum of about 5, then 9', '5'],
  ['A cost of $5, then 9', '5'],
  ['It was the 5, then 9', '5'],
  ['It is $5, then 9', '5'],
  ['Left:$5, then 9', '5'],
  ['A cost of €5, then 9', '5'],
  ['- 12. So two came.\nThat was it.', '2'],
  ['##  3. So two came.\nThat was it.', '2'],
  ['3) Also two came.\nThat was it.', null],
  ['A total of 31 was sold to 7 people.', '31'],
  ['It costs $5.00. Approx. 7 are left', '7'],
  ['I got 5.   But 7.\t8 left.', '8'],
  ['54', '54'],
  ['= 54', '54'],
  // left out, and abstentions
  ['<think>5 or 6?</think>The answer is 7', '7'],
  ['<thinking>The answer is 5</thinking>\n7', '7'],
  ['<think>The answer is 5', null],
  ['The answer is 18</s>', '18'],
  ['Answer: 18<|im_end|>', '18'],
  ["I don't know.", null],
  ['I don’t know the 2 numbers.', null],
  ["I'm not sure.", null],
  ["Answer: I don't know, maybe 7", null],
  ['5 + 6 = 11. But I cannot say.', null],
  ['There are 5 apples. I cannot say. Sorry about that.', null],
  ['There are 5. I am not sure why. Let us see. Good.', '5'],
  ['There are 5 boxes. It is impossible to calculate. Sorry.', null],
  ['There are 5. It is impossible to determine why. Let us see. Good.', '5'],
  ['As x is missing, we cannot determine the number of beakers.', null],
  ['There is not enough information to answer.', null],
  ['The answer is unknown', null],
  ['', null],
  ['   \n', null],
  ['Answer:', null],
  ['12+7=19. 19-5=14. Answer:', null],
  ['12+7=19. #### ', null],
  ['no number at all', null],
];

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
ONES.push('thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen');
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

interface Spelling {
  /** British English: "two hundred and five". */
  readonly and: string;
  readonly hyphen: string;
  readonly comma: string;
}

/** `value`, whole and up to 10^15, in English words. */
function spell(value: number, spelling: Spelling): string {
  const { and, hyphen, comma } = spelling;
  const scales = [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
    [100, 'hundred'],
  ] as const;
  for (const [size, name] of scales) {
    if (value < size) continue;
    const rest = value % size;
    const head = `${spell(Math.floor(value / size), spelling)} ${name}`;
    if (rest === 0) return head;
    return rest < 100 ? `${head} ${and}${spell(rest, spelling)}` : `${head}${comma} ${spell(rest, spelling)}`;
  }
  if (value < 20) return ONES[value] ?? '';
  const ten = TENS[Math.floor(value / 10) - 2] ?? '';
  return value % 10 === 0 ? ten : `${ten}${hyphen}${ONES[value % 10] ?? ''}`;
}

describe('profile number', () => {
  it.each(CASES)('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'number')).toBe(answer);
  });

  it.each([
    ['18', '18'],
    ['14,000', '14000'],
    ['18.00', '18'],
    ['-10', '-10'],
    ['1/2', '0.5'],
    ['$5', '5 USD'],
    ['12 apples', '12'],
    ['3 + 4 = 7\n#### 7', '7'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['abc', null],
    ['', null],
  ])('takes the given answer %j as %j', (given, answer) => {
    expect(canonicalAnswer(given, 'number')).toBe(answer);
  });

  it('reads every number back that is put into a usual phrase', () => {
    const phrases = [
      (n: string) => `The answer is ${n}.`,
      (n: string) => `Some words first.\n#### ${n}`,
      (n: string) => `So we get \\boxed{${n}}.`,
      (n: string) => `**Answer:** ${n}`,
      (n: string) => `Adding up, 1 + 2 = ${n}`,
      (n: string) => `{"answer": "${n}"}`,
    ];
    const decimals = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(decimals, fc.constantFrom(...phrases), ([integer, thousandths], phrase) => {
        const value = Number(`${integer}.${String(thousandths).padStart(3, '0')}`);
        expect(readAnswer(phrase(String(value)), 'number')).toBe(String(value));
      }),
    );
  });

  it('reads every whole number back that is spelt out', () => {
    const style = fc.record({
      and: fc.constantFrom('', 'and '),
      hyphen: fc.constantFrom('-', ' '),
      comma: fc.constantFrom('', ','),
    });
    const size = fc.integer({ min: 0, max: 15 });
    const number = size.chain((digits) => fc.integer({ min: 0, max: 10 ** digits }));
    fc.assert(
      fc.property(number, style, (value, { and, hyphen, comma }) => {
        const spelt = spell(value, { and, hyphen, comma });
        expect(readAnswer(`Answer: ${spelt}`, 'number')).toBe(String(value));
        expect(readAnswer(`It is minus ${spelt} degrees.`, 'number')).toBe(value === 0 ? '0' : `-${value}`);
      }),
    );
  });

  it('gives equal fractions and decimals the same form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (top, places, factor) => {
          const bottom = 10 ** places;
          expect(canonicalAnswer(`${top * factor}/${bottom * factor}`, 'number')).toBe(
            canonicalAnswer(String(top / bottom), 'number'),
          );
        },
      ),
    );
  });

  it('has nothing left to do on what it returns', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-/ =$%abcé½\n*')) }), (text) => {
        const answer = readAnswer(text, 'number');
        if (answer !== null) expect(canonicalAnswer(answer, 'number')).toBe(answer);
      }),
      { numRuns: 2000 },
    );
  });
});
