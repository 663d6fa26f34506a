/** The command line as a function: arguments and streams in, an exit status out. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { adviseCommand } from './advise.ts';
import { askCommand } from './ask.ts';
import { benchCommand } from './bench.ts';
import { calibrateCommand } from './calibrate.ts';
import { configCommand } from './config.ts';
import { write, type CliContext } from './context.ts';
import { demoCommand } from './demo.ts';
import { describeError, exitStatusOfError } from './exit.ts';
import { keysCommand } from './keys.ts';
import { modelsCommand } from './models.ts';
import { replayCommand } from './replay.ts';
import { serveCommand } from './serve.ts';
import { voteCommand } from './vote.ts';
import { workerCommand } from './worker.ts';

/** Runs one command line. Never throws: errors are said on standard error and become the exit status. */
export async function runCli(args: readonly string[], context: CliContext): Promise<void> {
  const debug = /--log-level[= ]debug(?: |$)/.test(args.join(' '));
  try {
    await program(context).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has said what is wrong already; help and version end here too, with 0.
      context.exit(error.exitCode === 0 ? 0 : 2);
    } else if (context.signal.aborted) {
      context.exit(1);
    } else {
      context.exit(exitStatusOfError(error));
      await write(context.stderr, describeError(error, debug));
    }
  }
}

function program(context: CliContext): Command {
  const root = new Command('pacore')
    .description('Several small language models answer in parallel; a consensus of their answers decides.')
    .version(version())
    .showHelpAfterError('(--help shows what there is)');
  for (const make of [
    askCommand,
    demoCommand,
    voteCommand,
    replayCommand,
    benchCommand,
    modelsCommand,
    configCommand,
    adviseCommand,
    calibrateCommand,
    serveCommand,
    workerCommand,
    keysCommand,
  ])
    root.addCommand(make(context));
  for (const command of [root, ...root.commands, ...root.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, say) => say(text.replace(/^error: /, 'pacore: ')),
    });
  }
  return root;
}

/** The package's own version; package.json stands in the same place for src/ and dist/. */
function version(): string {
  const { version: own } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return own;
}
