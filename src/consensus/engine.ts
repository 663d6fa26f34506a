import { Calibration } from './calibration/calibration.ts';
import { CalibrationLearner, type LearnOptions } from './calibration/learner.ts';
import { memberReports } from './calibration/report.ts';
import { reweighed } from './calibration/reweigh.ts';
import type { Decision, Rules } from './decision.ts';
import { decide } from './decide.ts';
import { ballotsNeeded, isSettled } from './early-decision.ts';
import type { Election } from './election.ts';
import { misuse } from './misuse.ts';
import { recordedElection, type Voters } from './recorded-election.ts';
import { parseResponses, type RecordedQuestion, type RecordedResponse } from './recorded.ts';
import { StrategyRegistry } from './registry.ts';
import { DEFAULT_RULES, withOverrides, type RuleOverrides } from './rules.ts';
import { stoppedElection } from './stopping.ts';
import { synthesisOf } from './synthesis.ts';
import type { Strategy } from './strategy.ts';

/** Who votes, and under which rules where they differ from the engine's. */
export interface DecideOptions extends Voters, RuleOverrides {
  /** What was asked: its options are the only ones there are, and what two answers repeat of it they do not have in common. */
  readonly question?: string | undefined;
}

/** The rules of an engine, and what was learned for it. */
export interface EngineOptions extends RuleOverrides {
  /** Gives `weighted_voting` its weights and every decision its `calibrated`. */
  readonly calibration?: Calibration | null | undefined;
}

/** How a calibration is learned, and from whom; from all that responded, if members are left out. */
export interface CalibrateOptions extends LearnOptions, RuleOverrides, Pick<Voters, 'members'> {}

/**
 * Merges ballots into decisions. Holds strategies, default rules and a calibration, nothing else: every method but `register` is pure.
 *
 *     const engine = new ConsensusEngine({ confidenceThreshold: 0.8 })
 *     engine.decide([{ member: 'a', text: 'The answer is 54.' }, { member: 'b', answer: '54' }]).answer  // '54'
 */
export class ConsensusEngine {
  readonly #registry = new StrategyRegistry();
  readonly #rules: Rules;
  readonly #calibration: Calibration | null;

  /**
   * Defaults: strategy auto, profile auto, both thresholds 0.5, quorum null (a majority of the electorate), no options.
   * The strategy may be registered afterwards.
   * @throws PacoreError PACORE_USAGE, naming the option that is wrong.
   */
  constructor({ calibration = null, ...rules }: EngineOptions = {}) {
    if (calibration !== null && !(calibration instanceof Calibration))
      throw misuse('The option "calibration" must be a Calibration; parseCalibration reads one that was saved.');
    this.#rules = withOverrides(DEFAULT_RULES, rules);
    this.#calibration = calibration;
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
   * Whether the strategy of `rules` counts rankings, so that peer ballots can change the outcome.
   * @throws PacoreError PACORE_USAGE: an unknown strategy
   */
  readsRankings({ strategy }: Pick<Rules, 'strategy'>): boolean {
    return this.#registry.get(strategy).readsRankings === true;
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
    const { members, electorate, question, ...overrides } = options;
    return recordedElection(parseResponses(responses), { members, electorate }, this.rules(overrides), question);
  }

  /**
   * Decides over ballots. The same ballots in any order give the same decision.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside), PACORE_STRATEGY
   */
  decideBallots(election: Election): Decision {
    const decision = decide(this.#weighed(election), this.#registry.get(election.rules.strategy));
    return { ...decision, calibrated: this.#calibration?.probabilityOf(decision) ?? null };
  }

  /**
   * Whether no ballot that is still out can change the outcome, the winning answer and the status.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  isSettled(election: Election): boolean {
    return isSettled(this.#weighed(election), this.#registry.get(election.rules.strategy));
  }

  /**
   * The election, its ballots in the order in which they came, as it stands when `rules.stopAt` stops it now (see
   * stopping.ts), for {@link decideBallots}; null: go on.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  stopped(election: Election): Election | null {
    return stoppedElection(this.#weighed(election), this.#registry.get(election.rules.strategy));
  }

  /**
   * After how many ballots, in their order, the answer could no longer change; all of them where the strategy needs all.
   * @throws PacoreError PACORE_USAGE (an unknown strategy, a duplicate ballot, one from outside)
   */
  ballotsNeeded(election: Election): number {
    return ballotsNeeded(this.#weighed(election), this.#registry.get(election.rules.strategy));
  }

  /**
   * Learns from recorded questions; those without a gold answer are passed over.
   * @throws PacoreError PACORE_INPUT (a malformed response, fewer than two questions to learn from), PACORE_USAGE
   */
  calibrate(
    questions: Iterable<Pick<RecordedQuestion, 'question' | 'gold' | 'category' | 'responses'>>,
    { choices, folds, ...voters }: CalibrateOptions = {},
  ): Calibration {
    const learner = new CalibrationLearner({ choices, folds });
    for (const { question, responses, gold, category } of questions)
      learner.add({ election: this.election(responses, { ...voters, question }), gold, category });
    return learner.calibration();
  }

  /** Of each calibrated member its accuracy on the recorded questions, 0..1; empty without a calibration. */
  get accuracies(): ReadonlyMap<string, number> {
    const reports = this.#calibration === null ? [] : memberReports(this.#calibration);
    return new Map(reports.flatMap(({ member, accuracy }) => (accuracy === null ? [] : [[member, accuracy]])));
  }

  /** The election with the weights that its strategy counts; see calibration/reweigh.ts. */
  #weighed(election: Election): Election {
    return reweighed(election, this.#calibration);
  }
}
