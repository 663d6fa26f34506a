/** A real model in a real child process, which may be treated badly. The worker is loaded from dist/, so build first. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { systemClock, type Clock } from '../../src/clock.ts';
import type { LogEntry } from '../../src/logger.ts';
import { manualClock } from '../../src/manual-clock.ts';
import type { Backend } from '../../src/models/backend.ts';
import { createBackend } from '../../src/models/create.ts';
import { WorkerBackend } from '../../src/models/worker/client.ts';
import { startProcess } from '../../src/models/worker/process.ts';
import { SharedThreads } from '../../src/models/worker/thread.ts';
import { workerProcesses } from '../support/children.ts';
import { ask, endOf, eventsOf, never, smallA } from './prompting.ts';

const QUESTION = 'What is 23 + 48 - 17?';
const spec = smallA('process');
const { model: label } = spec;

const backends: Backend[] = [];
const logs: LogEntry[] = [];
const threads = new SharedThreads();

function start(clock: Clock = systemClock): Backend {
  const backend = createBackend(spec, { clock, threads, onLog: (entry) => void logs.push(entry) });
  backends.push(backend);
  return backend;
}

/** The only worker process there is. */
function child(): number {
  const [pid, ...others] = workerProcesses();
  if (pid === undefined || others.length > 0) throw new Error(`${others.length + (pid ? 1 : 0)} processes`);
  return pid;
}

afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.dispose()));
  logs.length = 0;
  expect(workerProcesses()).toEqual([]);
});

describe('a llama model in a process of its own', () => {
  test('loads, answers and stops like one in a thread', async () => {
    const backend = start();
    const info = { model: label, slots: 4, contextSize: 512, parameters: 848_928, device: 'CPU' };
    expect(await backend.load(never)).toMatchObject(info);
    const texts = await Promise.all([1, 2, 3, 4, 5].map(async () => (await endOf(backend, ask(QUESTION))).text));
    expect(texts).toEqual(texts.map(() => expect.stringMatching(/Answer: 54$/) as unknown));
    expect(logs).toEqual([]);
  });

  test.each(['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGTERM'] as const)(
    'ended by %s in mid-answer, its answers fail and its death is told',
    async (signal) => {
      const backend = start();
      await backend.load(never);
      const { lost } = await interrupted(backend, signal);
      const message = `The worker of ${label} ended: it was ended by ${signal}.`;
      const crash = { code: 'PACORE_MEMBER_CRASHED', message };
      await expect(lost).rejects.toMatchObject(crash);
      expect(await backend.died).toMatchObject(crash);
      await expect(endOf(backend, ask(QUESTION))).rejects.toMatchObject(crash);
    },
  );

  test('that is stuck is killed', async () => {
    const clock = manualClock();
    const backend = start(clock);
    await backend.load(never);
    const { lost } = await interrupted(backend, 'SIGSTOP');
    // What it said before it was stopped may still be on its way, and counts as a sign of life.
    const state = { isOver: false };
    void backend.died.then(() => (state.isOver = true));
    while (!state.isOver) {
      clock.advance(1000);
      await new Promise(setImmediate);
    }
    const message = `The worker of ${label} ended: it was stuck, and was killed.`;
    await expect(lost).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED', message });
    expect(clock.pending).toBe(0);
  });

  test('that does not stop when it is told to is killed after its grace', async () => {
    const clock = manualClock();
    const backend = start(clock);
    await backend.load(never);
    const pid = child();
    process.kill(pid, 'SIGSTOP');
    const disposal = backend.dispose();
    clock.advance(5000);
    await disposal;
    expect(logs).toMatchObject([{ level: 'error', message: expect.stringContaining('did not stop in 5000 ms') as unknown }]);
    while (workerProcesses().includes(pid)) await new Promise(setImmediate);
  });

  test('does not mind Ctrl-C: when to stop is its host’s to say', async () => {
    const backend = start();
    await backend.load(never);
    process.kill(child(), 'SIGINT');
    expect((await endOf(backend, ask(QUESTION))).text).toMatch(/Answer: 54$/);
  });

  test('a failure to load keeps its code', async () => {
    const backend = createBackend({ ...spec, path: '/nowhere/m.gguf' }, { clock: systemClock, threads, onLog: () => undefined });
    backends.push(backend);
    await expect(backend.load(never)).rejects.toMatchObject({ code: 'PACORE_MODEL_LOAD', retryable: false });
  });

  test('a process that cannot even start is a crash', async () => {
    const entry = new URL('./fixtures/missing.mjs', import.meta.url);
    const open = (onLog: (entry: LogEntry) => void) => startProcess(spec, onLog, systemClock, entry);
    const backend = new WorkerBackend(label, open, { clock: systemClock, onLog: (entry) => void logs.push(entry) });
    backends.push(backend);
    await expect(backend.load(never)).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
  });

  test('says that it is alive, so that its silence means something', async () => {
    const clock = manualClock();
    const backend = start(clock);
    await backend.load(never);
    for (let beat = 0; beat < 20; beat++) {
      clock.advance(1000);
      await endOf(backend, ask(QUESTION));
    }
    expect((await eventsOf(backend, ask(QUESTION))).at(-1)).toMatchObject({ finish: 'stop' });
  });
});

/** Sends `signal` in mid-answer: four answers are being written, and the one that is returned waits behind them. */
async function interrupted(backend: Backend, signal: NodeJS.Signals): Promise<{ readonly lost: Promise<unknown> }> {
  const pid = child();
  const answers = [1, 2, 3, 4].map(() => backend.generate(ask(QUESTION), never)[Symbol.asyncIterator]());
  const begun = answers.map((answer) => answer.next());
  const waiting = endOf(backend, ask(QUESTION));
  waiting.catch(() => undefined);
  await Promise.any(begun);
  process.kill(pid, signal);
  void Promise.allSettled(begun);
  return { lost: waiting };
}
