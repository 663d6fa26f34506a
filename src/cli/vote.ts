/** `pacore vote`: consensus over recorded responses; no model is run. */
import { Command } from 'commander';
import { parseRecordedQuestion, type RecordedQuestion } from '../consensus/recorded.ts';
import { SummaryAccumulator, type VoteSummary } from '../consensus/summary.ts';
import type { Decision } from '../consensus/decision.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { asPacoreError, messageOf, PacoreError } from '../errors.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { nameOf, readLines, type NumberedLine } from './input.ts';
import { withCommonOptions, withVotingOptions, type CommonOptions } from './options.ts';
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
  return withCommonOptions(withVotingOptions(command));
}

async function vote(file: string, options: Options, context: CliContext): Promise<void> {
  const engine = engineOf(options);
  const { members } = options;
  const summary = new SummaryAccumulator();
  const unheard = new Set(members);
  let skipped = 0;
  for await (const line of readLines(file, context.stdin, context.signal)) {
    if (context.signal.aborted) return;
    try {
      const recorded = parseLine(line);
      for (const { member } of recorded.responses) unheard.delete(member);
      const startedAt = Date.now();
      const election = engine.election(recorded.responses, { members });
      const decision = engine.decideBallots(election);
      summary.add({ decision, gold: recorded.gold, ballotsNeeded: engine.ballotsNeeded(election) });
      if (options.summary !== true)
        await write(context.stdout, format(recordOf(recorded, decision, startedAt), options));
    } catch (error) {
      if (asPacoreError(error).code !== 'PACORE_INPUT') throw error;
      if (options.skipInvalid !== true) throw located(error, file, line);
      skipped += 1;
    }
  }
  if (options.summary === true) await write(context.stdout, formatSummary(summary.summary(), options));
  if (unheard.size > 0)
    await write(context.stderr, `pacore: no line of ${nameOf(file)} has a response of: ${[...unheard].join(', ')}.\n`);
  if (skipped > 0)
    await write(context.stderr, `pacore: ${skipped} malformed lines of ${nameOf(file)} were left out.\n`);
}

function parseLine({ text }: NumberedLine): RecordedQuestion {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PacoreError('PACORE_INPUT', `not a JSON object: ${messageOf(error)}`);
  }
  return parseRecordedQuestion(value);
}

function located(error: unknown, file: string, { number }: NumberedLine): PacoreError {
  const message = `${nameOf(file)}:${number}: ${messageOf(error)}`;
  return new PacoreError('PACORE_INPUT', message, { retryable: false, cause: error });
}

function recordOf({ id, question }: RecordedQuestion, decision: Decision, startedAt: number): DecisionRecord {
  const { strategy, ...rest } = decision;
  return {
    schemaVersion: 1,
    id,
    ...(question === undefined ? {} : { question }),
    strategy,
    seed: null,
    ...rest,
    timing: { startedAt: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt },
  };
}

function format(record: DecisionRecord, { json }: Options): string {
  if (json === true) return `${JSON.stringify(record)}\n`;
  const { id, answer, status, confidence, agreement } = record;
  return `${oneLine(id)}\t${answer === null ? '–' : oneLine(answer)}\t${status}\tconfidence ${confidence}\tagreement ${agreement}\n`;
}

function formatSummary(summary: VoteSummary, { json }: Options): string {
  return `${JSON.stringify(summary, null, json === true ? 0 : 2)}\n`;
}
