/** Numbers in canonical form, exact: digits are moved as text, never through floating point. */

/** Digits of an exponent, a numerator or a denominator beyond which something is no answer. */
const MAX_EXPONENT = 308;

/**
 * The canonical decimal of sign and digits: no leading or trailing zeros, no `-0`. Linear in the number of digits.
 * `('007', '50')` is `7.5`.
 */
export function canonicalDecimal(negative: boolean, integer: string, fraction: string): string {
  let first = 0;
  while (integer[first] === '0') first++;
  let last = fraction.length;
  while (fraction[last - 1] === '0') last--;
  const whole = integer.slice(first) || '0';
  const digits = last === 0 ? whole : `${whole}.${fraction.slice(0, last)}`;
  return negative && digits !== '0' ? `-${digits}` : digits;
}

/** `decimal` (canonical) × 10^`exponent`, canonical; null where the exponent is beyond ±308. */
export function timesPowerOfTen(decimal: string, exponent: number): string | null {
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const negative = decimal.startsWith('-');
  const [integer = '0', fraction = ''] = decimal.slice(negative ? 1 : 0).split('.');
  if (exponent >= 0) {
    const digits = fraction.padEnd(exponent, '0');
    return canonicalDecimal(negative, integer + digits.slice(0, exponent), digits.slice(exponent));
  }
  const digits = integer.padStart(1 - exponent, '0');
  return canonicalDecimal(negative, digits.slice(0, exponent), digits.slice(exponent) + fraction);
}

/**
 * The canonical form of sign, numerator and denominator, both at least 0: the exact decimal where there is one (`1/2`
 * is `0.5`), otherwise the reduced fraction (`2/6` is `1/3`). Null when the denominator is 0.
 */
export function canonicalFraction(negative: boolean, numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null;
  const divisor = greatestCommonDivisor(numerator, denominator);
  const top = numerator / divisor;
  const bottom = denominator / divisor;
  const twos = powersOf(2n, bottom);
  const fives = powersOf(5n, bottom);
  if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== bottom) return `${negative ? '-' : ''}${top}/${bottom}`;
  const places = Math.max(twos, fives);
  const scaled = ((top * 10n ** BigInt(places)) / bottom).toString().padStart(places + 1, '0');
  const point = scaled.length - places;
  return canonicalDecimal(negative, scaled.slice(0, point), scaled.slice(point));
}

/** The value of a canonical number as a double, for tolerances; NaN for anything else. May be infinite. */
export function numericValue(answer: string): number {
  if (!/^-?\d+(?:\.\d+|\/\d+)?$/.test(answer)) return Number.NaN;
  const [top = '', bottom = '1'] = answer.split('/');
  return Number(top) / Number(bottom);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function powersOf(prime: bigint, value: bigint): number {
  let rest = value;
  let count = 0;
  while (rest % prime === 0n) {
    rest /= prime;
    count++;
  }
  return count;
}
