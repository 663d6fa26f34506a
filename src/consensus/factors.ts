/** What `ranking` judges ballots by: each factor from 0 to 1, 1 the best. The choice of factors is PaCoRe's own. */

/** The factors, in the order of the factor table. */
export const FACTORS = ['agreement', 'confidence', 'completeness', 'length', 'latency', 'reliability'] as const;

/** One of {@link FACTORS}. */
export type Factor = (typeof FACTORS)[number];

/** A number for each factor. */
export type PerFactor = Readonly<Record<Factor, number>>;

/** `valueOf` each factor. */
export function perFactor<Value>(valueOf: (factor: Factor) => Value): Readonly<Record<Factor, Value>> {
  return {
    agreement: valueOf('agreement'),
    confidence: valueOf('confidence'),
    completeness: valueOf('completeness'),
    length: valueOf('length'),
    latency: valueOf('latency'),
    reliability: valueOf('reliability'),
  };
}

/**
 * One row of the factor table: an answer, its factors and its score, all 0..1, four decimals in a decision. A factor is
 * Σ weight × factor over the ballots of the answer / weight of the electorate, and so at most the agreement.
 */
export interface FactorRow extends PerFactor {
  readonly answer: string;
  /** The mean of the factors by their weights. */
  readonly score: number;
}
