/** What people want to know of a calibration: how good the members are, what they weigh, and how true the probabilities. */
import { fourDecimals } from '../rounding.ts';
import { Calibration } from './calibration.ts';
import { observationsOf, type Committee } from './committee.ts';
import { probabilityAt, type Step } from './isotonic.ts';
import { ABSENT, isAnswer, RIGHT } from './outcomes.ts';
import { Reliability, type ReliabilityBin } from './reliability.ts';

/** Shares are 0..1, four decimals. */
export interface CalibrationReport {
  readonly questions: number;
  readonly members: readonly MemberReport[];
  /** By category the weight of each member. */
  readonly categories: readonly CategoryReport[];
  /** Both strategies on questions held out, as if all members were asked. */
  readonly strategies: readonly StrategyReport[];
  /** Expected calibration error of `weighted_voting` on questions held out; null where nobody ever answers. */
  readonly ece: number | null;
  /** The forecasts behind it, in tenths. */
  readonly bins: readonly ReliabilityBin[];
  /** From the log-odds of the naive Bayes posterior to the probability, for `weighted_voting` by all members. */
  readonly map: readonly Step[];
}

/** A member on the questions that were recorded. */
interface MemberReport {
  readonly member: string;
  /** Questions with a response of it, an abstention included. */
  readonly questions: number;
  /** Questions that it gave an answer to. */
  readonly answered: number;
  /** Right ballots / all its ballots, abstentions included; null without any. The weight goes by its answers only. */
  readonly accuracy: number | null;
  /** Over all categories. */
  readonly weight: number;
}

/** A category and what members weigh in it. */
interface CategoryReport {
  /** Null: questions without one. */
  readonly category: string | null;
  readonly questions: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** How a strategy does on questions that nothing was learned from. */
interface StrategyReport {
  readonly strategy: string;
  /** Right answers / questions. */
  readonly accuracy: number;
  readonly ece: number | null;
}

/** Looks at a calibration, and learns it anew without each fold in turn to see how it does there. */
export function reportOf(calibration: Calibration): CalibrationReport {
  const { table } = calibration.source;
  const weighted = heldOut(calibration, true);
  const plain = heldOut(calibration, false);
  return {
    questions: table.rows.length,
    members: memberReports(calibration),
    categories: categoriesOf(calibration),
    strategies: [
      { strategy: 'majority_voting', accuracy: plain.accuracy, ece: plain.reliability.ece },
      { strategy: 'weighted_voting', accuracy: weighted.accuracy, ece: weighted.reliability.ece },
    ],
    ece: weighted.reliability.ece,
    bins: weighted.reliability.bins,
    map: calibration
      .mapFor({ seats: calibration.everybody, isWeighted: true, knowsCategory: true })
      .map(({ from, probability }) => ({ from: fourDecimals(from), probability: fourDecimals(probability) })),
  };
}

function heldOut(calibration: Calibration, isWeighted: boolean) {
  const { source } = calibration;
  const { members, rows } = source.table;
  const committee: Committee = { seats: calibration.everybody, isWeighted, knowsCategory: true };
  const reliability = new Reliability();
  let right = 0;
  for (const { held, rest, weights } of calibration.folds) {
    const map = new Calibration({ ...source, table: { members, rows: rest } }).mapFor(committee);
    for (const row of held) {
      for (const { score, isRight, weight } of observationsOf(row, committee, weights, source.options)) {
        if (isRight) right += weight;
        const probability = probabilityAt(map, score);
        if (probability !== null) reliability.add(probability, isRight, weight);
      }
    }
  }
  return { accuracy: fourDecimals(right / rows.length), reliability };
}

/** Every member on the questions that were recorded. */
export function memberReports(calibration: Calibration): readonly MemberReport[] {
  const { members, rows } = calibration.source.table;
  return calibration.everybody.map(({ place, samples, member: index }) => {
    const ballots = rows
      .map(({ outcomes }) => Array.from(outcomes.slice(place, place + samples)).filter((one) => one !== ABSENT))
      .filter((own) => own.length > 0);
    const all = ballots.flat();
    const member = members[index]?.member ?? '';
    return {
      member,
      questions: ballots.length,
      answered: ballots.filter((own) => own.some(isAnswer)).length,
      accuracy: all.length === 0 ? null : fourDecimals(all.filter((one) => one === RIGHT).length / all.length),
      weight: calibration.weightOf(member, null),
    };
  });
}

function categoriesOf(calibration: Calibration): readonly CategoryReport[] {
  const { members, rows } = calibration.source.table;
  const questions = new Map<string | null, number>();
  for (const { category } of rows) questions.set(category, (questions.get(category) ?? 0) + 1);
  return [...questions].map(([category, count]) => ({
    category,
    questions: count,
    weights: Object.fromEntries(members.map(({ member }) => [member, calibration.weightOf(member, category)])),
  }));
}
