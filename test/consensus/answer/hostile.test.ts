import { describe, expect, it } from '@jest/globals';
import { canonicalAnswer, readAnswer } from '../../../src/consensus/answer.ts';
import { lastBoxes } from '../../../src/consensus/answer/boxes.ts';
import { readChoice } from '../../../src/consensus/answer/choice.ts';
import { readLabel } from '../../../src/consensus/answer/label.ts';
import { optionsIn } from '../../../src/consensus/answer/options.ts';
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

const READING = [
  '<thought>',
  '</reasoning>',
  '<|channel|>final',
  'assistantfinal',
  '<b>',
  '<b ',
  'answer is not ',
  'answer of of of ',
  'Antwort ',
  '答案是',
  '정답 ',
  '选C',
  'not 5 but ',
  'A and ',
  'A is wrong. ',
  'A, ',
  'Only B ',
  'final final ',
  'Result: ',
  '<answer>x',
  "{'answer': '",
  'neither positive nor ',
  'I cannot ',
  'Error: ',
  'Error: error: ',
  '\\text{ ',
  '\\text{x} ',
  '$1$ ',
  ' is ',
  "['a', ",
  'St. ',
  '一',
  'a, ',
  ' or 5',
  '5 km ',
  'about ',
  'has 5 ',
  '- a\n',
];

describe('hostile text', () => {
  it.each([...PIECES, ...PHRASES, ...MORE, ...OTHERS, ...READING])(
    'of %j takes linear time in each profile',
    (piece) => {
      const text = piece.repeat(Math.ceil(MEGABYTE / 8 / piece.length));
      for (const profile of PROFILES) {
        const time = cpuTime(() => [readAnswer(`${text}z`, profile), canonicalAnswer(text, profile)]);
        expect(time).toBeLessThan(LIMIT_MS);
      }
    },
  );

  it.each(['1 ', 'A:\n', 'x. '])('of a megabyte of %j takes well under a second', (piece) => {
    const text = piece.repeat(MEGABYTE / piece.length);
    for (const profile of PROFILES) {
      expect(cpuTime(() => readAnswer(text, profile))).toBeLessThan(LIMIT_MS);
    }
  });

  it.each([' ', '\n', 'a ', '<|im_start|> '])('of %j behind the beginning of a tag takes linear time', (piece) => {
    const text = `<${piece.repeat(MEGABYTE / 8 / piece.length)}5`;
    expect(cpuTime(() => readAnswer(text, 'auto'))).toBeLessThan(LIMIT_MS);
  });

  it.each(['positive ', 'not positive or ', '(a) x ', 'A. ', '1) ', '\\boxed{1}', '**positive** ', 'label is '])(
    'of %j takes linear time where labels or options are read',
    (piece) => {
      const text = piece.repeat(Math.ceil(MEGABYTE / 8 / piece.length));
      const labels = ['positive', 'negative', 'not positive'];
      expect(cpuTime(() => readLabel(text, labels))).toBeLessThan(LIMIT_MS);
      const options = optionsIn('A. positive\nB. negative');
      expect(cpuTime(() => [optionsIn(text.slice(0, 40_000)), readChoice(text, options)])).toBeLessThan(LIMIT_MS);
      expect(cpuTime(() => lastBoxes(text))).toBeLessThan(LIMIT_MS);
    },
  );

  it('is read at its end', () => {
    const text = `${'Some words, and 5 numbers. '.repeat(MEGABYTE / 27)}\nThe answer is 42.`;
    expect(readAnswer(text, 'number')).toBe('42');
  });
});
