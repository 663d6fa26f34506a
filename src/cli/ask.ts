/** `pacore ask`: one question to every member, the votes, the answer. */
import { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import type { Overrides } from '../config/read-strict.ts';
import { PacoreError } from '../errors.ts';
import type { JsonSchema } from '../models/backend.ts';
import { checkJsonSchema } from '../models/json-schema.ts';
import { createPacore } from '../pacore/create.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { candidatesOf } from '../pacore/electorate.ts';
import { checkQuestion, type AskOptions } from '../pacore/question.ts';
import { write, type CliContext } from './context.ts';
import { exitStatusOf } from './exit.ts';
import { readJson, readText } from './input.ts';
import {
  askedWith,
  overridesOf,
  withAskingOptions,
  withCalibrationOption,
  withCommonOptions,
  withVotingOptions,
  type AskingOptions,
  type CommonOptions,
} from './options.ts';
import { showProgress } from './progress.ts';
import { formatRecord } from './record.ts';

interface Options extends AskingOptions {
  readonly timeout?: string;
  readonly schema?: string;
  readonly category?: string;
}

/** The command. */
export function askCommand(context: CliContext): Command {
  const command = new Command('ask')
    .description('ask every member in parallel, merge their answers, print the answer and the votes')
    .argument('[question]', 'the question; without it, or with -, standard input is read')
    .option('--timeout <duration>', 'for the whole question, e.g. 30s')
    .option('--schema <file>', 'a JSON schema that the answers keep to')
    .option('--category <name>', 'what kind of question it is, as the calibration calls it')
    .action((question: string | undefined, options: Options) => ask(question, options, context));
  return withCommonOptions(withCalibrationOption(withVotingOptions(withAskingOptions(command))));
}

async function ask(question: string | undefined, options: Options, context: CliContext): Promise<void> {
  const { stdout, stderr, signal } = context;
  const text = await questionText(question, context);
  const asked = await askOptions(options, signal);
  checkEarly(text, asked, options);
  const progress = showProgress(options.json === true ? null : stderr);
  let pacore: Pacore | undefined;
  try {
    pacore = await createPacore({
      config: options.config,
      overrides: quietly(options),
      signal,
      onEvent: progress.show,
    });
    const record = await pacore.ask(text, asked);
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

/**
 * Checks what can be checked before any model is loaded: nobody should wait seconds to hear of a slip in the command line.
 * @throws PacoreError PACORE_USAGE, PACORE_CONFIG
 */
export function checkEarly(question: string, asked: AskOptions, options: CommonOptions): void {
  checkQuestion(question, asked);
  const { config } = loadConfig({ source: options.config, overrides: overridesOf(options) });
  candidatesOf(config.members, asked, config.consensus.quorum);
}

/** The terminal is for the answer and the votes: the log joins in only where someone has set its level. */
export function quietly(options: CommonOptions): Overrides {
  const overrides = overridesOf(options);
  const { origin } = loadConfig({ source: options.config, overrides });
  return origin(['log', 'level']) === 'default' ? new Map([...overrides, ['log.level', 'error']]) : overrides;
}

async function askOptions(options: Options, signal: AbortSignal): Promise<AskOptions> {
  const { members, labels, timeout, schema, category } = options;
  return {
    signal,
    ...askedWith(options),
    ...(members && { members }),
    ...(labels && { labels }),
    ...(timeout !== undefined && { timeout }),
    ...(category !== undefined && { category }),
    ...(schema !== undefined && { schema: await readSchema(schema) }),
  };
}

async function readSchema(file: string): Promise<JsonSchema> {
  const schema = await readJson(file);
  checkJsonSchema(schema);
  return schema;
}
