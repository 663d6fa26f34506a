/** The strategies by name: the built-in ones and those that a user registers. */
import { auto } from './auto.ts';
import { bordaCount } from './borda.ts';
import { copeland } from './copeland.ts';
import { ensemble } from './ensemble.ts';
import { factorWeights } from './factor-weights.ts';
import { instantRunoff } from './instant-runoff.ts';
import { majorityScore, majorityVoting } from './majority.ts';
import { misuse } from './misuse.ts';
import type { LinearScore } from './plurality.ts';
import { ranking } from './ranking.ts';
import type { Strategy, StrategyOptions } from './strategy.ts';
import { synthesisOf } from './synthesis.ts';
import { weightedScore, weightedVoting } from './weighted.ts';

/** A strategy and what is known about it. */
export interface RegisteredStrategy {
  readonly name: string;
  readonly strategy: Strategy;
  /** False for one of the user's own: its time is limited, and its verdicts are checked. */
  readonly isBuiltIn: boolean;
  /** What a ballot adds to its answer, where that is all there is to the strategy: makes early decision possible. */
  readonly ballotScore?: LinearScore;
  /** Whether `ballotScore` holds only where one answer has more than half of the electorate's weight. */
  readonly needsMajority?: boolean;
  /** The strategy that stands in the record where there is no answer to decide on; left out, it is this one. */
  readonly decidesNothingBy?: string;
  /** Whether it counts the rankings that ballots carry; one of the user's own may. */
  readonly readsRankings?: boolean;
  /** Whether it takes a text that an aggregator wrote, as its option `synthesis`. */
  readonly takesSynthesis?: boolean;
  /** Throws PACORE_USAGE where the options are not for this strategy; so a question is refused before it is asked. */
  readonly checkOptions?: (options: StrategyOptions) => unknown;
}

const BUILT_IN: readonly Omit<RegisteredStrategy, 'isBuiltIn'>[] = [
  {
    name: 'auto',
    strategy: auto,
    ballotScore: majorityScore,
    needsMajority: true,
    decidesNothingBy: 'majority_voting',
    takesSynthesis: true,
    checkOptions: synthesisOf,
  },
  { name: 'majority_voting', strategy: majorityVoting, ballotScore: majorityScore },
  { name: 'weighted_voting', strategy: weightedVoting, ballotScore: weightedScore },
  { name: 'borda_count', strategy: bordaCount, readsRankings: true },
  { name: 'instant_runoff', strategy: instantRunoff, readsRankings: true },
  { name: 'copeland', strategy: copeland, readsRankings: true },
  { name: 'ensemble', strategy: ensemble, takesSynthesis: true, checkOptions: synthesisOf },
  { name: 'ranking', strategy: ranking, checkOptions: factorWeights },
];

/** One engine's strategies. */
export class StrategyRegistry {
  readonly #strategies = new Map<string, RegisteredStrategy>(
    BUILT_IN.map((entry) => [entry.name, { ...entry, isBuiltIn: true }]),
  );

  /** In the order of their registration. */
  get names(): readonly string[] {
    return [...this.#strategies.keys()];
  }

  /** @throws PacoreError PACORE_USAGE: no name, a name that is taken, or no function. */
  register(name: string, strategy: Strategy): void {
    if (typeof name !== 'string' || name === '') throw misuse('A strategy needs a name: a string that is not empty.');
    if (typeof strategy !== 'function')
      throw misuse(`The strategy "${name}" must be a function (ballots, options) => verdict.`);
    if (this.#strategies.has(name))
      throw misuse(`There is a strategy "${name}" already; register yours under another name.`);
    this.#strategies.set(name, { name, strategy, isBuiltIn: false, readsRankings: true });
  }

  /** @throws PacoreError PACORE_USAGE, listing the strategies there are. */
  get(name: string): RegisteredStrategy {
    const entry = this.#strategies.get(name);
    if (entry !== undefined) return entry;
    throw misuse(`There is no strategy "${name}". Known: ${this.names.join(', ')}.`);
  }
}
