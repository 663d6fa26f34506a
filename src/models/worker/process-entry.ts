/** The main module of a worker process: a llama backend served to the process that started it. */
import { LlamaBackend } from '../llama/backend.ts';
import { isLlamaSpec } from '../llama/spec.ts';
import { ALIVE, HEARTBEAT_MS } from './heartbeat.ts';
import type { WorkerPort } from './port.ts';
import { serve } from './serve.ts';

const spec: unknown = JSON.parse(process.argv[2] ?? 'null');
if (process.send === undefined || !isLlamaSpec(spec))
  throw new Error('This module is the entry of a PaCoRe worker process.');

/** The host may go while the message is on its way; 'disconnect' follows. */
const send = (message: unknown): void => void process.send?.(message, undefined, undefined, () => undefined);

const port: WorkerPort = {
  post: send,
  listen: (onMessage) => void process.on('message', onMessage),
  close: () => undefined,
};
const backend = new LlamaBackend(spec, (entry) => port.post({ id: 0, message: { type: 'log', entry } }));
const service = serve(port, backend);
let exitCode = 0;

setInterval(() => send(ALIVE), HEARTBEAT_MS);
send(ALIVE);
// Ctrl-C goes to every process of the terminal; when to stop is the host's to say.
process.on('SIGINT', () => undefined);
// Without its host nobody wants an answer any more.
process.once('disconnect', () => process.exit(1));
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    exitCode = 1;
    void service.crash(error);
  });
}

await service.stopped;
// What has been sent before this arrives, if anything does.
process.send(ALIVE, undefined, undefined, () => process.exit(exitCode));
