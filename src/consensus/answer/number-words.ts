/** Numbers written in English words: `five`, `twenty-three`, `one hundred and five`, `two thirds`, `three and a half`. */
import { canonicalFraction } from './decimal.ts';

const SMALL = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
    .concat(['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])
    .map((word, value) => [word, BigInt(value)] as const),
);
const TENS = new Map(
  ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map(
    (word, index) => [word, BigInt(20 + 10 * index)] as const,
  ),
);
const SCALES = new Map([
  ['thousand', 1_000n],
  ['million', 1_000_000n],
  ['billion', 1_000_000_000n],
  ['trillion', 1_000_000_000_000n],
]);
const PARTS = new Map([
  ['half', 2n],
  ['halves', 2n],
  ['third', 3n],
  ['thirds', 3n],
  ['quarter', 4n],
  ['quarters', 4n],
  ['fourths', 4n],
  ['fifths', 5n],
  ['sixths', 6n],
  ['eighths', 8n],
  ['tenths', 10n],
]);

/** A run of number words. */
export interface NumberPhrase {
  /** Canonical form. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The number phrases of `text`, in order. A lone `one` is mostly a pronoun and a lone `half` no count; both count only
 * when they are the whole of `text`, and so does `a half`.
 */
export function findNumberPhrases(text: string): readonly NumberPhrase[] {
  const words = [...text.matchAll(/[a-zA-Z]+/g)].map((match): Word => {
    return { text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
  });
  const phrases: NumberPhrase[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at);
    if (phrase === null || (isWeak(words, at, phrase.length) && words.length > phrase.length)) {
      at += phrase?.length ?? 1;
      continue;
    }
    const isNegative = /^(?:negative|minus)$/.test(words[at - 1]?.text ?? '') && phrase.value !== '0';
    phrases.push({
      value: isNegative ? `-${phrase.value}` : phrase.value,
      start: words[isNegative ? at - 1 : at]?.start ?? 0,
      end: words[at + phrase.length - 1]?.end ?? 0,
    });
    at += phrase.length;
  }
  return phrases;
}

function isWeak(words: readonly Word[], at: number, length: number): boolean {
  return length === 1 && /^(?:one|half|third|quarter)$/.test(words[at]?.text ?? '');
}

function phraseAt(words: readonly Word[], at: number): { readonly value: string; readonly length: number } | null {
  const whole = wholeAt(words, at);
  const next = at + whole.length;
  const part = PARTS.get(words[next]?.text ?? '');
  if (part !== undefined) {
    const isNamed = whole.length > 0;
    return named(isNamed ? whole.value : 1n, part, whole.length + 1);
  }
  if (whole.length === 0) return null;
  // "three and a half", "two and three quarters"
  if (words[next]?.text === 'and') {
    const isA = words[next + 1]?.text === 'a';
    const top = isA ? { value: 1n, length: 1 } : wholeAt(words, next + 1);
    const bottom = PARTS.get(words[next + 1 + top.length]?.text ?? '');
    if (top.length > 0 && bottom !== undefined) {
      return named(whole.value * bottom + top.value, bottom, whole.length + 2 + top.length);
    }
  }
  return named(whole.value, 1n, whole.length);
}

function named(
  top: bigint,
  bottom: bigint,
  length: number,
): { readonly value: string; readonly length: number } | null {
  const value = canonicalFraction(top, bottom);
  return value === null ? null : { value, length };
}

/** The cardinal number that starts at word `at`; length 0 where none does. */
function wholeAt(words: readonly Word[], at: number): { readonly value: bigint; readonly length: number } {
  let total = 0n;
  let group: bigint | null = null;
  let length = 0;
  for (let index = at; index < words.length; index++) {
    const word = words[index]?.text ?? '';
    const small = SMALL.get(word);
    const tens = TENS.get(word);
    const scale = SCALES.get(word);
    if (small !== undefined && fitsOnes(group, small)) group = (group ?? 0n) + small;
    else if (tens !== undefined && (group ?? 0n) % 100n === 0n) group = (group ?? 0n) + tens;
    else if (word === 'hundred' && group !== null && countsHundreds(group)) group *= 100n;
    else if (scale !== undefined && group !== null) {
      total += group * scale;
      group = 0n;
    } else if (word === 'and' && length > 0 && continuesAfterAnd(words, index, group)) continue;
    else break;
    length = index - at + 1;
  }
  return { value: total + (group ?? 0n), length };
}

/** `twenty` takes `three` but not `thirteen`; `one hundred` takes both; `five` takes none; `two thousand` takes any. */
function fitsOnes(group: bigint | null, small: bigint): boolean {
  if (group === null || (group === 0n && small > 0n)) return true;
  if (small === 0n) return false;
  return group % 100n === 0n || (group % 100n >= 20n && group % 10n === 0n && small < 10n);
}

/** `two hundred`, `nineteen hundred`; but not `twenty hundred`. */
function countsHundreds(group: bigint): boolean {
  return group > 0n && group < 100n && group % 10n !== 0n;
}

/** British "one hundred and five": only after hundreds or a scale. */
function continuesAfterAnd(words: readonly Word[], index: number, group: bigint | null): boolean {
  const next = words[index + 1]?.text ?? '';
  const afterNext = words[index + 2]?.text ?? '';
  return group !== null && group % 100n === 0n && (SMALL.has(next) || TENS.has(next)) && !PARTS.has(afterNext);
}
