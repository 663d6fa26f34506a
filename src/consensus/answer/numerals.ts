/** Finds the numbers written in digits. */
import { canonicalDecimal, canonicalFraction, timesPowerOfTen } from './decimal.ts';

/** A number in a text. */
export interface Numeral {
  /** Where it starts, its sign and currency included. */
  readonly start: number;
  /** Where it ends, a magnitude word (`million`) included, a unit not. */
  readonly end: number;
  /** Canonical form. */
  readonly value: string;
}

// 1.234,56 | 1,000 and 1,00,000 and 1 000 (no-break and thin spaces) and 1'000, else plain digits | .5
// Bounded repetition keeps hostile input linear; no letter or digit may stand directly before.
const NUMERAL =
  /(?<![A-Za-z_\d])(?<!\d\.)(?:\d{1,3}(?:\.\d{3}){1,9},\d{1,2}(?![\d,.]*\d)|(?<!\d,\s?)\d+,\d{1,2}(?![\d,]|\.\d)|(?:\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{2,3}){0,9}[,'’\u00a0\u2009\u202f]\d{3}(?!\d)|\d+)(?:\.\d+)?|\.\d+)/g;
const EUROPEAN = /^(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}$/;
const EXPONENT = /[eE]([-+]?\d{1,3})(?![\w.])|\s?[×x*]\s?10\s?\^\s?[{(]?([-−]?\d{1,3})(?!\d)[)}]?/y;
const OVER = /\s?[/⁄]\s?(\d{1,30})(?![.,]?\d|\s?[/⁄])/y;
const MIXED = /[ -](\d{1,30})\s?[/⁄]\s?(\d{1,30})(?![.,]?\d|\s?[/⁄])/y;
const MAGNITUDE = /\s?(thousand|million|billion|trillion)\b/iy;
const MAGNITUDES = new Map([
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
]);

/** What follows a number that is no part of a larger one: neither a denominator nor a power. */
const STANDS_ALONE = /^(?:$|[.,;:!?)\]]|\s(?:$|[^\d\s/⁄×x*tmbTMB]))/;

/** A currency right before its amount. */
export const CURRENCY_SIGN = /[$€£¥₹]$/;

/** `text` with full-width digits and vulgar fractions (`2½`) in plain digits; call it before {@link findNumerals}. */
export function withPlainDigits(text: string): string {
  return text
    .replace(/(?<=\d)(?=[¼-¾⅐-⅞])/g, ' ')
    .replace(/[０-９．，％＄／＝¼-¾⅐-⅞]/g, (character) => character.normalize('NFKC'));
}

/** The numbers in `text`, in order: signs, currency, thousands separators, decimals, fractions, exponents, magnitudes. */
export function findNumerals(text: string): readonly Numeral[] {
  const found: Numeral[] = [];
  let from = 0;
  for (const match of text.matchAll(NUMERAL)) {
    // Digits that the number before has taken, such as a denominator.
    if (match.index < from) continue;
    const { start, end, value } = numeralAt(text, match.index, match[0]);
    // What has no value (7/0) is passed over as a whole.
    if (value !== null) found.push({ start, end, value });
    from = end;
  }
  return found;
}

interface Reading extends Omit<Numeral, 'value'> {
  readonly value: string | null;
}

function numeralAt(text: string, index: number, digits: string): Reading {
  const sign = signBefore(text, index);
  const end = index + digits.length;
  if (/^[1-9]\d{0,14}$/.test(digits) && STANDS_ALONE.test(text.slice(end, end + 2)))
    return { start: sign.start, end, value: `${sign.negative ? '-' : ''}${digits}` };
  const plain = EUROPEAN.test(digits) ? digits.replaceAll('.', '').replace(',', '.') : digits.replace(/[^\d.]/g, '');
  const [integer = '', fraction = ''] = plain.split('.');
  const isInteger = !plain.includes('.') && integer.length <= 30 && !/[/⁄]/.test(text.charAt(index - 1));
  const quotient = isInteger ? quotientAt(text, end, integer, sign.negative) : undefined;
  if (quotient !== undefined) return { start: sign.start, ...quotient };
  const decimal = canonicalDecimal(sign.negative, integer, fraction);
  const power = powerAt(text, end);
  return { start: sign.start, end: power.end, value: timesPowerOfTen(decimal, power.exponent) };
}

/** `3/4` or `1 3/4`; undefined where there is no fraction. */
function quotientAt(text: string, end: number, integer: string, negative: boolean) {
  const over = matchAt(OVER, text, end);
  if (over !== null) {
    return { end: end + over[0].length, value: canonicalFraction(negative, BigInt(integer), BigInt(over[1] ?? '')) };
  }
  const mixed = matchAt(MIXED, text, end);
  if (mixed === null) return undefined;
  const [top, bottom] = [BigInt(mixed[1] ?? ''), BigInt(mixed[2] ?? '')];
  // "2 100/5" is no mixed number.
  if (top >= bottom) return undefined;
  return { end: end + mixed[0].length, value: canonicalFraction(negative, BigInt(integer) * bottom + top, bottom) };
}

function powerAt(text: string, end: number): { readonly end: number; readonly exponent: number } {
  const scientific = matchAt(EXPONENT, text, end);
  if (scientific !== null) {
    const exponent = Number((scientific[1] ?? scientific[2] ?? '').replace('−', '-'));
    return { end: end + scientific[0].length, exponent };
  }
  const magnitude = matchAt(MAGNITUDE, text, end);
  if (magnitude === null) return { end, exponent: 0 };
  return { end: end + magnitude[0].length, exponent: MAGNITUDES.get((magnitude[1] ?? '').toLowerCase()) ?? 0 };
}

const DASH = /[-−–‐‑﹣－]/;
const CURRENCY = /[$€£¥₹]/;

/** The sign before the digits at `index`, if it is one: not a subtraction, a range, a hyphen or a bullet. */
function signBefore(text: string, index: number): { readonly start: number; readonly negative: boolean } {
  let start = index;
  if (CURRENCY.test(text.charAt(start - 1))) start--;
  if (DASH.test(text.charAt(start - 1)) && isUnary(text, start - 1)) {
    start--;
    if (CURRENCY.test(text.charAt(start - 1))) start--;
    return { start, negative: true };
  }
  const [word] = /\b(?:negative|minus)\s$/i.exec(text.slice(Math.max(0, start - 10), start)) ?? [];
  if (word === undefined || (/minus/i.test(word) && !isUnary(text, start - word.length)))
    return { start, negative: false };
  return { start: start - word.length, negative: true };
}

/** Whether a sign at `at` belongs to what follows it: nothing stands before it from which that could be subtracted. */
function isUnary(text: string, at: number): boolean {
  return !/(?:\p{L}|[\p{N})\]}%]\s*)[$€£¥₹]?$/u.test(text.slice(Math.max(0, at - 5), at));
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
