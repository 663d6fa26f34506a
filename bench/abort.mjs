/**
 * From an abort until the host is free again: 8 prompts of 1,000 tokens that are being read, or 8 answers that are being
 * written, are aborted, and a short prompt comes at once; it must not be answered 200 ms later than by an idle host. What
 * runs natively cannot be called off, so this is what the batch that was running took.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../dist/clock.js';
import { createBackend } from '../dist/models/create.js';
import { SharedThreads } from '../dist/models/worker/thread.js';
import { endOf, median, requestOf, specOf, timed, withModel } from './bench-model.mjs';

const SLOTS = 8;
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const LIMIT_MS = 200;

await withModel(async (path) => {
  const surroundings = { clock: systemClock, threads: new SharedThreads(), onLog: console.error };
  const backend = createBackend(specOf(path, { slots: SLOTS }), surroundings);
  await backend.load(new globalThis.AbortController().signal);
  const times = { idle: [], reading: [], writing: [] };
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      const next = (kind) =>
        timed(() => endOf(backend, requestOf({ salt: `${kind}${turn}`, tokens: 60, maxTokens: 1 })));
      times.idle.push(await next('i'));
      await interrupted(backend, `r${turn}`, { tokens: 1000 }, () => sleep(500));
      times.reading.push(await next('r'));
      await interrupted(backend, `w${turn}`, { tokens: 60, maxTokens: 900 }, (firstDelta) => firstDelta);
      times.writing.push(await next('w'));
    }
  } finally {
    await backend.dispose();
  }
  const addedMs = (kind) => Math.round(median(times[kind]) - median(times.idle));
  const added = {
    idleMs: Math.round(median(times.idle)),
    addedReadingMs: addedMs('reading'),
    addedWritingMs: addedMs('writing'),
  };
  console.log(JSON.stringify({ ...added, limitMs: LIMIT_MS, rounds: ROUNDS }, null, 2));
  if (Math.max(added.addedReadingMs, added.addedWritingMs) > LIMIT_MS) process.exitCode = 1;
});

/** Fills all slots, and aborts everything when `until` says so. */
async function interrupted(backend, salt, options, until) {
  const controller = new globalThis.AbortController();
  let begin;
  const firstDelta = new Promise((resolve) => (begin = resolve));
  const finishes = Array.from({ length: SLOTS }, async (_, seed) => {
    for await (const event of backend.generate(
      requestOf({ salt: `${salt}.${seed}`, seed, ...options }),
      controller.signal,
    )) {
      begin();
      if (event.type === 'text-end') return event.finish;
    }
  });
  await until(firstDelta);
  controller.abort();
  if ((await Promise.all(finishes)).some((finish) => finish !== 'cancelled'))
    throw new Error('It ended before the abort.');
}
