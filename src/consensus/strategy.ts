import type { CountedBallot, ElectorateEntry } from './ballot.ts';
import type { Rules, TieBreak } from './decision.ts';
import type { FactorRow } from './factors.ts';

/** What a strategy may know besides the ballots. */
export interface StrategyContext {
  readonly electorate: readonly ElectorateEntry[];
  /** The weight of the whole electorate, above 0: the denominator of agreement and shares. */
  readonly totalWeight: number;
  /** The rules of the question; a strategy's own settings are its `options`. */
  readonly rules: Rules;
}

/** `rules.options`, as the caller gave them: anything may be in there. */
export type StrategyOptions = Rules['options'];

/** A strategy's finding. The engine checks it and completes it to a Decision. */
export interface Verdict {
  /** An answer that a ballot has or ranks, or null when all abstain. */
  readonly answer: string | null;
  /** 0..1; unanimous, fully confident ballots of the whole electorate give 1. */
  readonly confidence: number;
  /** Replaces the winner's most confident response. */
  readonly text?: string;
  /**
   * The score of each answer; where another one has the winner's, the decision is `low_confidence`. Left out, the engine
   * counts ballot weights.
   */
  readonly scores?: ReadonlyMap<string, { readonly score: number; readonly share: number }>;
  /** The rule that told the winner from an answer of the same score; then the decision is `low_confidence`. */
  readonly tieBreak?: TieBreak | null;
  /** Other answers that say the same as the winner in other words: their ballots count for it. */
  readonly supporters?: ReadonlySet<string>;
  /** The strategy that decided, where a built-in one left that to another. */
  readonly decidedBy?: string;
  /** The factor table behind the scores, one row for each answer in any order; shares, not rounded. */
  readonly factors?: readonly FactorRow[];
}

/**
 * Merges ballots into a verdict. Pure: the same ballots in any order give the same verdict. `ballots` holds the valid
 * ones only (finish `stop` or `length`), abstentions (`answer: null`) included; answers that count as the same are
 * already the same string, and a ballot without a confidence has the one that is assumed for it.
 */
export type Strategy = (
  ballots: readonly CountedBallot[],
  options: StrategyOptions,
  context: StrategyContext,
) => Verdict;
