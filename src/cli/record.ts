/** A decision for people. */
import pc from 'picocolors';
import type { Ballot } from '../consensus/ballot.ts';
import { isFreeText } from '../consensus/free-text.ts';
import type { Status } from '../consensus/decision.ts';
import type { PeerBallot } from '../consensus/peer-ballot.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { cut, formatTable } from './table.ts';
import { oneLine, plain } from './terminal-text.ts';

const DEFAULT_WIDTH = 100;
const ANSWER_WIDTH = 24;
/** With more ballots than fit a screen, the tally says more than the ballots. */
const MOST_BALLOTS = 24;

/** The answer, how it was decided, the votes, what went wrong. Colours only where `stream` is a terminal. */
export function formatRecord(
  record: DecisionRecord,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
): string {
  const colours = pc.createColors(stream.isTTY === true && pc.isColorSupported);
  // Some terminals report a width of 0.
  const width = stream.columns === undefined || stream.columns === 0 ? DEFAULT_WIDTH : stream.columns;
  const [heading = '', ...rows] =
    record.ballots.length > MOST_BALLOTS ? tallyTable(record, width) : ballotTable(record, width);
  const troubles = troublesOf(record);
  const judgements = (record.peerBallots ?? []).map(judgementLine);
  return [
    colours.bold(answerText(record)),
    '',
    summaryLine(record, colours),
    '',
    colours.dim(heading),
    ...rows,
    ...(judgements.length > 0 ? ['', ...judgements] : []),
    ...(troubles.length > 0 ? ['', ...troubles] : []),
    '',
  ].join('\n');
}

/** The answer; where it is a text of its own rather than read out of one, the whole response. */
function answerText({ answer, text, rules }: DecisionRecord): string {
  if (answer === null) return 'no answer';
  const isText = rules.profile === 'text' || rules.profile === 'code' || isFreeText(answer);
  return isText ? plain(text ?? answer) : oneLine(answer);
}

function summaryLine(record: DecisionRecord, { green, yellow, red }: ReturnType<typeof pc.createColors>): string {
  const { strategy, status, confidence, agreement, calibrated, tieBreak, timing, usage } = record;
  const words: Readonly<Record<Status, string>> = {
    decided: green('decided'),
    low_confidence: yellow('low confidence'),
    no_quorum: red('no quorum'),
  };
  return [
    `${words[status]} by ${strategy}`,
    `confidence ${percent(confidence)}`,
    `agreement ${percent(agreement)}`,
    ...(calibrated === null ? [] : [`right with probability ${percent(calibrated)}`]),
    ...(record.rules.decidingRound === undefined
      ? []
      : [`by round ${record.rules.decidingRound}, for want of a quorum later`]),
    ...closingWords(record),
    ...cascadeWords(record),
    ...(tieBreak === null ? [] : [`tie broken by ${tieBreak}`]),
    ...(usage.cancelledBallots === 0
      ? []
      : [`${usage.cancelledBallots} of ${record.ballots.length} ballots cancelled early`]),
    `${timing.durationMs} ms`,
  ].join(' · ');
}

/** How one member ranked the others' answers. */
function judgementLine({ judge, ranking, fallback = '' }: PeerBallot): string {
  if (ranking === null) return oneLine(`${judge} did not judge, so its own answers stand for a ranking: ${fallback}`);
  return oneLine(`${judge} ranks ${ranking.map((answer) => cut(answer, ANSWER_WIDTH)).join(' > ')}`);
}

/** Which step of a cascade the answer is of. */
function cascadeWords({ cascade }: DecisionRecord): readonly string[] {
  if (cascade === undefined) return [];
  const { steps, kept, accepted } = cascade;
  return [`step ${kept + 1} of ${steps.length}${accepted ? '' : ', none accepted'}`];
}

/** What the last word did, where there was one. */
function closingWords({ closing }: DecisionRecord): readonly string[] {
  if (closing === undefined) return [];
  const { member, answer, contradicts, kept } = closing;
  if (member === null) return ['nobody could give the last word'];
  const said = answer === null ? `${oneLine(member)} had no last word` : `last word of ${oneLine(member)}`;
  if (!contradicts) return [said];
  return [`${said}: ${cut(oneLine(answer ?? ''), ANSWER_WIDTH)}, against the vote; the ${kept} stands`];
}

function ballotTable({ ballots, electorate, rules }: DecisionRecord, width: number): readonly string[] {
  const columns = [
    { heading: 'member' },
    { heading: 'answer' },
    { heading: 'confidence', align: 'right' },
    { heading: 'tokens', align: 'right' },
    { heading: 'time', align: 'right' },
    { heading: 'response' },
  ] as const;
  const several = electorate.some(({ samples }) => samples > 1) || rules.rounds !== undefined;
  const nameOf = ({ member, sample, round }: Ballot) =>
    `${rules.rounds === undefined ? '' : `${round}: `}${several ? `${member}/${sample}` : member}`;
  const rows = [
    ...ballots.map((ballot) => [nameOf(ballot), ...ballotCells(ballot, rules)]),
    ...electorate
      .filter(({ missing }) => missing !== undefined)
      .map(({ member }) => [member, '–', '', '', '', 'missing']),
  ];
  return formatTable(columns, rows, width);
}

function ballotCells(ballot: Ballot, { stopAt }: DecisionRecord['rules']): readonly string[] {
  const { answer, confidence, completionTokens, latencyMs, finish, error, text } = ballot;
  if (finish === 'cancelled') {
    const why = stopAt === undefined ? 'it could not change the outcome' : 'the outcome was sure enough';
    return ['–', '', '', '', `cancelled: ${why}`];
  }
  const time = `${latencyMs} ms`;
  if (error !== undefined) return ['–', '', '', time, `failed: ${error.code}`];
  const shown = answer === null ? 'abstains' : cut(oneLine(answer), ANSWER_WIDTH);
  return [shown, confidence === null ? '–' : percent(confidence), String(completionTokens), time, oneLine(text)];
}

function tallyTable({ tally, ballots }: DecisionRecord, width: number): readonly string[] {
  const columns = [
    { heading: 'answer' },
    { heading: 'share', align: 'right' },
    { heading: 'ballots', align: 'right' },
    { heading: 'members' },
  ] as const;
  const rows = tally.slice(0, MOST_BALLOTS).map(({ answer, share, members }) => {
    const votes = ballots.filter((ballot) => ballot.answer === answer).length;
    return [cut(oneLine(answer), ANSWER_WIDTH), percent(share), String(votes), members.join(', ')];
  });
  return formatTable(columns, rows, width);
}

/** What went wrong, each thing once, in full. */
function troublesOf({ ballots, electorate, synthesis }: DecisionRecord): readonly string[] {
  const missing = electorate.flatMap((voter) =>
    voter.missing === undefined ? [] : [`${voter.member} is missing: ${voter.missing}`],
  );
  const failed = ballots.flatMap(({ member, error }) =>
    error === undefined ? [] : [`${member} failed: ${error.message}`],
  );
  const uncombined =
    synthesis?.error === undefined
      ? []
      : [
          `${synthesis.member} did not combine the responses, so the most typical one stands: ${synthesis.error.message}`,
        ];
  return [...new Set([...missing, ...failed, ...uncombined])].map(oneLine);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
