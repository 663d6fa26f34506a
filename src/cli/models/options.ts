import { InvalidArgumentError, Option, type Command } from 'commander';
import { LOG_LEVELS, type LogLevel } from '../../logger.ts';

/** What all of `pacore models` takes. */
export interface ModelsOptions {
  readonly json?: boolean;
  readonly logLevel?: LogLevel;
}

/** Adds `--json` and `--log-level`. */
export function withModelsOptions(command: Command): Command {
  return command
    .option('--json', 'JSON on standard output, and nothing else')
    .addOption(new Option('--log-level <level>', 'debug adds the stack to an error').choices(LOG_LEVELS));
}

/** A whole number from 1 to a million million. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
