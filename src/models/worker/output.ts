import type { Readable } from 'node:stream';
import type { OnLog } from '../log.ts';

/** The standard streams of a worker. */
export interface WorkerOutput {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
}

/** Makes log entries of what a worker writes, so that nothing of it reaches this process's standard output. */
export function logOutput(worker: WorkerOutput, onLog: OnLog): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    worker[stream]?.setEncoding('utf8').on('data', (text: string) => {
      onLog({ level: 'debug', message: text.trimEnd(), fields: { stream } });
    });
  }
}
