/** Whether probabilities keep what they promise. */
import { fourDecimals } from '../rounding.ts';

/** The forecasts in one tenth of the scale. */
export interface ReliabilityBin {
  /** 0, 0.1, …, 0.9; the last bin holds 1 too. */
  readonly from: number;
  readonly questions: number;
  /** Mean forecast, 0..1. */
  readonly expected: number;
  /** Share that was right, 0..1. */
  readonly accuracy: number;
}

const BINS = 10;

/** Adds up forecasts and what came of them. */
export class Reliability {
  readonly #bins = Array.from({ length: BINS }, () => ({ questions: 0, expected: 0, right: 0 }));

  /** One forecast, 0..1; `weight` is the number of questions that it stands for. */
  add(probability: number, isRight: boolean, weight = 1): void {
    // A value on a border belongs to the bin above; the little that is added undoes 0.3 × 10 = 2.9999999999999996.
    const bin = this.#bins[Math.min(BINS - 1, Math.floor(probability * BINS + 1e-9))];
    if (bin === undefined) return;
    bin.questions += weight;
    bin.expected += weight * probability;
    if (isRight) bin.right += weight;
  }

  /**
   * The expected calibration error: over ten equal-width bins the mean of |share right − mean forecast|, weighted by
   * questions (Naeini et al. 2015); 0..1, four decimals; null without forecasts.
   */
  get ece(): number | null {
    const questions = this.#bins.reduce((sum, bin) => sum + bin.questions, 0);
    if (questions === 0) return null;
    const error = this.#bins.reduce((sum, { right, expected }) => sum + Math.abs(right - expected), 0);
    return fourDecimals(error / questions);
  }

  /** The bins that have forecasts; questions to whole ones, shares to four decimals. */
  get bins(): readonly ReliabilityBin[] {
    return this.#bins.flatMap(({ questions, expected, right }, index) => {
      if (questions === 0) return [];
      return [
        {
          from: index / BINS,
          questions: Math.round(questions),
          expected: fourDecimals(expected / questions),
          accuracy: fourDecimals(right / questions),
        },
      ];
    });
  }
}
