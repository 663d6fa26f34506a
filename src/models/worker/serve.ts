import { asPacoreError, toFailure, type ErrorCode } from '../../errors.ts';
import type { Backend, GenerateRequest } from '../backend.ts';
import { isFromHost } from './envelope.ts';
import type { WorkerPort } from './port.ts';
import type { HostMessage, WorkerMessage } from './protocol.ts';

/** A backend being served. */
export interface Service {
  /** Reports `error` to the host as the worker's end, then winds down as on `stop`. */
  crash(error: unknown): Promise<void>;
  /** Resolves when everything has ended, the backend is disposed of and the port is closed: the worker may exit. */
  readonly stopped: Promise<void>;
}

/**
 * Runs a backend behind a port: the worker's side of the protocol. Stopping is cooperative, because a thread that
 * dies with native work in flight takes the whole process with it: abort everything, await it, dispose, close.
 */
export function serve(port: WorkerPort, backend: Backend): Service {
  const running = new Map<number, AbortController>();
  const works = new Set<Promise<void>>();
  const post = (id: number, message: WorkerMessage): void => port.post({ id, message });
  let stopping: Promise<void> | undefined;
  let reportStopped: () => void;
  const stopped = new Promise<void>((resolve) => {
    reportStopped = resolve;
  });

  /** Runs one request to its end; whatever it throws becomes the answer. */
  const start = (id: number, fallback: ErrorCode, work: (signal: AbortSignal) => Promise<void>): void => {
    const controller = new AbortController();
    running.set(id, controller);
    if (stopping !== undefined) controller.abort();
    const whole = work(controller.signal)
      .catch((error: unknown) => post(id, { type: 'failed', failure: toFailure(error, fallback) }))
      .finally(() => {
        running.delete(id);
        works.delete(whole);
      });
    works.add(whole);
  };

  const load = async (id: number, signal: AbortSignal): Promise<void> => {
    post(id, { type: 'loaded', info: await backend.load(signal) });
  };

  const generate = async (id: number, request: GenerateRequest, signal: AbortSignal): Promise<void> => {
    for await (const event of backend.generate(request, signal)) post(id, event);
  };

  const windDown = async (): Promise<void> => {
    for (const controller of running.values()) controller.abort();
    await Promise.allSettled(works);
    // A backend that cannot even be disposed of must not keep the worker from exiting.
    await backend.dispose().catch((error: unknown) => {
      const { message } = asPacoreError(error);
      post(0, { type: 'log', entry: { level: 'warn', message: `Disposing of the model failed: ${message}` } });
    });
    port.close();
    reportStopped();
  };

  const stop = (): Promise<void> => (stopping ??= windDown());

  const crash = (error: unknown): Promise<void> => {
    if (stopping === undefined) {
      post(0, { type: 'crashed', failure: toFailure(asPacoreError(error, 'PACORE_MEMBER_CRASHED')) });
    }
    return stop();
  };

  const handle = (id: number, message: HostMessage): void => {
    switch (message.type) {
      case 'load':
        start(id, 'PACORE_MODEL_LOAD', (signal) => load(id, signal));
        break;
      case 'generate':
        start(id, 'PACORE_GENERATION', (signal) => generate(id, message.request, signal));
        break;
      case 'abort':
        running.get(id)?.abort();
        break;
      case 'stop':
        void stop();
    }
  };

  port.listen((message) => {
    if (isFromHost(message)) handle(message.id, message.message);
  });
  void backend.died.then(crash);
  return { crash, stopped };
}
