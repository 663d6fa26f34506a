/** A calibration for people. */
import type { CalibrationReport } from '../../consensus/calibration/report.ts';
import type { ReliabilityBin } from '../../consensus/calibration/reliability.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** What the report is printed with. */
export interface CalibrationTableOptions {
  /** K, the number of answers that a question has. */
  readonly options: number;
  /** Where the calibration was written. */
  readonly out?: string | undefined;
  /** Columns of the terminal. */
  readonly width?: number | undefined;
}

const DEFAULT_WIDTH = 100;
/** With fewer the figures say more about chance than about the members. */
const FEW_QUESTIONS = 200;

/** Members and weights, the strategies on questions held out, and how true the probabilities are. */
export function formatCalibration(report: CalibrationReport, { options, out, width }: CalibrationTableOptions): string {
  // Some terminals report a width of 0.
  const table = width === undefined || width === 0 ? DEFAULT_WIDTH : width;
  const named = report.categories.filter(({ category }) => category !== null).length;
  return [
    ...formatTable(MEMBER_COLUMNS, report.members.map(memberRow), table),
    '',
    `${report.questions} questions${named === 0 ? '' : ` in ${named} categories`}; weights for K = ${options} answers a question.`,
    ...(named === 0 ? [] : ['Weights are learned by category; the ones above hold for any other.']),
    ...(report.questions < FEW_QUESTIONS
      ? [`That is little: with ${FEW_QUESTIONS} or more the figures mean more.`]
      : []),
    '',
    'On questions held out:',
    ...formatTable(STRATEGY_COLUMNS, report.strategies.map(strategyRow), table),
    '',
    ...formatTable(BIN_COLUMNS, report.bins.map(binRow), table),
    '',
    `Expected calibration error: ${report.ece ?? '–'}`,
    ...(out === undefined ? [] : [`Written: ${oneLine(out)}`]),
    '',
  ].join('\n');
}

const right = (heading: string) => ({ heading, align: 'right' as const });
const MEMBER_COLUMNS = [
  { heading: 'member' },
  right('questions'),
  right('answered'),
  right('accuracy'),
  right('weight'),
];
const STRATEGY_COLUMNS = [{ heading: 'strategy' }, right('accuracy'), right('calibration error')];
const BIN_COLUMNS = [{ heading: 'probability' }, right('questions'), right('promised'), right('right')];

function memberRow(row: CalibrationReport['members'][number]): readonly string[] {
  const { member, questions, answered, accuracy, weight } = row;
  const share = accuracy === null ? '–' : percent(accuracy);
  return [oneLine(member), String(questions), String(answered), share, weight.toFixed(3)];
}

function strategyRow({ strategy, accuracy, ece }: CalibrationReport['strategies'][number]): readonly string[] {
  return [strategy, percent(accuracy), ece === null ? '–' : ece.toFixed(4)];
}

function binRow({ from, questions, expected, accuracy }: ReliabilityBin): readonly string[] {
  const range = `${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}`;
  return [range, String(questions), percent(expected), percent(accuracy)];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
