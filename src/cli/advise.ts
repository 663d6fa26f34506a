/** `pacore advise`: which members to ask together, from recorded responses with gold answers; no model is run. */
import { setImmediate } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { advise } from '../consensus/advisor/advise.ts';
import type { Advice } from '../consensus/advisor/advice.ts';
import { AnswerSheetBuilder, type AnswerSheet } from '../consensus/advisor/answer-sheet.ts';
import { canonicalAnswer } from '../consensus/answer.ts';
import { parseRecordedQuestion } from '../consensus/recorded.ts';
import { PROFILES } from '../consensus/rules.ts';
import { PacoreError } from '../errors.ts';
import { formatAdvice } from './advise/table.ts';
import { showBench } from './bench/progress.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { GoldWarning } from './gold-warning.ts';
import { nameOf } from './input.ts';
import { eachJsonLine } from './json-lines.ts';
import { parseList, parseWholeNumber, withCommonOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions {
  readonly maxSize?: number;
  readonly seed?: number;
  readonly options?: number;
  readonly skipInvalid?: boolean;
}

/** How long the committees are counted at a stretch before interruptions are heard; milliseconds. */
const STRETCH_MS = 50;

/** The command. */
export function adviseCommand(context: CliContext): Command {
  const command = new Command('advise')
    .description('choose a committee by recorded responses with gold answers; no model is run')
    .argument('<file>', 'the JSONL file; - is standard input')
    .addOption(new Option('--profile <profile>', 'what kind of answer is asked for').choices(PROFILES))
    .option('--members <ids>', 'only these members, e.g. small-a,small-b', parseList)
    .option('--max-size <n>', 'the largest committee tried; 5 unless given', parseWholeNumber)
    .option('--seed <n>', 'draws the halves and the intervals; 1 unless given', parseWholeNumber)
    .option('--options <k>', 'how many answers a question has to choose from, for the weights', parseWholeNumber)
    .option('--skip-invalid', 'count malformed lines instead of stopping at the first')
    .action((file: string, options: Options) => run(file, options, context));
  return withCommonOptions(command);
}

async function run(file: string, options: Options, context: CliContext): Promise<void> {
  const sheet = await readSheet(file, options, context);
  if (context.signal.aborted) return;
  const advice = await advised(sheet, options, context);
  if (advice === null) return;
  await write(
    context.stdout,
    options.json === true ? `${JSON.stringify(advice)}\n` : formatAdvice(advice, context.stdout),
  );
}

/** @throws PacoreError PACORE_INPUT: a malformed line, or a member that no line has a response of */
async function readSheet(file: string, options: Options, context: CliContext): Promise<AnswerSheet> {
  const engine = engineOf(options);
  const { profile, labels } = engine.rules();
  const { members } = options;
  const builder = new AnswerSheetBuilder(members);
  const unheard = new Set(members);
  const doubts = new GoldWarning();
  await eachJsonLine(file, options, context, (value) => {
    const recorded = parseRecordedQuestion(value);
    const { responses, gold, question } = recorded;
    const election = engine.election(responses, { members, question });
    const asked = { labels, question };
    builder.add(election, gold === undefined ? undefined : canonicalAnswer(gold, profile, asked));
    doubts.add(recorded, election);
    for (const { member } of responses) unheard.delete(member);
    return Promise.resolve();
  });
  if (!context.signal.aborted) await doubts.write(file, context);
  if (!context.signal.aborted && unheard.size > 0) {
    const names = [...unheard].join(', ');
    throw new PacoreError('PACORE_INPUT', `No line of ${nameOf(file)} has a response of: ${names}.`, {
      retryable: false,
    });
  }
  return builder.build();
}

/** The advice, with progress on a terminal; null when it was interrupted. */
async function advised(sheet: AnswerSheet, options: Options, { stderr, signal }: CliContext): Promise<Advice | null> {
  const progress = showBench(options.json === true ? null : stderr);
  try {
    const steps = advise(sheet, options);
    let heard = performance.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      if (performance.now() - heard < STRETCH_MS) continue;
      progress.show({ step: 'trying committees', ...step.value });
      await setImmediate();
      if (signal.aborted) return null;
      heard = performance.now();
    }
  } finally {
    progress.end();
  }
}
