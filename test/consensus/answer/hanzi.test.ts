import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { readHanzi } from '../../../src/consensus/answer/hanzi.ts';

const DIGITS = Array.from('零一二三四五六七八九');

/** A number from 1 to 9999 as it is spelt: one 零 for each gap. */
function spelt(value: number): string {
  const digits = Array.from(String(value), Number);
  return digits
    .map((digit, place) => {
      if (digit > 0) return `${DIGITS[digit] ?? ''}${Array.from('千百十').slice(4 - digits.length)[place] ?? ''}`;
      return (digits[place + 1] ?? 0) > 0 ? '零' : '';
    })
    .join('');
}

describe('a number in Chinese characters', () => {
  it.each([
    ['七', '7'],
    ['十', '10'],
    ['十二', '12'],
    ['四十二', '42'],
    ['三百零五', '305'],
    ['两千', '2000'],
    ['一万二千', '12000'],
    ['三萬', '30000'],
    ['一亿零三万', '100030000'],
    ['二十億', '2000000000'],
    ['二〇二四', '2024'],
    ['〇', '0'],
    [' 四十二。', '42'],
  ])('%j is %j', (phrase, number) => {
    expect(readHanzi(phrase)).toBe(number);
  });

  it.each(['', '。', '四十二人', '42', '四 十', '一'.repeat(21)])('is not %j', (phrase) => {
    expect(readHanzi(phrase)).toBeNull();
  });

  it('is each number up to a myriad, as it is spelt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        expect(readHanzi(spelt(value))).toBe(String(value));
      }),
    );
  });
});
