import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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
  ['So \\boxed{$1,200.00} is what she has. She spends some: \\boxed{$720.00} is left.', '720'],
  ['\\boxed{320 + 120 = 440} dollars.', '440'],
  ['the answer is \\boxed{18th} floor', '18'],
  ['$$\\boxed{-\\frac{1}{2}}$$', '-0.5'],
  ['\\boxed{2\\frac{1}{2}}', '2.5'],
  ['\\boxed{\\text{about } 18 \\text{ apples}}', '18'],
  ['\\fbox{7}', '7'],
  ['Half of 10 is \\boxed{5', null],
  ['#### 18', '18'],
  ['#### $1,234.50', '1234.5'],
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
  ['The answer is $18.00.', '18'],
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
  ['The answer is 7 * 12 = 84 dollars', '84'],
  ['The answer is 7 * 12, which is 84.', '84'],
  ['Answer: Let us see. He has 3 boxes. Each has 4. So 12 in all.', '12'],
  ['The answer is 14.\n\nQuestion: What is 2+2?\nAnswer: 4', '14'],
  ['A: 18\nQ: the next one\nA: 5', '18'],
  ['Question: What is 2+2?\nAnswer: 4', '4'],
  // numbers
  ['The answer is 25%.', '25'],
  ['Answer: 18 percent', '18'],
  ['The answer is −3', '-3'],
  ['The answer is –3', '-3'],
  ['The profit is -$5.', '-5'],
  ['The profit is $-5.', '-5'],
  ['The answer is minus 3', '-3'],
  ['The change is 10 - 12 = -2 dollars.', '-2'],
  ['Answer: 1/2', '0.5'],
  ['Answer: \\frac{1}{2}', '0.5'],
  ['\\boxed{\\dfrac34}', '0.75'],
  ['Answer: 1/3', '1/3'],
  ['Answer: 2/6', '1/3'],
  ['Answer: 6/3', '2'],
  ['Answer: 2 1/2 hours', '2.5'],
  ['Answer: ½', '0.5'],
  ['Answer: 2½', '2.5'],
  ['Answer: 5/0', null],
  ['Answer: 1,000,000', '1000000'],
  ['Answer: 1,23,456', '123456'],
  ['Answer: 1{,}000', '1000'],
  ['$14{,}000$', '14000'],
  ['Answer: 10 000', '10000'],
  ['Answer: 10\u202f000', '10000'],
  ["Answer: 10'000", '10000'],
  ['Answer: €1.234,56', '1234.56'],
  ['Answer: 1.5 million dollars', '1500000'],
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
  ['Answer: three quarters', '0.75'],
  ['Answer: two thirds', '2/3'],
  ['Answer: three and a half', '3.5'],
  ['Answer: two and three quarters', '2.75'],
  ['one', '1'],
  ['half', '0.5'],
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
  ['First 2 + 3 = 5.\nSo one of the twins is 5 years old.', '5'],
  ['We get 18.\n\nI hope this helps!', '18'],
  ['10 apples are left.\n\nNote: 3 were eaten.', '10'],
  ['Apples first, 5 of them.\nNote: there are 12.\nDone.', '12'],
  ['Note: there are 12.', '12'],
  ['1. First 5\n2. Then 6\n3. Done', '6'],
  ['So it is below zero: -5.', '-5'],
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
    ['$5', '5'],
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
