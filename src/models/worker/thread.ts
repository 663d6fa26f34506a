import { Worker } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import type { LlamaSpec } from '../llama/spec.ts';
import type { OnLog } from '../log.ts';
import type { HostPort } from './port.ts';

/** The worker's main module. Always the built one, also from src/: Node 20 cannot load TypeScript in a worker. */
const ENTRY = new URL('../../../dist/models/worker/thread-entry.js', import.meta.url);

/**
 * Starts a worker thread for a model. What it writes to its standard streams becomes log entries, so that nothing of
 * it reaches this process's standard output. `entry` is another main module, for tests.
 */
export function startThread(spec: LlamaSpec, onLog: OnLog, entry: URL = ENTRY): HostPort {
  const worker = new Worker(entry, { workerData: spec, execArgv: [], stdout: true, stderr: true });
  for (const stream of ['stdout', 'stderr'] as const) {
    worker[stream].setEncoding('utf8').on('data', (text: string) => {
      onLog({ level: 'debug', message: text.trimEnd(), fields: { stream } });
    });
  }
  // Only what the worker could not catch itself arrives here, such as an entry that does not load; 'exit' follows.
  let failure: string | undefined;
  worker.on('error', (error) => {
    failure = messageOf(error);
  });
  return {
    post: (envelope) => worker.postMessage(envelope),
    listen: (onMessage) => void worker.on('message', onMessage),
    onExit: (callback) => void worker.once('exit', (code) => callback(failure ?? `it exited with code ${code}`)),
    abandon: () => worker.unref(),
  };
}
