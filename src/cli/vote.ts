/** `pacore vote`: consensus over recorded responses; no model is run. */
import { Command } from 'commander';
import { elapsed, startNow, systemClock, type Start } from '../clock.ts';
import { parseRecordedQuestion, type RecordedQuestion } from '../consensus/recorded.ts';
import { SummaryAccumulator, type VoteSummary } from '../consensus/summary.ts';
import type { Decision } from '../consensus/decision.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { GoldWarning } from './gold-warning.ts';
import { nameOf } from './input.ts';
import { eachJsonLine } from './json-lines.ts';
import { withCalibrationOption, withCommonOptions, withVotingOptions, type CommonOptions } from './options.ts';
import { oneLine } from './terminal-text.ts';

interface Options extends CommonOptions {
  readonly summary?: boolean;
  readonly skipInvalid?: boolean;
}

/** The command. */
export function voteCommand(context: CliContext): Command {
  const command = new Command('vote')
    .description('decide over recorded responses, one JSON object a line; no model is run')
    .argument('<file>', 'the JSONL file; - is standard input')
    .option('--summary', 'only the counts, as JSON')
    .option('--skip-invalid', 'count malformed lines instead of stopping at the first')
    .action((file: string, options: Options) => vote(file, options, context));
  return withCommonOptions(withCalibrationOption(withVotingOptions(command)));
}

async function vote(file: string, options: Options, context: CliContext): Promise<void> {
  const engine = engineOf(options);
  const { members } = options;
  const summary = new SummaryAccumulator();
  const unheard = new Set(members);
  const doubts = new GoldWarning();
  await eachJsonLine(file, options, context, async (value) => {
    const recorded = parseRecordedQuestion(value);
    for (const { member } of recorded.responses) unheard.delete(member);
    const start = startNow(systemClock);
    const election = engine.election(recorded.responses, {
      members,
      category: recorded.category,
      question: recorded.question,
    });
    const decision = engine.decideBallots(election);
    summary.add({ decision, gold: recorded.gold, ballotsNeeded: engine.ballotsNeeded(election) });
    if (options.summary === true) doubts.add(recorded, election);
    else await write(context.stdout, format(recordOf(recorded, decision, start), options));
  });
  if (context.signal.aborted) return;
  if (options.summary === true) await write(context.stdout, formatSummary(summary.summary(), options));
  await doubts.write(file, context);
  if (unheard.size > 0)
    await write(context.stderr, `pacore: no line of ${nameOf(file)} has a response of: ${[...unheard].join(', ')}.\n`);
}

/** The record of a decision over recorded responses that began at `start`. */
export function recordOf({ id, question }: RecordedQuestion, decision: Decision, start: Start): DecisionRecord {
  const { strategy, ...rest } = decision;
  return {
    schemaVersion: 1,
    id,
    ...(question === undefined ? {} : { question }),
    strategy,
    seed: null,
    ...rest,
    timing: { startedAt: new Date(start.at).toISOString(), durationMs: elapsed(systemClock, start) },
  };
}

function format(record: DecisionRecord, { json }: Options): string {
  if (json === true) return `${JSON.stringify(record)}\n`;
  const { id, answer, status, confidence, agreement, calibrated } = record;
  const probability = calibrated === null ? '' : `\tcalibrated ${calibrated}`;
  return `${oneLine(id)}\t${answer === null ? '–' : oneLine(answer)}\t${status}\tconfidence ${confidence}\tagreement ${agreement}${probability}\n`;
}

function formatSummary(summary: VoteSummary, { json }: Options): string {
  return `${JSON.stringify(summary, null, json === true ? 0 : 2)}\n`;
}
