/**
 * What the committee adds to its members: a question through PaCoRe against a bare Promise.all over the same scripted
 * members, one at a time (added latency, at most 100 µs at the median) and saturated (at least half the throughput).
 */
import { createPacore } from 'pacore';
import { scriptedModel } from 'pacore/testing';
import { systemClock } from '../dist/clock.js';
import { ScriptedBackend } from '../dist/models/scripted/backend.js';
import { endOf, median, requestOf, round, timed } from './bench-model.mjs';

const MEMBERS = ['a', 'b', 'c'];
const QUESTIONS = 3000;
const AT_A_TIME = 64;
const ROUNDS = 5;
const LIMITS = { addedMicroseconds: 100, ofThroughput: 0.5 };
const never = new globalThis.AbortController().signal;
const script = { reply: 'The answer is 54.', slots: AT_A_TIME };

const pacore = await createPacore({
  config: { members: MEMBERS.map((id) => scriptedModel(id, script)), log: { level: 'error' } },
});
const backends = MEMBERS.map((id) => new ScriptedBackend({ backend: 'scripted', model: id, script }, systemClock));
for (const backend of backends) await backend.load(never);
const request = requestOf({ tokens: 30 });
const bare = () => Promise.all(backends.map((backend) => endOf(backend, request)));
const asked = () => pacore.ask('What is 23 + 48 - 17?', { earlyDecision: false });

await each(asked, 500);
await each(bare, 500);
const latencies = { bare: [], asked: [] };
const seconds = { bare: [], asked: [] };
for (let turn = 0; turn < ROUNDS; turn++) {
  latencies.bare.push(...(await each(bare, QUESTIONS / ROUNDS)));
  latencies.asked.push(...(await each(asked, QUESTIONS / ROUNDS)));
  seconds.bare.push((await timed(() => saturated(bare))) / 1000);
  seconds.asked.push((await timed(() => saturated(asked))) / 1000);
}
await pacore.close();

const addedMicroseconds = Math.round(1000 * (median(latencies.asked) - median(latencies.bare)));
const perSecond = (times) => Math.round(QUESTIONS / median(times));
const ofThroughput = round(median(seconds.bare) / median(seconds.asked));
const result = {
  bareMicroseconds: Math.round(1000 * median(latencies.bare)),
  addedMicroseconds,
  limitMicroseconds: LIMITS.addedMicroseconds,
  bareQuestionsPerSecond: perSecond(seconds.bare),
  questionsPerSecond: perSecond(seconds.asked),
  ofThroughput,
  limitOfThroughput: LIMITS.ofThroughput,
};
console.log(JSON.stringify(result, null, 2));
if (addedMicroseconds > LIMITS.addedMicroseconds || ofThroughput < LIMITS.ofThroughput) process.exitCode = 1;

/** Milliseconds of each of `count` questions, one after another. */
async function each(job, count) {
  const times = [];
  for (let index = 0; index < count; index++) times.push(await timed(job));
  return times;
}

async function saturated(job) {
  let left = QUESTIONS;
  const work = async () => {
    while (left-- > 0) await job();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}
