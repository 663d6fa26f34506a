/** Which answers are free texts, whose wording is their author's own, and which are values, which two people write alike. */
import { valueOfAnswer } from './agreement/values.ts';
import { isPythonLiteral } from './answer/python-literal.ts';

/** A value has no more words than this; names, titles, dates and quantities keep to it. */
const MOST_WORDS = 6;
/** A value is no longer than this, whatever its words; in characters. */
const MOST_CHARACTERS = 60;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;
/** Scripts that put no space between words: two characters are about one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/**
 * Whether a canonical answer is a free text: a sentence or more. Values and JSON documents never are, however long. Two
 * sound free texts are hardly ever equal, so counting equal ones says nothing of them.
 */
export function isFreeText(answer: string): boolean {
  if (valueOfAnswer(answer) !== null || isPythonLiteral(answer) || isJson(answer)) return false;
  if (answer.length > MOST_CHARACTERS) return true;
  const unspaced = answer.match(UNSPACED)?.length ?? 0;
  const spaced = answer.replace(UNSPACED, ' ').match(WORD)?.length ?? 0;
  return spaced + unspaced / 2 > MOST_WORDS;
}

function isJson(answer: string): boolean {
  if (!/^[[{]/.test(answer)) return false;
  try {
    JSON.parse(answer);
    return true;
  } catch {
    return false;
  }
}
