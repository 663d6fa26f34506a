/** `pacore bench`: whether the committee does what one large model does, measured on questions with known answers. */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { benchEntry } from '../bench/entry.ts';
import { OWN_QUESTIONS, QuestionReader } from '../bench/questions.ts';
import { formatReport } from '../bench/report/report.ts';
import { runBench } from '../bench/run.ts';
import { loadConfig } from '../config/load.ts';
import { checkQuestion, samplesOf, seedOf } from '../pacore/question.ts';
import { quietly } from './ask.ts';
import { showBench } from './bench/progress.ts';
import { formatBench } from './bench/table.ts';
import { checkWritable } from './check-writable.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { nameOf, readLines } from './input.ts';
import { parseCount } from './models/options.ts';
import { parseNumbers, parseWholeNumber, withCommonOptions, withVotingOptions, type CommonOptions } from './options.ts';

interface Options extends CommonOptions {
  readonly count: number;
  readonly seed: number;
  readonly questions?: string;
  readonly baseline: string;
  readonly samples?: number;
  readonly rounds?: readonly number[];
  readonly report?: string;
}

/** The command. */
export function benchCommand(context: CliContext): Command {
  const command = new Command('bench')
    .description('compare the committee with each member and with a large model, on questions with known answers')
    .option('--count <n>', 'questions, drawn by the seed, each once', parseCount, 300)
    .option('--seed <n>', 'draws questions, samples and intervals', parseWholeNumber, 1)
    .option('--questions <file>', 'JSON lines {question, answer}; answer null: out of scope; - is standard input')
    .option(
      '--baseline <model>',
      'the large model: a model reference, or the id of a configured member',
      'embedded:large',
    )
    .option(
      '--samples <n>',
      'answers of each contender that is sampled; as many as there are members',
      parseWholeNumber,
    )
    .option('--rounds <list>', 'measure coordinated rounds, too: answers in each, e.g. 3,1', parseNumbers)
    .option('--report <file>', 'write an HTML page with the plots, too')
    .action((options: Options) => bench(options, context));
  return withCommonOptions(withVotingOptions(command));
}

async function bench(options: Options, { stdin, stdout, stderr, signal }: CliContext): Promise<void> {
  const { count, seed, questions: file = OWN_QUESTIONS, members, baseline, samples, rounds, report } = options;
  // Everything that can be wrong is looked at before the minutes that the models take.
  engineOf(options);
  const loaded = loadConfig({ source: options.config, overrides: quietly(options) });
  seedOf({ seed });
  if (rounds !== undefined) checkQuestion('?', { rounds });
  const entry = benchEntry(loaded, { members, baseline });
  if (report !== undefined) await checkWritable(report, 'The report');
  const reader = new QuestionReader(nameOf(file), loaded.config.consensus.profile);
  for await (const { text, number } of readLines(file, stdin, signal)) reader.add(text, number);

  const progress = showBench(options.json === true ? null : stderr);
  try {
    const result = await runBench({
      entry,
      questions: reader.draw(count, seed),
      available: reader.questions.length,
      seed,
      samples: samplesOf({ samples: samples ?? entry.members.length }),
      rounds: rounds ?? null,
      signal,
      onProgress: progress.show,
    });
    progress.end();
    if (report !== undefined) await writeFile(report, formatReport(result));
    await write(stdout, options.json === true ? `${JSON.stringify(result, null, 2)}\n` : formatBench(result, stdout));
  } finally {
    progress.end();
  }
}
