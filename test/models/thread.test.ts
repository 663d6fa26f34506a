/** The whole way: a real model in a real worker thread. The worker is loaded from dist/, so build first. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { systemClock } from '../../src/clock.ts';
import type { LogEntry } from '../../src/logger.ts';
import type { Backend } from '../../src/models/backend.ts';
import { createBackend } from '../../src/models/create.ts';
import { locateModel } from '../../src/models/locate.ts';
import { WorkerBackend } from '../../src/models/worker/client.ts';
import { SharedThreads } from '../../src/models/worker/thread.ts';
import { ask, endOf, eventsOf, never, smallA } from './prompting.ts';

const QUESTION = 'What is 23 + 48 - 17?';
const spec = smallA();
const { model: label } = spec;
const fixture = (name: string): URL => new URL(`./fixtures/${name}`, import.meta.url);

/** Runs a fixture in a process of its own, which an abort would end instead of this one. Rejects if it does. */
function run(name: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [fileURLToPath(fixture(name))]);
}

const backends: Backend[] = [];
const logs: LogEntry[] = [];
const threads = new SharedThreads();
const surroundings = { clock: systemClock, threads, onLog: (entry: LogEntry): void => void logs.push(entry) };

function keep<T extends Backend>(backend: T): T {
  backends.push(backend);
  return backend;
}

afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.dispose()));
  logs.length = 0;
});

describe('a llama model in a worker thread', () => {
  test('loads and answers, greedily and by seed, four at a time and more', async () => {
    const backend = keep(createBackend(spec, surroundings));
    const info = { model: 'embedded:small-a', slots: 4, contextSize: 512, parameters: 848_928, device: 'CPU' };
    expect(await backend.load(never)).toEqual(info);

    const events = await eventsOf(backend, ask(QUESTION));
    const end = events.at(-1);
    expect(end).toMatchObject({ finish: 'stop', promptTokens: 23, completionTokens: 24 });
    expect(end?.text).toMatch(/Answer: 54$/);
    const deltas = events.filter((event) => event.type === 'text-delta');
    expect(deltas.map((delta) => delta.text).join('')).toBe(end?.text);

    const bySeed = async (seed: number): Promise<string> =>
      (await endOf(backend, ask('What is 978 - 459 + 66?', { temperature: 2, seed }))).text;
    expect(await bySeed(7)).toBe(await bySeed(7));
    const seeds = [1, 2, 3, 4, 5, 6];
    expect(new Set(await Promise.all(seeds.map(bySeed))).size).toBeGreaterThan(1);

    const many = await Promise.all(Array.from({ length: 10 }, () => endOf(backend, ask(QUESTION))));
    expect(many.map((one) => one.text)).toEqual(many.map(() => end?.text));
    expect(logs).toEqual([]);
  });

  test('an abort in mid-answer frees its slot', async () => {
    const backend = keep(createBackend({ ...spec, slots: 1 }, surroundings));
    await backend.load(never);
    for (let round = 0; round < 5; round++) {
      const controller = new AbortController();
      const answer = backend.generate(ask(QUESTION), controller.signal)[Symbol.asyncIterator]();
      expect((await answer.next()).value).toMatchObject({ type: 'text-delta', text: '2' });
      const waiting = endOf(backend, ask(QUESTION));
      controller.abort();
      expect((await answer.next()).value).toMatchObject({ type: 'text-end', finish: 'cancelled', text: '2' });
      expect((await waiting).text).toMatch(/Answer: 54$/);
    }
  });

  test('members with the same file share a thread, and weights; the others go on when one leaves', async () => {
    const [one, two, other] = [spec, { ...spec, slots: 2 }, { ...spec, path: locateModel('embedded:small-b', '.').path }].map(
      (each) => keep(createBackend(each, surroundings)),
    );
    if (one === undefined || two === undefined || other === undefined) throw new Error('three backends');
    const infos = await Promise.all([one.load(never), two.load(never), other.load(never)]);
    expect(infos.map(({ slots }) => slots)).toEqual([4, 2, 4]);
    expect(threads.size).toBe(2);
    const texts = await Promise.all([one, two].map(async (backend) => (await endOf(backend, ask(QUESTION))).text));
    expect(texts[0]).toBe(texts[1]);
    const rest = eventsOf(two, ask(QUESTION));
    await one.dispose();
    expect((await rest).at(-1)).toMatchObject({ type: 'text-end', finish: 'stop', text: texts[0] });
    await two.dispose();
    expect(threads.size).toBe(1);
  });

  test('comes back in a new thread when all have left the old one', async () => {
    for (let round = 0; round < 3; round++) {
      const backend = createBackend(spec, surroundings);
      await backend.load(never);
      expect((await endOf(backend, ask(QUESTION))).text).toMatch(/Answer: 54$/);
      await backend.dispose();
      expect(threads.size).toBe(0);
    }
  });

  test('a failure to load keeps its code', async () => {
    const backend = keep(createBackend({ ...spec, path: '/nowhere/m.gguf' }, surroundings));
    await expect(backend.load(never)).rejects.toMatchObject({ code: 'PACORE_MODEL_LOAD', retryable: false });
  });

  test('dispose while loading', async () => {
    const backend = keep(createBackend(spec, surroundings));
    const refused = expect(backend.load(never)).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await backend.dispose();
    await refused;
  });

  test('an error that nobody caught ends the worker, not the process', async () => {
    const { stdout, stderr } = await run('crash-while-generating.mjs');
    const crash = { code: 'PACORE_MEMBER_CRASHED', message: 'embedded:small-a crashed: boom' };
    const line = { level: 'debug', message: 'a line from the worker', fields: { stream: 'stdout' } };
    expect(JSON.parse(stdout)).toEqual({ answers: [crash, crash, crash], died: crash, logs: [line] });
    expect(stderr).toBe('');
  });

  test('a worker that cannot even start is a crash', async () => {
    const missing = new SharedThreads(fixture('missing.mjs'));
    const backend = keep(new WorkerBackend(label, (onLog) => missing.open(spec, onLog), surroundings));
    await expect(backend.load(never)).rejects.toMatchObject({
      code: 'PACORE_MEMBER_CRASHED',
      message: expect.stringContaining('missing.mjs') as unknown,
    });
  });

  test('stopping twelve workers in mid-answer does not abort the process', async () => {
    const { stdout, stderr } = await run('stop-while-generating.mjs');
    expect({ stdout, stderr }).toEqual({ stdout: '12 workers stopped\n', stderr: '' });
  }, 60_000);
});
