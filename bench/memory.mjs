/**
 * Memory of one host with 8 slots, its 8 samples under way, against 8 hosts with a slot each: resident memory of the worker
 * processes that is their own (Linux: /proc). Limit: a fifth.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { systemClock } from '../dist/clock.js';
import { createBackend } from '../dist/models/create.js';
import { SharedThreads } from '../dist/models/worker/thread.js';
import { endOf, requestOf, round, specOf, withModel } from './bench-model.mjs';

const SAMPLES = 8;
const LIMIT = 0.2;
const never = new globalThis.AbortController().signal;
const surroundings = { clock: systemClock, threads: new SharedThreads(), onLog: console.error };

await withModel(async (path) => {
  const one = await measured([specOf(path, { slots: SAMPLES, contextSize: 512 })]);
  const many = await measured(Array.from({ length: SAMPLES }, () => specOf(path, { contextSize: 512, threads: 1 })));
  const ratio = round(one / many);
  console.log(
    JSON.stringify({ oneHostMiB: Math.round(one), eightHostsMiB: Math.round(many), ratio, limit: LIMIT }, null, 2),
  );
  if (ratio > LIMIT) process.exitCode = 1;
});

/** MiB of the processes of `specs` after they have answered 8 prompts between them. */
async function measured(specs) {
  const backends = specs.map((spec) => createBackend(spec, surroundings));
  try {
    await Promise.all(backends.map((backend) => backend.load(never)));
    const request = (seed) => requestOf({ tokens: 200, seed, maxTokens: 16 });
    const numbers = Array.from({ length: SAMPLES }, (_, index) => index);
    await Promise.all(numbers.map((seed) => endOf(backends[seed % backends.length], request(seed))));
    return workers().reduce((sum, pid) => sum + residentMiB(pid), 0);
  } finally {
    await Promise.all(backends.map((backend) => backend.dispose()));
  }
}

function workers() {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const fields = lines.map((line) => line.trim().split(/\s+/));
  return fields
    .filter((field) => Number(field[1]) === process.pid && field.join(' ').includes('process-entry'))
    .map(([pid]) => pid);
}

/** What is resident; the mapped model file counts for each process, though the system keeps it once. */
function residentMiB(pid) {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kib) / 1024;
}
