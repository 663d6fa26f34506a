/** The main module of a worker thread: llama backends of one model file, each served over a port of its own. */
import { parentPort } from 'node:worker_threads';
import { LlamaBackend } from '../llama/backend.ts';
import { SharedModel } from '../llama/shared-model.ts';
import { CLOSE, isAttach, type Attach } from './attach.ts';
import { workerPort } from './port.ts';
import { serve, type Service } from './serve.ts';

const host = parentPort;
if (host === null) throw new Error('This module is the entry of a PaCoRe worker thread.');

const model = new SharedModel();
const services = new Set<Service>();
let isClosing = false;
let exitCode = 0;

function attach({ spec, port: messagePort }: Attach): void {
  const port = workerPort(messagePort);
  if (isClosing) return port.close();
  const backend = new LlamaBackend(spec, (entry) => port.post({ id: 0, message: { type: 'log', entry } }), model);
  const service = serve(port, backend);
  services.add(service);
  void service.stopped.then(() => {
    services.delete(service);
    exitIfDone();
  });
}

function exitIfDone(): void {
  if (isClosing && services.size === 0) process.exit(exitCode);
}

host.on('message', (message: unknown) => {
  if (isAttach(message)) attach(message);
  if (message !== CLOSE) return;
  isClosing = true;
  exitIfDone();
});

// An error that nobody caught ends this thread, but only when no native work is in flight any more.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    exitCode = 1;
    isClosing = true;
    host.postMessage(CLOSE);
    for (const service of services) void service.crash(error);
    exitIfDone();
  });
}
