/** Shares as they are recorded and compared, and sums without the noise of floating point. */

/** Far above the noise of a sum of some thousand weights, far below any difference that is meant. */
const NOISE = 1e-8;

/** `share` limited to 0..1 and rounded to four decimals, halves up: 2/3 is 0.6667. */
export function roundedShare(share: number): number {
  return Math.min(1, Math.max(0, Math.floor(share * 1e4 + 0.5 + NOISE) / 1e4));
}

/** `value` of either sign with four decimals, as differences and weights are told; no −0. */
export function fourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

/** `sum` without the last digits, which depend on rounding: 0.1 + 0.2 is 0.3. */
export function withoutNoise(sum: number): number {
  return Number(sum.toPrecision(12));
}
