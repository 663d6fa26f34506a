import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const CLI = fileURLToPath(new URL('../../dist/cli/pacore.cjs', import.meta.url));

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when standard error (all of it so far) matches. */
  readonly stderrMatches: (pattern: RegExp) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** What a process is started with. */
export interface RunOptions {
  readonly input?: string | Buffer;
  /** Leaves standard input open, for the test to write to. */
  readonly keepInputOpen?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts `pacore` with arguments. Without `input` its standard input is empty. */
export function startCli(
  args: readonly string[],
  { input, keepInputOpen = false, env = {}, cwd }: RunOptions = {},
): Running {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, cwd });
  let stdout = '';
  let stderr = '';
  const watchers: { pattern: RegExp; resolve: () => void }[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const { pattern, resolve } of watchers) if (pattern.test(stderr)) resolve();
  });
  // A process that refuses its input early closes the pipe; that is its right.
  child.stdin.on('error', () => undefined);
  if (!keepInputOpen) child.stdin.end(input ?? '');
  return {
    child,
    stderrMatches: (pattern) =>
      new Promise((resolve) => {
        watchers.push({ pattern, resolve });
        if (pattern.test(stderr)) resolve();
      }),
    ended: new Promise((resolve) => child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))),
  };
}

/** Runs `pacore` to its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return startCli(args, options).ended;
}
