/** Magnitudes behind numbers: `3 thousand`, `12k`, `1.2億`, `5 lakh`. */
import Fraction from 'fraction.js';
import type { Numeral } from './numeral.ts';

const MAGNITUDE =
  /\s?(?:(thousand|million|billion|trillion|mio\.?|millionen|milliarden|millions|millones|milhões|milliards|lakh|crore|bn|mn)(?![\p{L}])|(百万|千万|千|万|萬|億|亿)|(?<=\d)([kKMB])(?![\p{L}\d^_]))/iuy;
const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['thousand', 3],
  ['k', 3],
  ['千', 3],
  ['万', 4],
  ['萬', 4],
  ['lakh', 5],
  ['million', 6],
  ['millions', 6],
  ['millionen', 6],
  ['millones', 6],
  ['milhões', 6],
  ['mio', 6],
  ['mio.', 6],
  ['mn', 6],
  ['m', 6],
  ['百万', 6],
  ['crore', 7],
  ['千万', 7],
  ['億', 8],
  ['亿', 8],
  ['billion', 9],
  ['milliarden', 9],
  ['milliards', 9],
  ['bn', 9],
  ['b', 9],
  ['trillion', 12],
]);

/** Signs of calculation beside numbers or letters. */
const FORMULA = /[\^=+*√]|\s-\s|[/(]\s?[(\d]/;

/** `numeral` with the magnitude behind it, where plain text has one. */
export function withMagnitude(text: string, numeral: Numeral): Numeral {
  MAGNITUDE.lastIndex = numeral.end;
  const match = MAGNITUDE.exec(text);
  const power = MAGNITUDES.get((match?.[1] ?? match?.[2] ?? match?.[3] ?? '').toLowerCase());
  if (match === null || power === undefined || match[3] === 'm') return numeral;
  // In `56b^2 - 19b` and `7/(8k)` the letter is a variable.
  if (match[3] !== undefined && FORMULA.test(text)) return numeral;
  const value = numeral.value.mul(new Fraction(10).pow(power));
  return { value, end: numeral.end + match[0].length, isPlain: false };
}
