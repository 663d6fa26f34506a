/**
 * Load and unload, a thousand times: resident memory, open files and threads of this process must stay level. The first
 * tenth is not counted, for allocators keep what they once had. Takes the kind of host as its argument.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { systemClock } from '../dist/clock.js';
import { createBackend } from '../dist/models/create.js';
import { locateModel } from '../dist/models/locate.js';
import { SharedThreads } from '../dist/models/worker/thread.js';
import { endOf, median, requestOf } from './bench-model.mjs';

const CYCLES = Number(process.argv[3] ?? 1000);
const isolation = process.argv[2] ?? 'thread';
/** Growth of resident memory per cycle that is still level; MiB. */
const LEVEL_MIB = 0.05;
const never = new globalThis.AbortController().signal;
const { label, path } = locateModel('embedded:small-a', '.');
const spec = { backend: 'llama', model: label, path, isolation, slots: 2, contextSize: 256, threads: 1, gpu: false };
const surroundings = { clock: systemClock, threads: new SharedThreads(), onLog: console.error };
const seen = [];

for (let cycle = 1; cycle <= CYCLES; cycle++) {
  const backend = createBackend(spec, surroundings);
  await backend.load(never);
  await endOf(backend, { ...requestOf({ maxTokens: 4 }), messages: [{ role: 'user', content: 'What is 2 + 3?' }] });
  await backend.dispose();
  seen.push(state());
  if (process.stderr.isTTY) process.stderr.write(`\r${cycle} of ${CYCLES}`);
}
if (process.stderr.isTTY) process.stderr.write('\n');

const tenth = Math.max(1, Math.floor(CYCLES / 10));
const at = (from, to, name) => median(seen.slice(from, to).map((each) => each[name]));
const compared = (name) => ({ early: at(tenth, 2 * tenth, name), late: at(CYCLES - tenth, CYCLES, name) });
const [rss, files, threads] = ['rssMiB', 'files', 'threads'].map(compared);
const growth = (rss.late - rss.early) / (CYCLES - 2 * tenth);
console.log(
  JSON.stringify({ isolation, cycles: CYCLES, rssMiB: rss, files, threads, growthMiBPerCycle: growth }, null, 2),
);
if (growth > LEVEL_MIB || files.late > files.early || threads.late > threads.early) process.exitCode = 1;

function state() {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const count = (folder) => readdirSync(`/proc/self/${folder}`).length;
  return { rssMiB: Math.round(Number(kib) / 102.4) / 10, files: count('fd'), threads: count('task') };
}
