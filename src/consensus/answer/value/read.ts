/** Reads a phrase that is a value from its first character to its last; never a part of one. */
import { treeOf } from './statement.ts';
import { tokensOf } from './lexer.ts';
import { MAX_CANONICAL, MAX_PHRASE, orUnreadable } from './limits.ts';
import { delimited } from './math-mode.ts';
import { shownValue } from './show.ts';
import { valueOf } from './value-of.ts';
import type { Mode } from './token.ts';
import type { Value } from './value.ts';

/** Anything that reads as the same value either way. */
const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** "Not applicable": no quotient. */
const NO_ANSWER = /^\s*n\/a[.\s]*$/i;

/** Two words before anything else are no value. */
const WORDS_FIRST = /^\s*(?!all |any |no )\p{L}{2,}\s\p{L}{2,}\s/u;
const SENTENCE = /(?<![\p{L}\d\\])(?:\p{L}[\p{L}\d]+[,.;:]?\s){6}/u;

/** Whether so many words stand in a row that it is no use to parse `phrase`. */
export function isSentence(phrase: string): boolean {
  return SENTENCE.test(phrase);
}

/** The value that all of `phrase` states; null where it is none. `inBox`: it stood in a box. */
export function readValue(phrase: string, inBox = false): Value | null {
  if (phrase.length > MAX_PHRASE || NO_ANSWER.test(phrase)) return null;
  if (WORDS_FIRST.test(phrase) || isSentence(phrase)) return null;
  const { text, isLatex } = delimited(phrase, inBox);
  return read(text, isLatex ? 'math' : 'plain');
}

/** The value whose canonical string `answer` is; null where it is none. */
export function readCanonical(answer: string): Value | null {
  return answer.length > MAX_CANONICAL ? null : read(answer, 'canonical');
}

/** Whether `answer` is what {@link shownValue} writes, letter for letter: reading it as a phrase could change it. */
export function isCanonicalValue(answer: string): boolean {
  if (!/[\d∞√πℝ]/.test(answer) || PLAIN.test(answer)) return false;
  const value = readCanonical(answer);
  return value !== null && shownValue(value) === answer;
}

function read(text: string, mode: Mode): Value | null {
  return orUnreadable(() => valueOf(treeOf(tokensOf(text, mode), mode)));
}
