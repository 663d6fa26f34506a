import { describe, expect, it } from '@jest/globals';
import { boxedTogether } from '../../../src/consensus/answer/boxed-together.ts';
import { markedAnswers } from '../../../src/consensus/answer/markers.ts';

const together = (text: string): string | null => boxedTogether(text, markedAnswers(text));

describe('boxes', () => {
  it.each([
    ['The values are \\boxed{3} and \\boxed{8}.', '3, 8'],
    ['\\boxed{3}, \\boxed{8}, \\boxed{9}', '3, 8, 9'],
    ['We had \\boxed{1}. The values are \\boxed{3} and \\boxed{8}.', '3, 8'],
  ])('that stand together in %j answer together', (text, answer) => {
    expect(together(text)).toBe(answer);
  });

  it.each([
    'It is \\boxed{3}.',
    'First \\boxed{3}. Then \\boxed{8}.',
    'It is \\boxed{3}, so the answer is \\boxed{8}.',
    'It is \\boxed{3}, that is \\boxed{ 3 }.',
    'The values are \\boxed{3} and \\boxed{8}.\nAnswer: 5',
    'Answer: 5',
    '',
  ])('of %j do not', (text) => {
    expect(together(text)).toBeNull();
  });
});
