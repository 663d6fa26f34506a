import { expect, it } from '@jest/globals';
import { fourDecimals, roundedShare, withoutNoise } from '../../src/consensus/rounding.ts';

it.each([
  [1 / 3, 0.3333],
  [-2 / 3, -0.6667],
  [2.00005, 2.0001],
  [-0.00001, 0],
  [0, 0],
])('%d with four decimals is %d, without a −0', (value, expected) => {
  expect(fourDecimals(value)).toBe(expected);
});

it.each([
  [2 / 3, 0.6667],
  [-0.1, 0],
  [1.1, 1],
  [0.00005, 0.0001],
])('the share %d is %d', (share, expected) => {
  expect(roundedShare(share)).toBe(expected);
});

it('takes the noise off a sum', () => {
  expect(withoutNoise(0.1 + 0.2)).toBe(0.3);
});
