/** `pacore models`: which models there are, what one is, and how another one is fetched. */
import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { inspectCommand } from './models/inspect.ts';
import { listCommand } from './models/list.ts';
import { pullCommand } from './models/pull.ts';

/** The command with its three subcommands. */
export function modelsCommand(context: CliContext): Command {
  return new Command('models')
    .description('list, inspect and download models')
    .addCommand(listCommand(context))
    .addCommand(inspectCommand(context))
    .addCommand(pullCommand(context));
}
