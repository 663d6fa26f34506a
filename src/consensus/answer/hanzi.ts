/** Numbers written in Chinese characters, which Japanese and older Korean texts share: `四十二`, `三百零五`, `一万二千`. */
import { canonicalDecimal } from './decimal.ts';

const DIGITS = new Map(Array.from('零一二三四五六七八九').map((digit, value) => [digit, BigInt(value)]));
const OTHER_DIGITS = new Map([
  ['〇', 0n],
  ['两', 2n],
  ['兩', 2n],
]);
const TENS = new Map([
  ['十', 10n],
  ['百', 100n],
  ['千', 1000n],
]);
const MYRIADS = new Map([
  ['万', 10_000n],
  ['萬', 10_000n],
  ['亿', 100_000_000n],
  ['億', 100_000_000n],
]);
const NUMBER = /^[零〇一二两兩三四五六七八九十百千万萬亿億]{1,20}$/;

/** The canonical number that all of `phrase` is; null where it is none. */
export function readHanzi(phrase: string): string | null {
  const text = phrase.trim().replace(/[。.]$/, '');
  if (!NUMBER.test(text)) return null;
  let total = 0n;
  let section = 0n;
  let digit: bigint | null = null;
  for (const character of text) {
    const value = DIGITS.get(character) ?? OTHER_DIGITS.get(character);
    const ten = TENS.get(character);
    const myriad = MYRIADS.get(character);
    if (value !== undefined) {
      // Digits side by side are read out one by one, as in 二〇二四.
      digit = digit === null ? value : digit * 10n + value;
    } else if (ten !== undefined) {
      section += (digit ?? 1n) * ten;
      digit = null;
    } else if (myriad !== undefined) {
      total += (section + (digit ?? 0n)) * myriad;
      section = 0n;
      digit = null;
    }
  }
  return canonicalDecimal(false, (total + section + (digit ?? 0n)).toString(), '');
}
