/** The process around the command line: signals, exit status, errors. */
import { runCli } from './run.ts';

const interruption = new AbortController();
/** Stands above the command's own status: it was interrupted, or its output could not be written. */
let forcedStatus: number | undefined;

// Threads that generate must end in good order before the process does (docs/decisions/0003-cooperative-stop.md), so a
// signal only starts that: nothing here calls process.exit. Who asks a second time does not want to wait.
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => {
    if (forcedStatus !== undefined) process.kill(process.pid, 'SIGKILL');
    forcedStatus = 128 + number;
    interruption.abort();
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that goes away early (`| head`) is no error of ours.
  if (error.code !== 'EPIPE') {
    forcedStatus ??= 1;
    process.stderr.write(`pacore: the output cannot be written: ${error.message}\n`);
  }
  interruption.abort();
});

await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  exit: (status) => (process.exitCode = status),
  endsInOrder: () => (forcedStatus = 0),
});

if (forcedStatus !== undefined) process.exitCode = forcedStatus;
// Standard input may still be open (a terminal, a pipe without end); nothing waits for it any more.
process.stdin.destroy();
