/** Profile `auto`: a number where the answer is one, else an option label where it is plainly one, else text. */
import { isAbstention } from './abstention.ts';
import { leadingLabel, openingLabel, rightLabel } from './choice.ts';
import { concludedText } from './free-text.ts';
import { markedAnswers } from './markers.ts';
import { withoutMarkup } from './markup.ts';
import { findNumberPhrases } from './number-words.ts';
import { concludedNumber } from './number.ts';
import { findNumerals, withPlainDigits } from './numerals.ts';
import { quantity } from './quantity.ts';
import { sentencesBackwards } from './sentences.ts';
import { canonicalText } from './text.ts';

/** A response longer than this is no bare option, whatever it opens with. */
const LONGEST_CHOICE = 300;

/** The answer of a response of profile `auto`, canonical; null is an abstention. */
export function readAny(text: string): string | null {
  const marked = markedAnswers(text);
  for (const { content } of marked) if (content !== '') return quantityWithRemark(content) ?? canonicalAny(content);
  // "Answer:" and then nothing: the text broke off before its answer.
  if (marked.length > 0) return null;
  return quantity(text) ?? chosen(text) ?? plainNumber(text) ?? concludedText(text);
}

/** The canonical form of an answer of unknown kind; null is an abstention. */
export function canonicalAny(answer: string): string | null {
  if (isAbstention(answer)) return null;
  return quantity(answer) ?? leadingLabel(answer) ?? canonicalText(withoutMarkup(answer));
}

/** `54, I am sure`: a quantity, and then a remark without a number of its own. */
function quantityWithRemark(content: string): string | null {
  const [, first = '', remark = ''] = /^([^,;]{1,60})[,;]\s([^]+)/.exec(content) ?? [];
  const numbers = [...findNumerals(withPlainDigits(remark)), ...findNumberPhrases(remark)];
  return numbers.length > 0 ? null : quantity(first);
}

function chosen(text: string): string | null {
  if (text.length > LONGEST_CHOICE) return null;
  const [last = ''] = sentencesBackwards(text);
  return openingLabel(text) ?? rightLabel(last);
}

/** A number that the last sentence leaves no doubt about. */
function plainNumber(text: string): string | null {
  const concluded = concludedNumber(text, 1);
  return concluded?.isPlain === true ? concluded.value : null;
}
