/** A benchmark for people. */
import pc from 'picocolors';
import type { BenchResult, BenchRow } from '../../bench/result.ts';
import { intervalText, percent, points } from '../../bench/verdict.ts';
import { parametersText } from '../models/units.ts';
import { formatTable, type Column } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** More sets than that do not fit a line; `--json` and the report have them all. */
const MOST_SETS = 4;

const PATIENCE =
  'The first committee stops when its vote is settled; the strategies below it decide on all ballots, and their times are those.';

/** What was asked, both tables, the speed-up, the verdict. Colours only where `stream` is a terminal. */
export function formatBench(result: BenchResult, stream: { readonly isTTY?: boolean }): string {
  const colours = pc.createColors(stream.isTTY === true && pc.isColorSupported);
  const dimmed = ([heading = '', ...rows]: readonly string[]) => [colours.dim(heading), ...rows];
  const { count, available, seed, rows, verdict } = result;
  return [
    `${count} of ${available} questions, seed ${seed}${setsText(result)}`,
    '',
    ...dimmed(accuracyTable(result)),
    '',
    ...dimmed(costTable(rows)),
    '',
    speedupText(result),
    PATIENCE,
    ...roundsText(result),
    ...rows.filter(({ unanswered }) => unanswered > 0).map(unansweredText),
    '',
    colours.bold(oneLine(verdict)),
    '',
  ].join('\n');
}

function setsText({ sets }: BenchResult): string {
  const parts = Object.entries(sets).map(([set, count]) => `${count} ${oneLine(set)}`);
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function accuracyTable({ rows, comparisons, sets, baseline }: BenchResult): readonly string[] {
  const shown = Object.keys(sets).slice(0, MOST_SETS);
  const columns: readonly Column[] = [
    { heading: 'accuracy (95 % interval)' },
    { heading: 'right', align: 'right' },
    { heading: '' },
    { heading: `to ${oneLine(baseline)}` },
    ...shown.map((set): Column => ({ heading: oneLine(set), align: 'right' })),
  ];
  const cells = rows.map((row) => {
    const toLarge = comparisons.find(({ a, b }) => a === row.name && b === baseline);
    const [lo, hi] = row.ci.map((end) => (100 * end).toFixed(1));
    const difference = toLarge === undefined ? '' : `${points(toLarge.difference)} (${intervalText(toLarge.ci)})`;
    const bySet = shown.map((set) => percent(row.sets[set] ?? 0));
    return [oneLine(row.name), percent(row.accuracy), `(${lo} to ${hi})`, difference, ...bySet];
  });
  return formatTable(columns, cells);
}

function costTable(rows: readonly BenchRow[]): readonly string[] {
  const headings = ['p50', 'p95', 'mean', 'CPU', 'questions/s', 'tokens', 'parameters', 'cost'];
  const columns = [
    { heading: 'time and cost a question' },
    ...headings.map((heading): Column => ({ heading, align: 'right' })),
  ];
  return formatTable(
    columns,
    rows.map((row) => [
      oneLine(row.name),
      ...[row.p50Ms, row.p95Ms, row.wallMsAt1, row.cpuMsPerQuestion].map(msText),
      row.questionsPerSecond.toFixed(1),
      row.tokens.toFixed(1),
      parametersText(row.parameters),
      row.relativeCost === null ? '–' : row.relativeCost.toFixed(2),
    ]),
  );
}

function msText(ms: number | null): string {
  return ms === null ? '–' : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

function speedupText({ speedup, speedupLimit, cores }: BenchResult): string {
  return `All members at once are ${speedup.toFixed(2)} times as fast as one after another, of ${speedupLimit.toFixed(2)} at most (cores: ${cores}, and the slowest member).`;
}

/** What coordinated rounds gain or lose against the vote. */
function roundsText({ comparisons }: BenchResult): readonly string[] {
  return comparisons
    .filter(({ a }) => a.startsWith('rounds: '))
    .filter(({ b }) => b.startsWith('committee: '))
    .map(
      ({ a, b, difference, ci }) =>
        `${oneLine(a)} to ${oneLine(b)}: ${points(difference)} points (${intervalText(ci)}).`,
    );
}

function unansweredText({ name, unanswered }: BenchRow): string {
  return `${oneLine(name)} left ${unanswered} questions without an answer (no quorum): they count as wrong.`;
}
