/** Numbers written in English words: `five`, `twenty-three`, `one hundred and five`, `two thirds`, `three and a half`. */
import { canonicalFraction } from './decimal.ts';

const SMALL = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
    .concat(['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])
    .map((word, index) => [word, BigInt(index + 1)] as const),
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
  ['sevenths', 7n],
  ['eighths', 8n],
  ['ninths', 9n],
  ['tenths', 10n],
]);

/** A run of number words. */
export interface NumberPhrase {
  /** Canonical form. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A canonical number, and how many words it takes. */
interface Phrase {
  readonly value: string;
  readonly length: number;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The number phrases of `text`, in order. A lone `one` is mostly a pronoun, and a lone `half` or `a half` no count; they
 * count only when they are the whole of `text`.
 */
export function findNumberPhrases(text: string): readonly NumberPhrase[] {
  const words = [...text.matchAll(/[a-zA-Z]+/g)].map((match): Word => {
    return { text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
  });
  const phrases: NumberPhrase[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at);
    if (phrase !== null) phrases.push(...numberPhrase(words, at, phrase));
    at += phrase?.length ?? 1;
  }
  return phrases;
}

/** `phrase`, which starts at word `at`, with its sign; none where it is weak and does not stand alone. */
function numberPhrase(words: readonly Word[], at: number, { value, length }: Phrase): readonly NumberPhrase[] {
  const isSigned = /^(?:negative|minus)$/.test(textAt(words, at - 1));
  const own = words.slice(isSigned ? at - 1 : at, at + length);
  if (own.length < words.length && isWeak(own)) return [];
  return [
    {
      value: isSigned && value !== '0' ? `-${value}` : value,
      start: own[0]?.start ?? 0,
      end: own.at(-1)?.end ?? 0,
    },
  ];
}

function isWeak(phrase: readonly Word[]): boolean {
  const first = textAt(phrase, 0);
  return first === 'a' || (phrase.length === 1 && (first === 'one' || PARTS.has(first)));
}

function textAt(words: readonly Word[], at: number): string {
  return words[at]?.text ?? '';
}

function phraseAt(words: readonly Word[], at: number): Phrase | null {
  const whole = wholeAt(words, at);
  const next = at + whole.length;
  const part = PARTS.get(textAt(words, next));
  if (part !== undefined) return named(whole.length > 0 ? whole.value : 1n, part, whole.length + 1);
  const partOfOne = textAt(words, at) === 'a' ? PARTS.get(textAt(words, at + 1)) : undefined;
  if (partOfOne !== undefined) return named(1n, partOfOne, 2);
  if (whole.length === 0) return null;
  // "three and a half", "two and three quarters"
  if (textAt(words, next) === 'and') {
    const top = textAt(words, next + 1) === 'a' ? { value: 1n, length: 1 } : wholeAt(words, next + 1);
    const bottom = PARTS.get(textAt(words, next + 1 + top.length));
    if (top.length > 0 && bottom !== undefined) {
      return named(whole.value * bottom + top.value, bottom, whole.length + 2 + top.length);
    }
  }
  return named(whole.value, 1n, whole.length);
}

function named(top: bigint, bottom: bigint, length: number): Phrase | null {
  const value = canonicalFraction(false, top, bottom);
  return value === null ? null : { value, length };
}

/** The cardinal number that starts at word `at`; length 0 where none does. */
function wholeAt(words: readonly Word[], at: number): { readonly value: bigint; readonly length: number } {
  if (textAt(words, at) === 'zero') return { value: 0n, length: 1 };
  let total = 0n;
  let group: bigint | null = null;
  let length = 0;
  for (let index = at; ; index++) {
    const word = textAt(words, index);
    const small = SMALL.get(word);
    const tens = TENS.get(word);
    const scale = SCALES.get(word);
    if (small !== undefined && fitsOnes(group, small)) group = (group ?? 0n) + small;
    else if (tens !== undefined && (group ?? 0n) % 100n === 0n) group = (group ?? 0n) + tens;
    else if (word === 'hundred' && group !== null && countsHundreds(group)) group *= 100n;
    else if (scale !== undefined && group !== null && group > 0n) {
      total += group * scale;
      group = 0n;
    } else if (scale !== undefined && total > 0n && total < scale) {
      total *= scale; // "two thousand million"
    } else if (word === 'and' && continuesAfterAnd(words, index, group)) continue;
    else break;
    length = index - at + 1;
  }
  return { value: total + (group ?? 0n), length };
}

/** `twenty` takes `three` but not `thirteen`; `one hundred` takes both; `five` takes none; `two thousand` takes any. */
function fitsOnes(group: bigint | null, small: bigint): boolean {
  if (group === null || group % 100n === 0n) return true;
  return group % 10n === 0n && group % 100n >= 20n && small < 10n;
}

/** `two hundred`, `nineteen hundred`; but not `twenty hundred`. */
function countsHundreds(group: bigint): boolean {
  return group < 100n && group % 10n !== 0n;
}

/** British "one hundred and five": only after hundreds or a scale, and not in "one hundred and two thirds". */
function continuesAfterAnd(words: readonly Word[], index: number, group: bigint | null): boolean {
  return group !== null && group % 100n === 0n && !PARTS.has(textAt(words, index + 2));
}
