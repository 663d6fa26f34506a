import { describe, expect, it } from '@jest/globals';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';
import { PROFILES } from '../../../src/consensus/rules.ts';
import { cpuTime } from '../cpu-time.ts';

const MEGABYTE = 1 << 20;
/** Linear time takes some 100 ms of processor time for a megabyte, quadratic time minutes. */
const LIMIT_MS = 1000;

const PIECES = [
  'a',
  '1',
  ' ',
  '\n',
  '.',
  ',',
  '!',
  '"',
  '*',
  '_',
  '#',
  '-',
  '=',
  '0',
  '{',
  '[',
  '(C) ',
  'C. ',
  '1,',
  ',22',
  '1 ',
];
const PHRASES = [
  'answer ',
  'Answer: ',
  'answer is ',
  'answer to the the ',
  'A:\n',
  '# Answer\n',
  '\\boxed{',
  '\\boxed{1} ',
  '\\frac{',
];
const MORE = [
  '\\text{',
  '#### ',
  '<think>',
  '</think>',
  '<answer>',
  '"answer": "',
  '"answer": "\\',
  '<<',
  '= 1 ',
  '1/2/',
  'one ',
  'and ',
];
const OTHERS = [
  'option ',
  'A is a b c ',
  'sorry, ',
  '½',
  'ß',
  '\u200b',
  '\nQuestion: ',
  '{"a":',
  '```\n',
  'Note: \n',
  '1\u00a0',
  'one thousand ',
  '*a ',
  '_*',
  '<|',
  '$-',
  '**a',
  '$a',
];

describe('hostile text', () => {
  it.each([...PIECES, ...PHRASES, ...MORE, ...OTHERS])('of %j takes linear time in each profile', (piece) => {
    const text = piece.repeat(Math.ceil(MEGABYTE / 8 / piece.length));
    for (const profile of PROFILES) {
      const time = cpuTime(() => [readAnswer(`${text}z`, profile), canonicalAnswer(text, profile)]);
      expect(time).toBeLessThan(LIMIT_MS);
    }
  });

  it.each(['1 ', 'A:\n', 'x. '])('of a megabyte of %j takes well under a second', (piece) => {
    const text = piece.repeat(MEGABYTE / piece.length);
    for (const profile of PROFILES) {
      expect(cpuTime(() => readAnswer(text, profile))).toBeLessThan(LIMIT_MS);
    }
  });

  it('is read at its end', () => {
    const text = `${'Some words, and 5 numbers. '.repeat(MEGABYTE / 27)}\nThe answer is 42.`;
    expect(readAnswer(text, 'number')).toBe('42');
  });
});
