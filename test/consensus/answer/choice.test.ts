import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';

const CASES: readonly (readonly [response: string, answer: string | null])[] = [
  ['The answer is (C)', 'C'],
  ['The answer is (C).', 'C'],
  ['The answer is:\n\n(C)', 'C'],
  ['the answer is $C$.', 'C'],
  ['The answer is **C**.', 'C'],
  ['The answer is __C__', 'C'],
  ['The answer is Paris (C).', 'C'],
  ['The answer is (C), I am not sure', 'C'],
  ['The answer is (B) and not (C).', 'B'],
  ['The answer is not A, so it must be B.', 'B'],
  ['The answer is A', 'A'],
  ['The answer is A because it is.', 'A'],
  ['The answer is D none of these', 'D'],
  ['The answer is I.', 'I'],
  ['The answer is (J).', 'J'],
  ['Answer is (c).', 'C'],
  ['answer: c', 'C'],
  ['Answer: C', 'C'],
  ['Answer - C', 'C'],
  ['Answer: (C) Paris', 'C'],
  ['Answer: [C]', 'C'],
  ['Answer: "C"', 'C'],
  ['Answer: Option C: Paris', 'C'],
  ['**Answer:** C', 'C'],
  ['**Answer: C**', 'C'],
  ['### Answer\nC', 'C'],
  ['Final answer: option "D"', 'D'],
  ['My answer: B!', 'B'],
  ["Answer: B (because it's so)", 'B'],
  ['answer is option C', 'C'],
  ['We have that the correct answer choice is (F).', 'F'],
  ['Thus, the answer should be C) 12', 'C'],
  ['The correct answer is C. Paris', 'C'],
  ['The correct answer is **C. Paris**', 'C'],
  ['The correct option is C', 'C'],
  ['The correct choice is therefore C.', 'C'],
  ['C', 'C'],
  ['C.', 'C'],
  ['c', 'C'],
  ['(c)', 'C'],
  ['c)', 'C'],
  ['A.', 'A'],
  ['(C) text', 'C'],
  ['C) Paris', 'C'],
  ['C: Paris', 'C'],
  ['**C**', 'C'],
  ['**C. Paris**', 'C'],
  ['A: 18', 'A'],
  ['A: B', 'B'],
  [`A: Let us think. ${'It has many parts '.repeat(6)}.`, null],
  [`A: Let's think step by step. ${'This goes on. '.repeat(10)}`, null],
  [`A: Let's think step by step. ${'This goes on. '.repeat(10)} The answer is (G).`, 'G'],
  ['$\\boxed{\\text{C}}$', 'C'],
  ['\\boxed{C}', 'C'],
  ['\\boxed{C. 15}', 'C'],
  ['\\boxed{\\textbf{(C)} 15}', 'C'],
  ['Hence, the answer is $\\textbf{(E)}$', 'E'],
  ['#### C', 'C'],
  ['{"answer": "C"}', 'C'],
  ['<answer>C</answer>', 'C'],
  ['<think>A or B. The answer is A</think>\n\nB', 'B'],
  ['Option C is correct.', 'C'],
  ['Therefore, (B) is the correct choice.', 'B'],
  ['Option C is correct while option D is not.', 'C'],
  ['Option C fits, and option D is wrong.', 'C'],
  ['(C) Paris is right.', 'C'],
  ['C. Paris is the best fit.', 'C'],
  ['B is the answer', 'B'],
  ['So I would choose C.', 'C'],
  ["I'd go with (D).", 'D'],
  ['I choose option (b).', 'B'],
  ['Selected: (B)', 'B'],
  ['Thus, B.', 'B'],
  ['So B', 'B'],
  ['I think it is C.', 'C'],
  ['Neither A nor B. It must be C', 'C'],
  ['A is wrong. B is wrong. So the answer must be (D).', 'D'],
  ['Let me think.\nA) no\nB) no\nC) yes\nThe best answer is B', 'B'],
  ['A. 5\nB. 6\nC. 7\n\nAnswer: B', 'B'],
  ['A. 5\nB. 6\nC. 7\n\nB', 'B'],
  ['B\n\nExplanation: A is wrong and C is wrong. Only B works.', 'B'],
  ['(B) because A is too small', 'B'],
  ['The answer is (B).\n\nQuestion: foo\nThe answer is (D).', 'B'],
  ['Answer: A and C', null],
  ['Answer: A or B', null],
  ['Of the options, B fits.', null],
  ['I think that Paris is right.', null],
  ['The answer is Paris.', null],
  ['The answer is none of the above', null],
  ['Paris', null],
  ["I don't know.", null],
  ["I don't know. The options are (A), (B) and (C).", null],
  ["Answer: I don't know", null],
  ['Answer:', null],
  ['', null],
];

describe('profile choice', () => {
  it.each(CASES)('reads %j as %j', (response, answer) => {
    expect(readAnswer(response, 'choice')).toBe(answer);
  });

  it.each([
    ['C', 'C'],
    ['(C)', 'C'],
    ['c', 'C'],
    ['C. Paris', 'C'],
    ['The answer is (C)', 'C'],
    ['Paris', null],
  ])('takes the given answer %j as %j', (given, answer) => {
    expect(canonicalAnswer(given, 'choice')).toBe(answer);
  });

  it('reads every label back from the usual phrases', () => {
    const phrases = [
      'The answer is (X).',
      'Answer: X',
      '(X) text',
      '**X**',
      '\\boxed{\\text{X}}',
      'X.',
      'So option X is correct.',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 65, max: 90 }).map((code) => String.fromCharCode(code)),
        fc.constantFrom(...phrases),
        (label, phrase) => {
          expect(readAnswer(phrase.replace('X', label), 'choice')).toBe(label);
        },
      ),
    );
  });
});
