/** What was learned from questions with gold answers: how much each member's vote should weigh, and how sure an answer is. */
import { isValid } from '../ballot.ts';
import type { Decision, Profile } from '../decision.ts';
import { equivalenceOf } from '../equivalence.ts';
import { roundedShare } from '../rounding.ts';
import { unified } from '../unified.ts';
import { learnAccuracies } from './accuracy.ts';
import { memberWeights, observationsOf, seatsOf, type Committee, type MemberWeights, type Seat } from './committee.ts';
import { learnMap, probabilityAt, type MonotoneMap } from './isotonic.ts';
import { type OutcomeRow, type OutcomeTable } from './outcomes.ts';
import { logOdds } from './posterior.ts';
import { withoutLearnedWeight } from './reweigh.ts';

/** What a calibration is made of; everything else follows from it. */
export interface CalibrationSource {
  readonly table: OutcomeTable;
  /** How the answers were read. */
  readonly profile: Profile;
  /** K, the number of answers that a question has; at least 2. */
  readonly options: number;
  /** Parts of cross-validation, at least 2. */
  readonly folds: number;
}

/** Questions held out, and the weights that the others give. */
export interface Fold {
  readonly held: readonly OutcomeRow[];
  readonly rest: readonly OutcomeRow[];
  readonly weights: MemberWeights;
}

/**
 * Immutable. The map from votes to a probability belongs to a committee, so it is learned for each electorate when it is
 * first met: a calibration of thirty members is right for any three of them.
 */
export class Calibration {
  readonly source: CalibrationSource;
  readonly #weights: MemberWeights;
  readonly #places: ReadonlyMap<string, number>;
  /** Of the questions that have one. */
  readonly #categories: ReadonlySet<string | null>;
  readonly #maps = new Map<string, MonotoneMap>();
  #folds: readonly Fold[] | undefined;

  /** Takes the rows category by category, as the file has them. */
  constructor(source: CalibrationSource) {
    this.source = { ...source, table: byCategory(source.table) };
    const { members } = source.table;
    this.#weights = memberWeights(learnAccuracies(this.source.table), source.options);
    this.#categories = new Set(
      source.table.rows.map(({ category }) => category).filter((category) => category !== null),
    );
    this.#places = new Map(members.map(({ member }, place) => [member, place]));
  }

  /** The log-odds weight of a member's vote, above 0; one that is unknown gets that of the mean accuracy. */
  weightOf(member: string, category: string | null): number {
    return this.#weights.in(category)[this.#places.get(member) ?? -1] ?? this.#weights.ofStranger;
  }

  /**
   * The probability that the decision's answer is right, 0..1 (0 and 1 excluded before rounding), four decimals. Null
   * where there is no answer, where ballots were cancelled or came from later rounds, and where a member, or as many
   * samples of it, was not among the recorded ones: nothing like it was learned.
   */
  probabilityOf(decision: Pick<Decision, 'strategy' | 'answer' | 'electorate' | 'ballots' | 'rules'>): number | null {
    const { strategy, answer, electorate, ballots, rules } = decision;
    if (answer === null || ballots.some(({ finish, round }) => finish === 'cancelled' || round > 0)) return null;
    const seats = seatsOf(electorate.map(withoutLearnedWeight), this.source.table.members);
    if (seats === null) return null;
    const samples = new Map(electorate.map((entry) => [entry.member, entry.samples]));
    const support = new Map<string, number>();
    for (const { member, answer: choice } of unified(ballots.filter(isValid), equivalenceOf(rules.options))) {
      const odds = this.weightOf(member, rules.category ?? null) / (samples.get(member) ?? 1);
      if (choice !== null) support.set(choice, (support.get(choice) ?? 0) + odds);
    }
    const score = logOdds(support, answer, this.source.options);
    const knowsCategory = this.#categories.has(rules.category ?? null);
    const committee = { seats, isWeighted: strategy === 'weighted_voting', knowsCategory };
    const probability = probabilityAt(this.mapFor(committee), score);
    return probability === null ? null : roundedShare(probability);
  }

  /** The seats of all members, each with the weight 1. */
  get everybody(): readonly Seat[] {
    const { members } = this.source.table;
    return (
      seatsOf(
        members.map((entry) => ({ ...entry, weight: 1 })),
        members,
      ) ?? []
    );
  }

  /**
   * The map of a committee from log-odds to probability, learned out of fold: each question is scored with the weights
   * that the other folds give, for those that it helped to learn would flatter it.
   */
  mapFor(committee: Committee): MonotoneMap {
    const key = JSON.stringify(committee);
    const known = this.#maps.get(key);
    if (known !== undefined) return known;
    const { options } = this.source;
    const observations = this.folds.flatMap(({ held, weights }) =>
      held.flatMap((row) => observationsOf(row, committee, weights, options)),
    );
    const map = learnMap(observations);
    this.#maps.set(key, map);
    return map;
  }

  /** Every n-th question is held out in turn; with fewer questions than folds there are fewer folds. */
  get folds(): readonly Fold[] {
    return (this.#folds ??= this.#part());
  }

  #part(): readonly Fold[] {
    const { table, options, folds } = this.source;
    const { members, rows } = table;
    return Array.from({ length: Math.min(folds, rows.length) }, (_, fold) => {
      const isHeld = (_row: OutcomeRow, index: number) => index % folds === fold;
      const rest = rows.filter((row, index) => !isHeld(row, index));
      return {
        held: rows.filter(isHeld),
        rest,
        weights: memberWeights(learnAccuracies({ members, rows: rest }), options),
      };
    });
  }
}

/** The rows by category, in the order in which the categories appear; within one as they were. */
function byCategory({ members, rows }: OutcomeTable): OutcomeTable {
  const groups = new Map<string | null, OutcomeRow[]>();
  for (const row of rows) {
    const group = groups.get(row.category);
    if (group === undefined) groups.set(row.category, [row]);
    else group.push(row);
  }
  return { members, rows: [...groups.values()].flat() };
}
