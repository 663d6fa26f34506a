/**
 * 8 samples of a prompt of 1,000 tokens, against 8 independent runs of it one after another (each evaluates the prompt),
 * and against 8 prompts at a time that have nothing in common. Ratios within one run, medians of several rounds in turn.
 * Limit: 0.30 of the independent runs; llama.cpp's own server with n=8 takes 0.22.
 */
import { systemClock } from '../dist/clock.js';
import { createBackend } from '../dist/models/create.js';
import { SharedThreads } from '../dist/models/worker/thread.js';
import { endOf, median, requestOf, round, specOf, timed, withModel } from './bench-model.mjs';

const SAMPLES = 8;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const LIMIT = 0.3;
const never = new globalThis.AbortController().signal;

await withModel(async (path) => {
  const surroundings = { clock: systemClock, threads: new SharedThreads(), onLog: console.error };
  const backend = createBackend(specOf(path, { slots: SAMPLES }), surroundings);
  await backend.load(never);
  const numbers = Array.from({ length: SAMPLES }, (_, index) => index);
  const together = (salt) => Promise.all(numbers.map((seed) => endOf(backend, requestOf({ salt: salt(seed), seed }))));
  const times = { samples: [], independent: [], batched: [] };
  await endOf(backend, requestOf({ tokens: 100 }));
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      times.samples.push(await timed(() => together(() => `s${turn}`)));
      times.independent.push(
        await timed(async () => {
          for (const seed of numbers) await endOf(backend, requestOf({ salt: `i${turn}.${seed}`, seed }));
        }),
      );
      times.batched.push(await timed(() => together((seed) => `b${turn}.${seed}`)));
    }
  } finally {
    await backend.dispose();
  }
  const [samples, independent, batched] = Object.values(times).map(median);
  const ratio = round(samples / independent);
  console.log(
    JSON.stringify(
      {
        samplesMs: Math.round(samples),
        independentMs: Math.round(independent),
        batchedMs: Math.round(batched),
        ofIndependent: ratio,
        ofBatched: round(samples / batched),
        limit: LIMIT,
        rounds: ROUNDS,
      },
      null,
      2,
    ),
  );
  if (ratio > LIMIT) process.exitCode = 1;
});
