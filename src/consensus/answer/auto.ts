/** Profile `auto`: a value where the answer is one, else an option label where it is plainly one, else text. */
import { isAbstention } from './abstention.ts';
import { isBackendError } from './backend-error.ts';
import { openingLabel, rightLabel } from './choice.ts';
import { concludedPhrase, EXCEPTION } from './conclusion.ts';
import { concludedText } from './free-text.ts';
import { readLines, shownListing } from './listing.ts';
import { boxedTogether } from './boxed-together.ts';
import { markedAnswers } from './markers.ts';
import { findNumberPhrases } from './number-words.ts';
import { concludedNumber } from './number.ts';
import { findNumerals, withPlainDigits } from './numerals.ts';
import { opensWithInitial } from './option-labels.ts';
import { canonicalName, canonicalPhrase, readTyped, withoutOuterDelimiters } from './phrase.ts';
import { sentencesBackwards } from './sentences.ts';
import { statedNumber } from './stated-number.ts';
import { readTruth } from './truth.ts';

/** A line with a name, a colon and a few words. */
const FIELD =
  /^\s*[*_]{0,2}(?!(?:note|hint|tip|remark|step|question|p\.?s)\b)\p{L}[\p{L} ]{1,24}[*_]{0,2}\s?[:：][*_]{0,2}\s*([^\n]{1,60}?)\s*(?:\n+([^]*))?$/iu;
/** `Star Wars: A New Hope` */
const SUBTITLE = /^(?:A|An|The) \p{Lu}/u;
const REASON =
  /^[\s*_-]*(?:reason|reasoning|rationale|explanation|because|why|justification|begründung|raison|confidence|note)/i;
/** A number in it is a part of what it says. */
const FORMULA = /\\(?:begin|sqrt|pm|mp|infty|cup|cap|[lg]eq?|neq?)(?![a-zA-Z])/;
/** A response longer than this is no bare option, whatever it opens with. */
const LONGEST_CHOICE = 300;

/** The answer of a response of profile `auto`, canonical; null is an abstention. */
export function readAny(text: string): string | null {
  const marked = markedAnswers(text);
  const together = boxedTogether(text, marked);
  if (together !== null) return markedPhrase(together, true);
  for (const { content, kind } of marked) if (content !== '') return markedPhrase(content, kind === 'boxed');
  // "Answer:" and then nothing: the text broke off before its answer.
  if (marked.length > 0 || isBackendError(text)) return null;
  return unmarked(text);
}

/** The canonical form of an answer of unknown kind; null is an abstention. */
export function canonicalAny(answer: string): string | null {
  return canonicalPhrase(answer);
}

function markedPhrase(content: string, inBox: boolean): string | null {
  if (isAbstention(content)) return null;
  return (
    readTyped(content, inBox) ??
    withRemark(content) ??
    conclusionOf(content) ??
    (inBox ? null : statedNumber(content)) ??
    canonicalPhrase(content, inBox)
  );
}

/** Of one sentence; several say more than one thing. */
function conclusionOf(content: string): string | null {
  return /[.!?]\s+\S/.test(content) ? null : concludedPhrase(withoutOuterDelimiters(content));
}

/** `54, I am sure`: a value, and then a remark without a number of its own. */
function withRemark(content: string): string | null {
  const [, first = '', remark = ''] = /^([^,;]{1,60})[,;]\s([^]+)/.exec(content) ?? [];
  const numbers = [...findNumerals(withPlainDigits(remark)), ...findNumberPhrases(remark)];
  return first === '' || numbers.length > 0 || /[\\$=<>]/.test(remark) ? null : readTyped(first);
}

function unmarked(text: string): string | null {
  const [last = ''] = sentencesBackwards(text);
  if (isAbstention(text)) return null;
  return (
    readTyped(text) ??
    chosen(text, last) ??
    readTruth(text) ??
    listed(text) ??
    namedField(text) ??
    concludedPhrase(last) ??
    plainNumber(text, last) ??
    freeText(text)
  );
}

/** A list and nothing else, as `mercury, venus, earth`. */
function listed(text: string): string | null {
  const lines = readLines(text);
  return lines === null ? null : shownListing(lines);
}

/** `Label: NEUTRAL`, and the reason in the lines below. */
function namedField(text: string): string | null {
  const [, value = '', rest = ''] = FIELD.exec(text.slice(0, 2000)) ?? [];
  // "Mercury: 5, Venus: 3" has several, and a title may have a colon in it.
  if (value === '' || /[:：]/.test(value) || SUBTITLE.test(value)) return null;
  return rest === '' || REASON.test(rest) ? canonicalPhrase(value) : null;
}

function freeText(text: string): string | null {
  const concluded = concludedText(text);
  return concluded === null ? null : canonicalName(concluded === text ? text : concluded);
}

function chosen(text: string, last: string): string | null {
  if (text.length > LONGEST_CHOICE || opensWithInitial(text)) return null;
  return openingLabel(text) ?? rightLabel(last);
}

/** A number that the last sentence leaves no doubt about. */
function plainNumber(text: string, last: string): string | null {
  if (FORMULA.test(last) || EXCEPTION.test(last)) return null;
  const concluded = concludedNumber(text, 1);
  return concluded?.isPlain === true ? concluded.value : null;
}
