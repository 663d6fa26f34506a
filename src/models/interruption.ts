/** Waiting that an AbortSignal ends at once, without leaving a timer or a listener behind. */
import { setMaxListeners } from 'node:events';
import type { Cancel, Clock } from '../clock.ts';

/** Calls `callback` once when `signal` aborts, at once if it has already, unless the returned function comes first. */
export function onAbort(signal: AbortSignal, callback: () => void): Cancel {
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  // One signal may well stop many prompts: without this Node warns of a leak from the eleventh on.
  setMaxListeners(Infinity, signal);
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
}

/** A signal that aborts when any of several does; `release` takes its listeners off again. */
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
  const leave = sources.map((source) => onAbort(source, () => controller.abort()));
  return { signal: controller.signal, release: () => leave.forEach((cancel) => cancel()) };
}

/** What `work` resolves with, or undefined as soon as `signal` aborts; `work` itself goes on unobserved. */
export async function untilAborted<T>(work: PromiseLike<T>, signal: AbortSignal): Promise<T | undefined> {
  let leave: Cancel = () => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    leave = onAbort(signal, () => resolve(undefined));
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    leave();
  }
}

/** Waits `ms` by `clock`, or until `signal` aborts; 0 is no wait at all, not even for a clock that stands still. */
export async function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms === 0) return;
  let cancel: Cancel = () => undefined;
  const over = new Promise<void>((resolve) => {
    cancel = clock.schedule(ms, resolve);
  });
  await untilAborted(over, signal);
  cancel();
}
