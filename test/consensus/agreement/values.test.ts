import { describe, expect, it } from '@jest/globals';
import { answerKey, textKey, valueOfAnswer } from '../../../src/consensus/agreement/values.ts';
import { cpuTime } from '../cpu-time.ts';

describe('a canonical answer', () => {
  it.each([
    ['54', 'number'],
    ['2√3', 'expression'],
    ['5 m', 'quantity'],
    ['(1, 2)', 'tuple'],
    ['{1, 2}', 'set'],
    ['x ≥ 2', 'relation'],
    ['2:3', 'ratio'],
  ])('%j is a value of kind %s', (answer, kind) => {
    expect(valueOfAnswer(answer)?.kind).toBe(kind);
    // Once more, from memory.
    expect(valueOfAnswer(answer)?.kind).toBe(kind);
  });

  it.each([
    '2024-03-05',
    '2024-03',
    '17:00',
    '3/4/2021',
    'A',
    'A,C',
    "{'a': 1}",
    'paris',
    'new york',
    'it was in new york then',
  ])('%j is none', (answer) => {
    expect(valueOfAnswer(answer)).toBeNull();
  });

  it.each([
    ['{2, 6}', '{6, 2}'],
    ['50 cm', '0.5 m'],
    ["don't stop!", "don't stop"],
    ['bonjour, le monde', 'bonjour le monde'],
    ['red, blue, green', 'green, red, blue'],
    ['1. red, 2. blue', '1. red, 2. blue'],
  ])('%j has the key of %j', (one, other) => {
    expect(answerKey(one)).toBe(answerKey(other));
    expect(answerKey(one)).toBe(answerKey(other));
  });

  it.each([
    ['(2, 6)', '(6, 2)'],
    ['1. red, 2. blue', '1. blue, 2. red'],
    ['1. red, 2. blue, 3. green', 'red, blue, green'],
    ['a.b@example.org', 'ab@example.org'],
    ['v1.2', 'v12'],
    ['c++', 'c'],
    ['c#', 'c'],
    ['spam', 'not spam'],
    ['3.5 apples', '35 apples'],
    ['!', '?'],
  ])('%j has another key than %j', (one, other) => {
    expect(answerKey(one)).not.toBe(answerKey(other));
    expect(textKey(one)).not.toBe(textKey(other));
  });

  it.each(['a', '一', 'a ', 'ab', '1', '[', '{', ',', 'a, ', "['a', ", ' and ', '\n'])(
    'of a megabyte of %j is told apart in well under a second',
    (piece) => {
      const answer = piece.repeat(1_000_000 / piece.length);
      expect(cpuTime(() => [valueOfAnswer(`${answer}1`), answerKey(`${answer}1`)])).toBeLessThan(1000);
    },
  );
});
