#!/usr/bin/env node
/** The process around the command line: signals, exit status, errors. */
import { runCli } from './run.ts';

const interruption = new AbortController();
let signalStatus: number | undefined;

// Threads that generate must end in good order before the process does (see docs/decisions/0003-cooperative-stop.md),
// so a signal only starts that: nothing here calls process.exit.
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => {
    signalStatus ??= 128 + number;
    interruption.abort();
  });
}

// A reader that goes away early (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') interruption.abort();
  else throw error;
});

await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  exit: (status) => (process.exitCode = status),
});

if (signalStatus !== undefined) process.exitCode = signalStatus;
// Standard input may still be open (a terminal, a pipe without end); nothing waits for it any more.
process.stdin.destroy();
