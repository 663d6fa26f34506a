/** `pacore calibrate`: learns members' weights and how sure an answer is from recorded responses with gold answers. */
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { calibrationFile } from '../consensus/calibration/file.ts';
import { CalibrationLearner } from '../consensus/calibration/learner.ts';
import { reportOf } from '../consensus/calibration/report.ts';
import { parseRecordedQuestion } from '../consensus/recorded.ts';
import { PROFILES } from '../consensus/rules.ts';
import { formatCalibration } from './calibrate/table.ts';
import { checkWritable } from './check-writable.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { GoldWarning } from './gold-warning.ts';
import { nameOf } from './input.ts';
import { eachJsonLine } from './json-lines.ts';
import { liveLine } from './live-line.ts';
import { parseList, parseWholeNumber, withCommonOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions {
  readonly out?: string;
  readonly options?: number;
  readonly folds?: number;
  readonly skipInvalid?: boolean;
}

/** Sooner nobody wonders what it is doing; milliseconds. */
const QUIET_MS = 1000;

/** The command. */
export function calibrateCommand(context: CliContext): Command {
  const command = new Command('calibrate')
    .description('learn weights and confidence from recorded responses with gold answers; no model is run')
    .argument('<file>', 'the JSONL file; - is standard input')
    .option('--out <file>', 'write the calibration; without it, only the report is printed')
    .option('--options <k>', 'how many answers a question has to choose from; what is seen, if left out', parseChoices)
    .option('--folds <n>', 'parts of cross-validation, 2 to 100', parseWholeNumber, 5)
    .addOption(new Option('--profile <profile>', 'what kind of answer is asked for').choices(PROFILES))
    .option('--members <ids>', 'only these members, e.g. small-a,small-b', parseList)
    .option('--skip-invalid', 'count malformed lines instead of stopping at the first')
    .action((file: string, options: Options) => calibrate(file, options, context));
  return withCommonOptions(command);
}

async function calibrate(file: string, options: Options, context: CliContext): Promise<void> {
  const { out, members, folds, options: choices, json } = options;
  const engine = engineOf(options);
  const learner = new CalibrationLearner({ choices, folds });
  if (out !== undefined) await checkWritable(out, 'The calibration');
  const unheard = new Set(members);
  const doubts = new GoldWarning();
  const progress = showReading(context, options);
  try {
    await eachJsonLine(file, options, context, (value) => {
      const recorded = parseRecordedQuestion(value);
      const { responses, gold, category } = recorded;
      for (const { member } of responses) unheard.delete(member);
      const election = engine.election(responses, { members });
      learner.add({ election, gold, category });
      doubts.add(recorded, election);
      progress.count();
      return Promise.resolve();
    });
  } finally {
    progress.end();
  }
  if (context.signal.aborted) return;
  await doubts.write(file, context);
  if (unheard.size > 0)
    await write(context.stderr, `pacore: no line of ${nameOf(file)} has a response of: ${[...unheard].join(', ')}.\n`);
  const calibration = learner.calibration();
  const report = reportOf(calibration);
  if (out !== undefined) await writeFile(out, `${JSON.stringify(calibrationFile(calibration, report), null, 2)}\n`);
  const { options: count } = calibration.source;
  const text =
    json === true
      ? `${JSON.stringify({ options: count, ...report }, null, 2)}\n`
      : formatCalibration(report, { options: count, out, width: context.stdout.columns });
  await write(context.stdout, text);
}

/** At least 2: where there is one answer there is nothing to choose. */
function parseChoices(text: string): number {
  const choices = parseWholeNumber(text);
  if (choices < 2) throw new InvalidArgumentError('Give a whole number from 2.');
  return choices;
}

function showReading({ stderr }: CliContext, { json }: Options) {
  const line = liveLine(json === true ? null : stderr);
  const start = performance.now();
  let read = 0;
  return {
    count() {
      read++;
      if (performance.now() - start > QUIET_MS) line?.draw(() => `${read} questions read`);
    },
    end: () => line?.end(),
  };
}
