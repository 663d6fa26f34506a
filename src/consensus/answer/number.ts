/** Profile `number`: reads the number that a response concludes. */
import { isBackendError } from './backend-error.ts';
import { isAbstention, saysUndetermined } from './abstention.ts';
import { concludedPhrase } from './conclusion.ts';
import { boxedTogether } from './boxed-together.ts';
import { markedAnswers, type MarkedAnswer } from './markers.ts';
import { withoutMarkup } from './markup.ts';
import { findNumberPhrases } from './number-words.ts';
import { findNumerals, withPlainDigits, type Numeral } from './numerals.ts';
import { readTyped } from './phrase.ts';
import { quantity } from './quantity.ts';
import { sentencesBackwards } from './sentences.ts';

/** A number found where nothing marks it. */
export interface ConcludedNumber {
  /** Canonical form. */
  readonly value: string;
  /** Whether the wording leaves no doubt that this is the conclusion: an equation's result, bold, after "so". */
  readonly isPlain: boolean;
}

/** How many sentences, from the end, are searched for a conclusion. */
const SENTENCES_SEARCHED = 40;
/** What is had, made or left is said in words, too: "She has five apples left." */
const HAD = /(?:^|\s)(?:has|have|had|is|are|was|were|makes?|costs?|needs?|gets?|left)\s$/;
const CUE =
  /^(?:so|therefore|thus|hence|in conclusion|in total|altogether|overall|finally|consequently|as a result|this means|(?:i|we) get|that (?:makes|gives|leaves)|total|result|the (?:final |total )?(?:total|result|answer|sum|number|amount))\b/i;
/** Words before a number that make it a circumstance (in 4 weeks, for 6 hours), not the result. */
const CIRCUMSTANCE =
  /(?:^|[^\p{L}])(?:in|for|from|over|after|within|per|every|during|by|at|on|with|out of|than|if|when|until|since|between|among|all|each|first|last|next|of (?:the|these|those|his|her|their)|the|these|those)(?: (?:the|these|those|all|first|last|next|other|each|only))?\s[$€£]?$/iu;
/** How a calculation goes on after its first number. */
const CALCULATION = /^\s?(?:[-+*/×÷x^=]\s?[\d$(]|%? of \d|(?:times|plus|minus|multiplied|divided)\b)/;
/** `3.` or `3)` that numbers a list item. */
const LIST_NUMBER = /^(?:[-*#]+\s*)?\d{1,3}[.)]\s+(?=\p{L})/u;
const TOTAL =
  /(?:total|sum|average|number|amount|loss|profit|cost|result) of (?:about )?[$€£]?$|(?:is|are|be|=|equals|was|were) (?:the )?[$€£]?$|[:：]\s?[$€£]?$/i;

/** The number a response of profile `number` answers, canonical; null is an abstention. */
export function readNumber(text: string): string | null {
  const marked = markedAnswers(text);
  const together = boxedTogether(text, marked);
  if (together !== null) return readTyped(together, true);
  for (const answer of marked) {
    if (answer.content !== '' && isAbstention(answer.content)) return null;
    const value = numberFrom(answer);
    if (value !== null) return value;
    // A field holds all of an answer: what stands before it is the working.
    if (answer.kind === 'field' && !/\d/.test(answer.content)) return null;
  }
  // "Answer:" and then nothing: the text broke off before its answer.
  if (marked.some(({ content }) => content === '')) return null;
  const [last = ''] = sentencesBackwards(text);
  if (isBackendError(text) || isAbstention(text) || saysUndetermined(last)) return null;
  return readTyped(text) ?? concludedPhrase(last) ?? concludedNumber(text)?.value ?? null;
}

/** A value that is read whole; of prose what it concludes; of a formula that is no value here nothing. */
function numberFrom({ content, rest, kind }: MarkedAnswer): string | null {
  const inBox = kind === 'boxed';
  const typed = readTyped(content, inBox);
  if (typed !== null) return typed;
  if (isFormula(content, inBox)) return null;
  return concludedPhrase(content) ?? leadingNumber(content) ?? concludedNumber(rest)?.value ?? null;
}

/** Symbols and letters, without a sentence around them. */
function isFormula(content: string, inBox: boolean): boolean {
  const words = content.replace(/\\(?:text|mathrm|textbf)\s*\{/g, ' ').match(/(?<!\\)(?<![\p{L}])\p{L}{2,}/gu) ?? [];
  return words.length < 2 && (inBox || /[\\^√π±<>≤≥:]/.test(content));
}

/** A number at the very start (`36 quarters in all`), but not one that starts a calculation (`7 * 12 is 84`). */
function leadingNumber(content: string): string | null {
  const text = withPlainDigits(withoutMarkup(content));
  const leading = [...findNumerals(text), ...findNumberPhrases(text)].find(
    ({ start }) => !/[\p{L}\d]/u.test(text.slice(0, start)),
  );
  return leading === undefined || CALCULATION.test(text.slice(leading.end)) ? null : leading.value;
}

/**
 * The number that `text` concludes with, going by its last `sentences` sentences; null when they have none, or say that
 * there is none.
 */
export function concludedNumber(text: string, sentences: number = SENTENCES_SEARCHED): ConcludedNumber | null {
  let searched = 0;
  let words: ConcludedNumber | null = null;
  for (const raw of sentencesBackwards(text)) {
    if (++searched > sentences) break;
    const sentence = withPlainDigits(withoutMarkup(raw)).replace(LIST_NUMBER, '');
    // "I don't know the 2 numbers" concludes nothing.
    if (searched <= 2 && isAbstention(raw)) return null;
    const numerals = findNumerals(sentence);
    if (numerals.length > 0 && words === null) return chosen(raw, sentence, numerals, text);
    if (words !== null) break;
    if (searched <= 2 && saysUndetermined(sentence)) return null;
    const phrase = findNumberPhrases(sentence).at(-1);
    // Number words conclude only in a sentence that concludes.
    if (phrase !== undefined && (searched === 1 || CUE.test(sentence)))
      words = { value: phrase.value, isPlain: CUE.test(sentence) || HAD.test(sentence.slice(0, phrase.start)) };
  }
  return words;
}

function chosen(raw: string, sentence: string, numerals: readonly Numeral[], text: string): ConcludedNumber | null {
  const bold = [...raw.matchAll(/\*\*([^*]{1,200})\*\*/g)]
    .map((match) => quantity(match[1] ?? ''))
    .filter((value) => value !== null);
  const lastBold = bold.at(-1);
  if (lastBold !== undefined) return { value: lastBold, isPlain: true };
  const equals = sentence.lastIndexOf('=');
  const result = equals === -1 ? undefined : numerals.find(({ start }) => start > equals);
  if (result !== undefined) return { value: result.value, isPlain: true };
  const computed = lastResult(text);
  const confirmed = numerals.findLast(({ value }) => value === computed);
  if (confirmed !== undefined) return { value: confirmed.value, isPlain: true };
  const weight = (numeral: Numeral) => plausibility(sentence, numeral);
  const best = numerals.reduce((one, other) => (weight(other) >= weight(one) ? other : one));
  return { value: best.value, isPlain: CUE.test(sentence) };
}

/** How likely a number of a concluding sentence is the result: 2 after "is" or "total of", 0 as a circumstance. */
function plausibility(sentence: string, { start, end }: Numeral): number {
  const before = sentence.slice(Math.max(0, start - 30), start);
  if (/^-[a-z]/i.test(sentence.slice(end))) return 0;
  if (TOTAL.test(before)) return 2;
  return CIRCUMSTANCE.test(before) ? 0 : 1;
}

/** The right-hand side of the last equation. */
function lastResult(text: string): string | null {
  const equals = text.lastIndexOf('=');
  if (equals === -1) return null;
  const line = text.slice(equals + 1, equals + 81).replace(/\n[^]*/, '');
  return findNumerals(withPlainDigits(withoutMarkup(line.replace(/^[^<]{0,40}>>/, ''))))[0]?.value ?? null;
}
