import type { Decision, Rules } from './decision.ts';
import { decide } from './decide.ts';
import { ballotsNeeded, isSettled } from './early-decision.ts';
import type { Election } from './election.ts';
import { recordedElection, type Voters } from './recorded-election.ts';
import { parseResponses, type RecordedResponse } from './recorded.ts';
import { StrategyRegistry } from './registry.ts';
import { DEFAULT_RULES, withOverrides, type RuleOverrides } from './rules.ts';
import { stoppedElection } from './stopping.ts';
import { synthesisOf } from './synthesis.ts';
import type { Strategy } from './strategy.ts';

/** Who votes, and under which rules where they differ from the engine's. */
export interface DecideOptions extends Voters, RuleOverrides {}

/**
 * Merges ballots into decisions. Holds strategies and default rules, nothing else: every method but `register` is pure.
 *
 *     const engine = new ConsensusEngine({ confidenceThreshold: 0.8 })
 *     engine.decide([{ member: 'a', text: 'The answer is 54.' }, { member: 'b', answer: '54' }]).answer  // '54'
 */
export class ConsensusEngine {
  readonly #registry = new StrategyRegistry();
  readonly #rules: Rules;

  /**
   * Defaults: majority_voting, profile auto, both thresholds 0.5, quorum null (a majority of the electorate), no options.
   * The strategy may be registered afterwards.
   * @throws PacoreError PACORE_USAGE, naming the option that is wrong.
   */
  constructor(rules: RuleOverrides = {}) {
    this.#rules = withOverrides(DEFAULT_RULES, rules);
  }

  /** The names of the strategies there are, built-in ones first. */
  get strategies(): readonly string[] {
    return this.#registry.names;
  }

  /**
   * Adds a strategy of your own.
   * @throws PacoreError PACORE_USAGE: no name, a name that is taken, no function.
   */
  register(name: string, strategy: Strategy): this {
    this.#registry.register(name, strategy);
    return this;
  }

  /**
   * The engine's rules with `overrides`, complete.
   * @throws PacoreError PACORE_USAGE, naming the option that is wrong, the strategy's own too; an unknown strategy lists the
   * known ones.
   */
  rules(overrides: RuleOverrides = {}): Rules {
    const rules = withOverrides(this.#rules, overrides);
    this.#registry.get(rules.strategy).checkOptions?.(rules.options);
    return rules;
  }

  /**
   * Whether `rules` wait for a text that an aggregator writes: their strategy takes a synthesis, and there is none yet.
   * @throws PacoreError PACORE_USAGE: an unknown strategy
   */
  awaitsSynthesis({ strategy, options }: Rules): boolean {
    return this.#registry.get(strategy).takesSynthesis === true && synthesisOf(options) === null;
  }

  /**
   * Decides over recorded responses.
   * @throws PacoreError PACORE_INPUT (a malformed response), PACORE_USAGE (wrong options), PACORE_STRATEGY
   */
  decide(responses: readonly RecordedResponse[], options: DecideOptions = {}): Decision {
    return this.decideBallots(this.election(responses, options));
  }

  /**
   * The election of recorded responses, for {@link decideBallots} and {@link ballotsNeeded}.
   * @throws PacoreError PACORE_INPUT (a malformed response), PACORE_USAGE (wrong options)
   */
  election(responses: readonly RecordedResponse[], options: DecideOptions = {}): Election {
    const { members, electorate, ...overrides } = options;
    return recordedElection(parseResponses(responses), { members, electorate }, this.rules(overrides));
  }

  /**
   * Decides over ballots. The same ballots in any order give the same decision.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside), PACORE_STRATEGY
   */
  decideBallots(election: Election): Decision {
    return decide(election, this.#registry.get(election.rules.strategy));
  }

  /**
   * Whether no ballot that is still out can change the outcome, the winning answer and the status.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  isSettled(election: Election): boolean {
    return isSettled(election, this.#registry.get(election.rules.strategy));
  }

  /**
   * The election as it stands when `rules.stopAt` stops it now (see stopping.ts), for {@link decideBallots}; null: go on.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  stopped(election: Election): Election | null {
    return stoppedElection(election, this.#registry.get(election.rules.strategy));
  }

  /**
   * After how many ballots, in their order, the answer could no longer change; all of them where the strategy needs all.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  ballotsNeeded(election: Election): number {
    return ballotsNeeded(election, this.#registry.get(election.rules.strategy));
  }
}
