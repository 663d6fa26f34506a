/** Waiting that an AbortSignal ends at once, without leaving a timer or a listener behind. */
import type { Clock } from '../clock.ts';

/** One signal that aborts when any of several does; `release` takes its listeners off again. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Links signals. Not `AbortSignal.any`: on Node 20 a long-lived source keeps every signal made from it alive, one for
 * each prompt.
 */
export function linkSignals(...sources: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const source of sources) {
    if (source.aborted) abort();
    else source.addEventListener('abort', abort, { once: true });
  }
  return {
    signal: controller.signal,
    release: () => {
      for (const source of sources) source.removeEventListener('abort', abort);
    },
  };
}

/** What `work` resolves with, or undefined as soon as `signal` aborts; `work` itself goes on unobserved. */
export async function untilAborted<T>(work: PromiseLike<T>, signal: AbortSignal): Promise<T | undefined> {
  let abort = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    abort = () => resolve(undefined);
  });
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Waits `ms` by `clock`, or until `signal` aborts. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.schedule(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
