/** `pacore replay`: decisions made again, without models, under the same rules or under others. */
import { Command } from 'commander';
import { startNow, systemClock } from '../clock.ts';
import type { ConsensusEngine } from '../consensus/engine.ts';
import { objectAt } from '../consensus/fields.ts';
import { malformedInput } from '../consensus/misuse.ts';
import { parseRecordedDecision } from '../consensus/recorded-decision.ts';
import { parseRecordedQuestion } from '../consensus/recorded.ts';
import { compared, recordAgain, replay, type Replayed, type ReplayChanges } from '../consensus/replay.ts';
import type { RuleOverrides } from '../consensus/rules.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { eachJsonLine } from './json-lines.ts';
import {
  parseDecimal,
  parseWholeNumber,
  withCalibrationOption,
  withCommonOptions,
  withVotingOptions,
  type CommonOptions,
} from './options.ts';
import { ReplayReport } from './replay-report.ts';
import { recordOf } from './vote.ts';

interface Options extends CommonOptions {
  readonly confidenceThreshold?: number;
  readonly minAgreement?: number;
  readonly quorum?: number;
  readonly skipInvalid?: boolean;
}

/** The command. */
export function replayCommand(context: CliContext): Command {
  const command = new Command('replay')
    .description('decide again what was decided, without models, and show what would have changed under other rules')
    .argument('<file>', 'decision records or recorded responses, one JSON object a line; - is standard input')
    .option('--confidence-threshold <share>', 'below this confidence the status is low_confidence', parseDecimal)
    .option('--min-agreement <share>', 'likewise for the agreement', parseDecimal)
    .option('--quorum <n>', 'how many members must have answered', parseWholeNumber)
    .option('--skip-invalid', 'count malformed lines instead of stopping at the first')
    .action((file: string, options: Options) => replayFile(file, options, context));
  return withCommonOptions(withCalibrationOption(withVotingOptions(command)));
}

async function replayFile(file: string, options: Options, context: CliContext): Promise<void> {
  const { json, members } = options;
  const overrides = rulesOf(options);
  const engines = enginesOf(options);
  engines.now.rules(overrides); // What is wrong with the options is said before the first line is read.
  const changes = { ...overrides, members };
  const report = new ReplayReport();
  await eachJsonLine(file, options, context, async (value) => {
    const { id, replayed, fields } = replayLine(value, changes, engines);
    const line = report.add(id, replayed);
    if (json === true) await write(context.stdout, `${JSON.stringify(recordAgain(fields, replayed))}\n`);
    else if (line !== null) await write(context.stdout, line);
  });
  if (json !== true && !context.signal.aborted) await write(context.stdout, report.counts());
}

function rulesOf({ strategy, profile, labels, confidenceThreshold, minAgreement, quorum }: Options): RuleOverrides {
  return { strategy, profile, labels, confidenceThreshold, minAgreement, quorum };
}

interface Engines {
  /** Under the rules of the configuration alone. */
  readonly before: ConsensusEngine;
  /** With the calibration that the command line names. */
  readonly now: ConsensusEngine;
}

function enginesOf({ config, calibration, logLevel }: Options): Engines {
  const common = { ...(config !== undefined && { config }), ...(logLevel !== undefined && { logLevel }) };
  const before = engineOf(common);
  return { before, now: calibration === undefined ? before : engineOf({ ...common, calibration }) };
}

interface ReplayedLine {
  readonly id: string;
  readonly replayed: Replayed;
  /** The record, but for what was decided again. */
  readonly fields: object;
}

function replayLine(value: unknown, changes: ReplayChanges, engines: Engines): ReplayedLine {
  const given = objectAt(value, 'the line');
  // Of a task of the service its record.
  const line = given.record === undefined ? given : objectAt(given.record, 'record');
  if (line.ballots !== undefined) {
    const { id, decision, question, fields } = parseRecordedDecision(line);
    return { id, replayed: replay(decision, changes, engines.now, question), fields };
  }
  if (line.responses !== undefined) return replayResponses(line, changes, engines);
  throw malformedInput(
    'the line is neither a decision record (it has no ballots) nor recorded responses (no responses).',
  );
}

/** Recorded responses have no decision yet: the one under the rules of the configuration is what it is compared with. */
function replayResponses(line: unknown, changes: ReplayChanges, { before, now }: Engines): ReplayedLine {
  const start = startNow(systemClock);
  const recorded = parseRecordedQuestion(line);
  const { category, question } = recorded;
  const first = before.decide(recorded.responses, { category, question });
  const decision = now.decide(recorded.responses, { ...changes, category, question });
  return { id: recorded.id, replayed: compared(decision, first), fields: recordOf(recorded, decision, start) };
}
