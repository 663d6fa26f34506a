/**
 * What HTTP adds to a question: the same scripted committee asked through the library and over loopback, in turns; then a
 * thousand connections at a time, and more questions than there is room for.
 *
 *     node bench/http.mjs                  half a minute
 *     node bench/http.mjs --minutes 10     then keeps asking for so long, and says whether memory grows
 */
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { createPacore } from 'pacore';
import { buildServer } from 'pacore/service';
import { growthOf, resourcesNow, scriptedModel } from 'pacore/testing';
import { median, round, timed } from './bench-model.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '0' } } });
const ROUNDS = 5;
const QUESTIONS = 200;
const CONNECTIONS = 1000;
const QUESTION = 'What is 23 + 48 - 17?';
const SAMPLES_A_MINUTE = 12;

const script = { reply: 'The answer is 54.', slots: 4096 };
const pacore = await createPacore({
  config: {
    members: ['a', 'b', 'c'].map((id) => scriptedModel(id, script)),
    service: { concurrency: CONNECTIONS, queue: CONNECTIONS },
    log: { level: 'error' },
  },
});
const server = buildServer(pacore);
const url = await server.listen({ port: 0, backlog: 2048 });
const body = JSON.stringify({ model: 'pacore', messages: [{ role: 'user', content: QUESTION }] });
const request = {
  url: `${url}/v1/chat/completions`,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body,
};

const library = () => pacore.ask(QUESTION);
const http = async () => {
  const response = await fetch(request.url, request);
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
};

await each(library);
await each(http);
const times = { library: [], http: [] };
for (let turn = 0; turn < ROUNDS; turn += 1) {
  times.library.push(...(await each(library)));
  times.http.push(...(await each(http)));
}
const held = await autocannon({ ...request, connections: CONNECTIONS, duration: 10, timeout: 30, workers: 1 });
const overload = await overloaded();
const growth = Number(values.minutes) > 0 ? await grown(Number(values.minutes)) : undefined;
await server.close();
await pacore.close();

const medians = { library: median(times.library), http: median(times.http) };
console.log(
  JSON.stringify(
    {
      libraryMicroseconds: Math.round(1000 * medians.library),
      httpMicroseconds: Math.round(1000 * medians.http),
      addedMicroseconds: Math.round(1000 * (medians.http - medians.library)),
      timesTheLibrary: round(medians.http / medians.library),
      connections: CONNECTIONS,
      answered: held['2xx'],
      otherwise: { status: held.non2xx, errors: held.errors, timeouts: held.timeouts },
      questionsPerSecond: Math.round(held.requests.average),
      p50Ms: held.latency.p50,
      p99Ms: held.latency.p99,
      overload,
      ...(growth && { growth }),
    },
    null,
    2,
  ),
);

/** Milliseconds of each question, one after another. */
async function each(job) {
  const found = [];
  for (let index = 0; index < QUESTIONS; index += 1) found.push(await timed(job));
  return found;
}

/** Members that need a while, four questions at a time, eight waiting: what is refused, how soon, and that the rest ends. */
async function overloaded() {
  const slow = await createPacore({
    config: {
      members: ['a', 'b', 'c'].map((id) => scriptedModel(id, { ...script, tokenDelay: 20 })),
      service: { concurrency: 4, queue: 8 },
      log: { level: 'error' },
    },
  });
  const small = buildServer(slow);
  const at = await small.listen({ port: 0 });
  const asked = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const startedAt = performance.now();
      const response = await fetch(`${at}/v1/chat/completions`, request);
      await response.arrayBuffer();
      return { status: response.status, ms: performance.now() - startedAt };
    }),
  );
  await small.close();
  await slow.close();
  const of = (status) => asked.filter((one) => one.status === status);
  return {
    asked: asked.length,
    answered: of(200).length,
    refused: of(503).length,
    refusedMedianMs: Math.round(median(of(503).map(({ ms }) => ms))),
  };
}

/** Growth over the second half of the time, under load. */
async function grown(minutes) {
  const samples = [];
  for (let index = 0; index < minutes * SAMPLES_A_MINUTE; index += 1) {
    await autocannon({ ...request, connections: 50, duration: 60 / SAMPLES_A_MINUTE });
    globalThis.gc?.();
    samples.push(resourcesNow());
  }
  return growthOf(samples);
}
