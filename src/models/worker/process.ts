import { fork } from 'node:child_process';
import type { Clock } from '../../clock.ts';
import type { LlamaSpec } from '../llama/spec.ts';
import type { OnLog } from '../log.ts';
import { startWatchdog } from '../watchdog.ts';
import { ALIVE, MOST_SILENCE_MS } from './heartbeat.ts';
import { logOutput } from './output.ts';
import type { HostPort } from './port.ts';

/** The child's main module; always the built one, as with threads. */
const ENTRY = new URL('../../../dist/models/worker/process-entry.js', import.meta.url);

/**
 * Starts a child process for a model. Whatever happens in it stays in it: it may crash natively, and it may be killed at
 * any time. One that is stuck (it says no more that it is alive) is killed, which its `onExit` tells of like of any other
 * end. It does not outlive this process. `entry` is another main module, for tests.
 */
export function startProcess(spec: LlamaSpec, onLog: OnLog, clock: Clock, entry: URL = ENTRY): HostPort {
  const child = fork(entry, [JSON.stringify(spec)], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  logOutput(child, onLog);
  let failure: string | undefined;
  const kill = (reason: string): void => {
    failure ??= reason;
    child.kill('SIGKILL');
  };
  const watchdog = startWatchdog(clock, MOST_SILENCE_MS, () => kill('it was stuck, and was killed'));
  child.on('message', watchdog.feed);
  child.on('error', ({ message }) => {
    failure ??= message;
  });
  child.once('exit', watchdog.stop);
  return {
    pid: child.pid,
    // To a child that has just died nothing can be sent any more; its exit says so.
    post: (envelope) => void child.send(envelope, () => undefined),
    listen: (onMessage) => {
      child.on('message', (message) => {
        if (message !== ALIVE) onMessage(message);
      });
    },
    onExit: (callback) => {
      let isOver = false;
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        if (isOver) return;
        isOver = true;
        callback(failure ?? (signal === null ? `it exited with code ${code ?? 'none'}` : `it was ended by ${signal}`));
      };
      child.once('exit', end);
      // What could not even be started never exits.
      child.once('error', () => {
        if (child.pid === undefined) end(null, null);
      });
    },
    abandon: () => kill('it did not stop, and was killed'),
  };
}
