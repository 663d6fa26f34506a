/** The numbers that a text states, each with what it counts. */
import type { Token } from './clauses.ts';
import { isFunctionWord, type Language } from './function-words.ts';
import { numberNamed, scaleOf, unitOf } from './number-words.ts';
import { stemOf } from './stem.ts';

/** One number of a text. */
export interface NumberClaim {
  /** What it counts: a unit, the word after it, or `date`, a year of the calendar; empty where nothing says so. */
  readonly of: string;
  readonly value: number;
  /** Digits that count: 150 has two, 149.6 four. */
  readonly digits: number;
}

/** A claim, and the place of its number in the clause. */
interface PlacedClaim extends NumberClaim {
  readonly at: number;
}

/** The numbers that a clause states. */
export function claimsIn(clause: readonly Token[], language: Language | null): readonly PlacedClaim[] {
  return clause.flatMap((token, at): readonly PlacedClaim[] => {
    const value = valueOf(token, language);
    if (value === null) return [];
    const scale = scaleOf(clause[at + 1]?.text ?? '');
    const next = clause[at + (scale === undefined ? 1 : 2)];
    const before = clause[at - 1];
    const sign = before?.kind === 'sign' ? unitOf(before.text) : undefined;
    const unit = unitOf(next?.text ?? '') ?? sign;
    const of = unit ?? (scale === undefined && isYear(token, value) ? 'date' : countedBy(next, before, language));
    const total = value * (scale ?? 1);
    return [{ at, of, value: total, digits: digitsOf(total) }];
  });
}

/**
 * Whether two numbers of the same thing may both be right: they are equal, or one is the other, rounded to at least two
 * digits (150 and 149.6) or to a whole number (8 and 8.3). A year of the calendar is never rounded.
 */
export function areCompatible(one: NumberClaim, other: NumberClaim): boolean {
  if (one.value === other.value) return true;
  if (one.of === 'date') return false;
  const [rough, fine] = one.digits < other.digits ? [one, other] : [other, one];
  if (rough.digits < 2 && Number.isInteger(fine.value)) return false;
  return Number(fine.value.toPrecision(rough.digits)) === rough.value;
}

function valueOf({ kind, text }: Token, language: Language | null): number | null {
  if (kind !== 'number') return kind === 'word' ? numberNamed(text, language) : null;
  const value = Number(plainDecimal(text));
  return Number.isFinite(value) ? value : null;
}

/** `1,234,567` and `1.234.567` are groups of three, `1,5` is a decimal. */
function plainDecimal(text: string): string {
  if (/^\d{1,3}(?:[., \u00a0\u202f]\d{3})+$/.test(text)) return text.replaceAll(/[^\d]/g, '');
  const [whole = '', fraction = ''] = text.split(/[.,]/, 2);
  return `${whole}.${fraction}`;
}

/** Whether a number is written like a year of the calendar: four digits, no separator. */
function isYear({ kind, text }: Token, value: number): boolean {
  return kind === 'number' && /^\d{4}$/.test(text) && value >= 1000 && value <= 2100;
}

/** How many digits of a number count: those between its outer zeros; at least 1. */
function digitsOf(value: number): number {
  const [digits = ''] = value.toPrecision(12).split('e');
  return Math.max(1, digits.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length);
}

/** The word after a number, or else before it ("chapter 3"). */
function countedBy(next: Token | undefined, before: Token | undefined, language: Language | null): string {
  const named = [next, before].find((token) => token?.kind === 'word' && !isFunctionWord(token.text, language));
  return named === undefined ? '' : stemOf(named.text);
}
