/** The main module of a worker thread: a llama backend served to the thread that started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { LlamaBackend } from '../llama/backend.ts';
import { isLlamaSpec } from '../llama/spec.ts';
import { workerPort } from './port.ts';
import { serve } from './serve.ts';

const spec: unknown = workerData;
if (parentPort === null || !isLlamaSpec(spec)) throw new Error('This module is the entry of a PaCoRe worker thread.');

const port = workerPort(parentPort);
const backend = new LlamaBackend(spec, (entry) => port.post({ id: 0, message: { type: 'log', entry } }));
const service = serve(port, backend);
let exitCode = 0;

// An error that nobody caught ends this thread, but only when no native work is in flight any more.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    exitCode = 1;
    void service.crash(error);
  });
}

await service.stopped;
process.exit(exitCode);
