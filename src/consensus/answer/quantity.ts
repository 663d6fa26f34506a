/** Reads a phrase that is a number and nothing else but its unit: `$18.00`, `about 14 apples`, `x = 5`, `five`. */
import { withoutMarkup } from './markup.ts';
import { findNumberPhrases } from './number-words.ts';
import { findNumerals, withPlainDigits } from './numerals.ts';
import { readCanonical } from './value/read.ts';
import { shownValue } from './value/show.ts';
import { unitOf } from './value/units.ts';

/** A phrase longer than this says more than a quantity. */
const LONGEST_QUANTITY = 200;
// A currency code is in capitals ("CHF 20"), but for the commonest: in "May 5" the word before the number is none.
const BEFORE =
  /^[\s(~≈+]*(?:(?:[Aa]bout|[Aa]pproximately|[Aa]pprox\.?|[Aa]round|[Rr]oughly|[Ee]xactly|[Oo]nly|[Jj]ust|[Aa] total of)\s+)?(?:[A-Z]{2,3}|usd|eur|gbp|[Rr]s\.?)?\s?[$€£¥₹]?\s?$/;
/** Function words and times of day show that the number is part of a longer statement. */
const NO_UNIT =
  /^(?:or|to|and|of|am|pm|a\.m\.?|p\.m\.?|o'clock|by|in|on|at|is|are|was|the|a|an|if|but|because|since|so|x|y|z)$/i;
const UNIT_WORD = /^(?:[a-zµμΩ°$€£¥₹%][\p{L}°'’./²³^·-]{0,19}\d?|[A-Z]{1,3}|[MGTW][\p{L}]{0,2}|[%°/²³])$/u;
const MOST_UNIT_WORDS = 6;
/** Comparisons, powers and roots are no quantities. */
const STATEMENT = /[<>≤≥≠^√±]|!=|=[^=]*(?:,\s|;|\bor\b|\band\b)|\\(?:sqrt|pm|ne|le|ge)/;

/**
 * The canonical number that `phrase` is, unit and currency left out; null when it is anything more or less. Of an
 * equation (`12 + 7 = 19 apples`) it is the right-hand side.
 */
export function quantity(phrase: string): string | null {
  if (phrase.length > LONGEST_QUANTITY || STATEMENT.test(phrase)) return null;
  const text = withPlainDigits(withoutMarkup(phrase)).replace(/\s+/g, ' ');
  const side = text.slice(text.lastIndexOf('=') + 1).trim();
  // (3,4) is a point.
  if (/^[([].*[,;].*[)\]]/.test(side)) return null;
  const [numeral, ...others] = findNumerals(side);
  if (numeral !== undefined) {
    if (others.length > 0 || !BEFORE.test(side.slice(0, numeral.start))) return spacedDigits(side);
    return withUnit(numeral.value, side.slice(numeral.end), side.length < text.trim().length);
  }
  const [words, ...moreWords] = findNumberPhrases(side);
  if (words === undefined || moreWords.length > 0 || !BEFORE.test(side.slice(0, words.start))) return null;
  return withUnit(words.value, side.slice(words.end), false);
}

/** `10 000`: only when there is nothing else, for two numbers may stand side by side in a sentence. */
function spacedDigits(side: string): string | null {
  return /^[-−$€£]?\d{1,3}(?: \d{3}){1,9}(?:\.\d+)?\.?$/.test(side) ? quantity(side.replaceAll(' ', '')) : null;
}

/**
 * `value` with the unit that `rest`, what follows it, begins with (`3 km away`), without one where it names what is counted,
 * or nothing, in at most six words; null where it is anything else.
 */
function withUnit(value: string, rest: string, isResult: boolean): string | null {
  const unit = rest
    .replace(/^[-–](?=[a-z])/, '')
    .trim()
    .replace(/[.,;:!?)\s"']+$/, '');
  if (unit === '') return value;
  const words = unit.split(' ');
  const [first = ''] = words;
  if (words.length > MOST_UNIT_WORDS || NO_UNIT.test(first)) return null;
  if (!words.every((word) => UNIT_WORD.test(word) && !/^(?:or|and|to)$/.test(word))) return null;
  const known = words.length > 1 || isResult ? unitOf(first) : null;
  if (known === null) return value;
  const measured = readCanonical(`${value} ${known.name}`);
  return measured === null ? value : shownValue(measured);
}
