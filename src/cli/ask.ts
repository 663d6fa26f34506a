/** `pacore ask`: one question to every member, the votes, the answer. */
import { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import type { Overrides } from '../config/read-strict.ts';
import { PacoreError } from '../errors.ts';
import { createPacore } from '../pacore/create.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { checkQuestion, memberNamed, type AskOptions } from '../pacore/question.ts';
import { write, type CliContext } from './context.ts';
import { exitStatusOf } from './exit.ts';
import { readText } from './input.ts';
import { overridesOf, parseWholeNumber, withCommonOptions, withVotingOptions, type CommonOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { formatRecord } from './record.ts';

interface Options extends CommonOptions {
  readonly samples?: number;
  readonly seed?: number;
  readonly timeout?: string;
}

/** The command. */
export function askCommand(context: CliContext): Command {
  const command = new Command('ask')
    .description('ask every member in parallel, merge their answers, print the answer and the votes')
    .argument('[question]', 'the question; without it, or with -, standard input is read')
    .option('--samples <n>', 'answers of each member: the first greedy, the others drawn', parseWholeNumber)
    .option('--seed <n>', 'makes the drawn samples repeatable', parseWholeNumber)
    .option('--timeout <duration>', 'for the whole question, e.g. 30s')
    .action((question: string | undefined, options: Options) => ask(question, options, context));
  return withCommonOptions(withVotingOptions(command));
}

async function ask(question: string | undefined, options: Options, context: CliContext): Promise<void> {
  const { stdout, stderr, signal } = context;
  const text = await questionText(question, context);
  // Before any model is loaded: nobody should wait seconds to hear of a slip in the command line.
  checkQuestion(text, askOptions(options, signal));
  const { config } = loadConfig({ source: options.config, overrides: overridesOf(options) });
  for (const id of options.members ?? []) memberNamed(config.members, id);
  const progress = showProgress(options.json === true ? null : stderr);
  let pacore: Pacore | undefined;
  try {
    pacore = await createPacore({
      config: options.config,
      overrides: quietly(options),
      signal,
      onEvent: progress.show,
    });
    const record = await pacore.ask(text, askOptions(options, signal));
    progress.end();
    await write(stdout, options.json === true ? `${JSON.stringify(record, null, 2)}\n` : formatRecord(record, stdout));
    context.exit(exitStatusOf(record.status));
  } finally {
    progress.end();
    await pacore?.close();
  }
}

async function questionText(question: string | undefined, { stdin, signal }: CliContext): Promise<string> {
  if (question !== undefined && question !== '-') return question;
  if (question === undefined && stdin.isTTY === true) {
    throw new PacoreError('PACORE_USAGE', 'Give a question: pacore ask "What is 23 + 48 - 17?"');
  }
  return readText(stdin, signal);
}

/** The terminal is for the answer and the votes: the log joins in only where someone has set its level. */
export function quietly(options: CommonOptions): Overrides {
  const overrides = overridesOf(options);
  const { origin } = loadConfig({ source: options.config, overrides });
  return origin(['log', 'level']) === 'default' ? new Map([...overrides, ['log.level', 'error']]) : overrides;
}

function askOptions({ members, samples, seed, timeout }: Options, signal: AbortSignal): AskOptions {
  return {
    signal,
    ...(members && { members }),
    ...(samples !== undefined && { samples }),
    ...(seed !== undefined && { seed }),
    ...(timeout !== undefined && { timeout }),
  };
}
