/** The advice for people. */
import pc from 'picocolors';
import type { Advice, ChosenCommittee, CommitteeAdvice } from '../../consensus/advisor/advice.ts';
import { committeeText, fieldOf, percent, points } from '../../consensus/advisor/wording.ts';
import { formatTable, type Column } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** More pairs than that are only in the JSON. */
const MOST_PAIRS = 10;

/** Members, correlation, committees, the recommendation, the warnings. Colours only where `stream` is a terminal. */
export function formatAdvice(advice: Advice, stream: { readonly isTTY?: boolean }): string {
  const colours = pc.createColors(stream.isTTY === true && pc.isColorSupported);
  const dimmed = ([heading = '', ...rows]: readonly string[]) => [colours.dim(heading), ...rows];
  const { questions, seed, recommendation, warnings } = advice;
  return [
    `${questions} questions with a gold answer, halves drawn by seed ${seed}: committees are chosen on one half, figures are of the other`,
    '',
    ...dimmed(memberTable(advice)),
    '',
    `any member right (oracle) ${percent(advice.oracle)} · spread ${points(advice.spread).replace('+', '')} points`,
    '',
    ...dimmed(correlationTable(advice)),
    '',
    ...dimmed(committeeTable(advice)),
    '',
    ...searchText(advice.committees),
    '',
    ...warnings.map((warning) => colours.yellow(`Warning: ${oneLine(warning)}`)),
    ...(warnings.length === 0 ? [] : ['']),
    colours.bold(oneLine(recommendation.text)),
    '',
  ].join('\n');
}

function memberTable({ members }: Advice): readonly string[] {
  const columns: readonly Column[] = [
    { heading: 'member (all questions)' },
    { heading: 'accuracy', align: 'right' },
    { heading: 'answered', align: 'right' },
  ];
  return formatTable(
    columns,
    members.map(({ member, accuracy, answered }) => [oneLine(member), percent(accuracy), String(answered)]),
  );
}

function correlationTable({ correlation: { mean, pairs } }: Advice): readonly string[] {
  const heading = `errors in common (phi${mean === null ? '' : `, mean ${mean.toFixed(2)}`})`;
  const shown = pairs.slice(0, MOST_PAIRS);
  const rows = shown.map(({ a, b, phi }) => [`${oneLine(a)} and ${oneLine(b)}`, phi === null ? '–' : phi.toFixed(2)]);
  const rest = pairs.length - shown.length;
  return [
    ...formatTable([{ heading }, { heading: '', align: 'right' }], rows),
    ...(rest === 0 ? [] : [`and ${rest} more pairs, less correlated: see --json`]),
  ];
}

function committeeTable({ committees, all }: Advice): readonly string[] {
  const columns: readonly Column[] = [
    { heading: 'best of each size', align: 'right' },
    { heading: 'majority', align: 'right' },
    { heading: 'weighted', align: 'right' },
    { heading: 'best member', align: 'right' },
    { heading: 'gain (95 % interval)' },
    { heading: 'by' },
    { heading: 'oracle', align: 'right' },
    { heading: 'members' },
  ];
  const isNew = committees.every(({ size }) => size !== all.size);
  return formatTable(columns, [...committees, ...(isNew ? [all] : [])].map(committeeRow));
}

function committeeRow(committee: CommitteeAdvice): readonly string[] {
  const { size, rule, heldOut } = committee;
  const [lo, hi] = heldOut.gainInterval;
  return [
    String(size),
    percent(heldOut.majority),
    percent(heldOut.weighted),
    percent(heldOut.bestMember),
    `${points(heldOut.gain)} (${points(lo)} to ${points(hi)})`,
    fieldOf(rule),
    percent(heldOut.oracle),
    oneLine(committeeText(committee)),
  ];
}

/** Which of them all were tried, and which by a greedy search. */
function searchText(committees: readonly ChosenCommittee[]): readonly string[] {
  const parts = committees.map(({ size, searched, tried }) => {
    return searched === 'all' ? `size ${size}: all ${tried}` : `size ${size}: greedy, ${tried} tried`;
  });
  return [`searched: ${parts.join(' · ')}`];
}
