/** `pacore keys create`: a key for the service, and what the configuration holds of it. */
import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { hashOf, SCOPES, type Scope } from '../config/service-keys.ts';
import { PacoreError } from '../errors.ts';
import { write, type CliContext } from './context.ts';
import { parseList } from './options.ts';

/** 256 bits, so that its hash needs neither salt nor slowness. */
const KEY_BYTES = 32;

interface Options {
  readonly scopes: readonly string[];
  readonly json?: boolean;
}

/** The command with its one subcommand. */
export function keysCommand(context: CliContext): Command {
  const create = new Command('create')
    .description('make a key for the service: it is shown once, the configuration holds its hash')
    .argument('<name>', 'whose it is; shown in logs and metrics')
    .option('--scopes <list>', `what it is for: ${SCOPES.join(', ')}`, parseList, ['ask', 'read'])
    .option('--json', 'JSON on standard output, and nothing else')
    .action((name: string, options: Options) => createKey(name, options, context));
  return new Command('keys').description('keys of the service').addCommand(create);
}

async function createKey(name: string, { scopes, json }: Options, { stdout }: CliContext): Promise<void> {
  if (!/^[\w.:@-]{1,100}$/.test(name)) throw usage(`The name "${name}" must be of letters, digits and . _ : @ -`);
  const stranger = scopes.find((scope) => !SCOPES.includes(scope as Scope));
  if (stranger !== undefined) throw usage(`There is no scope "${stranger}"; give any of ${SCOPES.join(', ')}.`);
  const key = `pcr_${randomBytes(KEY_BYTES).toString('base64url')}`;
  const hash = `sha256:${hashOf(key)}`;
  const text =
    json === true
      ? `${JSON.stringify({ name, key, hash, scopes }, null, 2)}\n`
      : `The key, shown this once: ${key}\nFor the configuration:\n\n` +
        `service:\n  apiKeys:\n    - name: ${JSON.stringify(name)}\n      hash: ${hash}\n      scopes: [${scopes.join(', ')}]\n`;
  await write(stdout, text);
}

function usage(message: string): PacoreError {
  return new PacoreError('PACORE_USAGE', message, { retryable: false });
}
