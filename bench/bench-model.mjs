/** The model that benchmarks run on, and what they ask of it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from './random-model.mjs';

/** Runs `job` with the path of a model of random weights, which is written for it and removed afterwards. */
export async function withModel(job) {
  const given = process.env.BENCH_MODEL;
  if (given !== undefined && existsSync(given)) return job(given);
  const folder = mkdtempSync(join(tmpdir(), 'pacore-bench-'));
  try {
    const path = join(folder, 'random.gguf');
    writeRandomModel(path);
    return await job(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A llama spec for `path`. */
export function specOf(path, more = {}) {
  return {
    backend: 'llama',
    model: 'random',
    isolation: 'process',
    path,
    slots: 1,
    contextSize: 1200,
    threads: 2,
    gpu: false,
    ...more,
  };
}

/** A request of about `tokens` tokens of prompt (a letter each, for the model knows no words); `salt` makes it another one. */
export function requestOf({ tokens = 1000, salt = '', temperature = 0.7, seed = 1, maxTokens = 32 } = {}) {
  const content = `${salt} ${'abcdefghij'.repeat(200)}`.slice(0, tokens - 20);
  const messages = [{ role: 'user', content }];
  return { messages, temperature, seed, maxTokens, confidenceFrom: 'mean' };
}

/** The end of an answer. */
export async function endOf(backend, request) {
  const never = new globalThis.AbortController().signal;
  for await (const event of backend.generate(request, never)) if (event.type === 'text-end') return event;
}

/** The middle one of `numbers`. */
export function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

/** Milliseconds that `job` takes. */
export async function timed(job) {
  const start = performance.now();
  await job();
  return performance.now() - start;
}

/** `number` with three decimals. */
export function round(number) {
  return Math.round(number * 1000) / 1000;
}
