/** A decision for people. */
import pc from 'picocolors';
import type { Ballot } from '../consensus/ballot.ts';
import type { Status } from '../consensus/decision.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { formatTable, type Column } from './table.ts';
import { oneLine, plain } from './terminal-text.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'member' },
  { heading: 'answer' },
  { heading: 'confidence', align: 'right' },
  { heading: 'tokens', align: 'right' },
  { heading: 'time', align: 'right' },
  { heading: 'response' },
];
const DEFAULT_WIDTH = 100;
const ANSWER_WIDTH = 24;

/** The answer, how it was decided, and the votes. Colours only where `stream` is a terminal. */
export function formatRecord(
  record: DecisionRecord,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
): string {
  const colours = pc.createColors(stream.isTTY === true && pc.isColorSupported);
  const { strategy, status, confidence, agreement, tieBreak, timing } = record;
  const facts = [
    `${colourOf(status, colours)(STATUS_WORDS[status])} by ${strategy}`,
    `confidence ${percent(confidence)}`,
    `agreement ${percent(agreement)}`,
    ...(tieBreak === null ? [] : [`tie broken by ${tieBreak}`]),
    `${timing.durationMs} ms`,
  ];
  const [heading = '', ...rows] = formatTable(COLUMNS, votes(record, stream.columns ?? DEFAULT_WIDTH));
  return [colours.bold(answerText(record)), '', facts.join(' · '), '', colours.dim(heading), ...rows, ''].join('\n');
}

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  decided: 'decided',
  low_confidence: 'low confidence',
  no_quorum: 'no quorum',
};

function colourOf(status: Status, { green, yellow, red }: ReturnType<typeof pc.createColors>) {
  return { decided: green, low_confidence: yellow, no_quorum: red }[status];
}

/** The answer; where it is a text of its own rather than read out of one, the whole response. */
function answerText({ answer, text, rules }: DecisionRecord): string {
  if (answer === null) return 'no answer';
  return rules.profile === 'text' || rules.profile === 'code' ? plain(text ?? answer) : oneLine(answer);
}

function votes({ ballots, electorate }: DecisionRecord, width: number): readonly (readonly string[])[] {
  const several = electorate.some(({ samples }) => samples > 1);
  const missing = electorate.filter((voter) => voter.missing !== undefined);
  const rows = [
    ...ballots.map((ballot) => voteRow(ballot, several)),
    ...missing.map((voter) => [voter.member, '–', '', '', '', `missing: ${oneLine(voter.missing ?? '')}`]),
  ];
  const taken = formatTable(COLUMNS.slice(0, -1), rows)[0]?.length ?? 0;
  return rows.map((row) => [...row.slice(0, -1), oneLine(row.at(-1) ?? '', Math.max(20, width - taken - 4))]);
}

function voteRow(ballot: Ballot, several: boolean): readonly string[] {
  const { member, sample, answer, confidence, completionTokens, latencyMs, finish } = ballot;
  const name = several ? `${member}/${sample}` : member;
  if (finish === 'cancelled') return [name, '–', '', '', '', 'cancelled: it could not change the outcome'];
  const time = `${latencyMs} ms`;
  if (ballot.error !== undefined)
    return [name, '–', '', '', time, `failed: ${ballot.error.message} (${ballot.error.code})`];
  const shown = answer === null ? 'abstains' : oneLine(answer, ANSWER_WIDTH);
  return [name, shown, confidence === null ? '–' : percent(confidence), String(completionTokens), time, ballot.text];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
