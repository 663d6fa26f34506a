import { afterEach, describe, expect, test } from '@jest/globals';
import { manualClock } from '../../src/manual-clock.ts';
import { SharedThreads } from '../../src/models/worker/thread.ts';
import { createBackend } from '../../src/models/create.ts';
import type { Backend } from '../../src/models/backend.ts';
import type { ScriptedScript } from '../../src/models/scripted/script.ts';
import { ask, endOf, eventsOf, never } from './prompting.ts';

const clock = manualClock();
const backends: Backend[] = [];

function scripted(script: ScriptedScript): Backend {
  const backend = createBackend({ backend: 'scripted', model: 'actor', script }, { clock, onLog: () => undefined, threads: new SharedThreads() });
  backends.push(backend);
  return backend;
}

afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.dispose()));
  expect(clock.pending).toBe(0);
});

describe('ScriptedBackend', () => {
  test('streams its reply word by word and ends with the whole', async () => {
    const backend = scripted({ reply: ' So: it is\n 54. ', confidence: 0.5 });
    const info = { model: 'actor', slots: Number.MAX_SAFE_INTEGER, contextSize: null, parameters: null, device: null };
    expect(await backend.load(never)).toEqual(info);
    expect(await eventsOf(backend, ask('What is it?'))).toEqual([
      { type: 'text-delta', text: ' So: ', completionTokens: 1 },
      { type: 'text-delta', text: 'it ', completionTokens: 2 },
      { type: 'text-delta', text: 'is\n ', completionTokens: 3 },
      { type: 'text-delta', text: '54. ', completionTokens: 4 },
      {
        type: 'text-end',
        text: ' So: it is\n 54. ',
        finish: 'stop',
        promptTokens: 3,
        completionTokens: 4,
        confidence: 0.5,
      },
    ]);
  });

  test('takes its replies in turn, or from a function', async () => {
    const inTurn = scripted({ reply: ['one', '', '  '] });
    const texts = [];
    for (let i = 0; i < 4; i++) texts.push((await endOf(inTurn, ask('?'))).text);
    expect(texts).toEqual(['one', '', '  ', 'one']);
    const computed = scripted({ reply: (request, n) => Promise.resolve(`${request.seed}:${n}`) });
    expect((await endOf(computed, ask('?', { seed: 9 }))).text).toBe('9:0');
    expect((await endOf(computed, ask('?', { seed: 8 }))).text).toBe('8:1');
  });

  test('stops at maxTokens and at the end of the context; refuses a prompt that does not fit', async () => {
    const backend = scripted({ reply: 'a b c d e f', contextSize: 6 });
    expect(await endOf(backend, ask('?', { maxTokens: 2 }))).toMatchObject({ text: 'a b ', finish: 'length' });
    expect(await endOf(backend, ask('1 2 3'))).toMatchObject({ text: 'a b c ', finish: 'length', promptTokens: 3 });
    expect(await endOf(backend, ask('1 2 3 4 5'))).toMatchObject({ text: 'a ', finish: 'length' });
    await expect(endOf(backend, ask('1 2 3 4 5 6'))).rejects.toMatchObject({ code: 'PACORE_PROMPT_TOO_LONG' });
    expect(await endOf(backend, ask('?', { maxTokens: 6 }))).toMatchObject({ finish: 'length', completionTokens: 5 });
  });

  test('waits before each token and is aborted at once, leaving no timer', async () => {
    const backend = scripted({ reply: 'a b c', tokenDelay: 10 });
    const controller = new AbortController();
    const events = backend.generate(ask('?'), controller.signal)[Symbol.asyncIterator]();
    const first = events.next();
    await ticks();
    clock.advance(9);
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect((await first).value).toMatchObject({ text: 'a ' });
    const second = events.next();
    await ticks();
    controller.abort();
    expect((await second).value).toMatchObject({ type: 'text-end', text: 'a ', finish: 'cancelled' });
    expect((await events.next()).done).toBe(true);
  });

  test('a reply that never comes can be aborted', async () => {
    const backend = scripted({ reply: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const end = endOf(backend, ask('?'), controller.signal);
    await ticks();
    controller.abort();
    expect(await end).toMatchObject({ finish: 'cancelled', text: '', completionTokens: 0 });
  });

  test('a reply that throws is a crash: everything that runs fails, and the backend is dead', async () => {
    const backend = scripted({
      tokenDelay: 10,
      reply: (_, n) => {
        if (n === 1) throw new Error('out of cheese');
        return 'a b c';
      },
    });
    const bystander = endOf(backend, ask('?'));
    bystander.catch(() => undefined);
    await ticks();
    const crash = { code: 'PACORE_MEMBER_CRASHED', message: 'actor crashed: out of cheese' };
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject(crash);
    await expect(bystander).rejects.toMatchObject(crash);
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject(crash);
    await expect(backend.load(never)).rejects.toMatchObject(crash);
    expect(await backend.died).toMatchObject(crash);
  });

  test('no more prompts run at a time than it has slots', async () => {
    const backend = scripted({ reply: 'a', tokenDelay: 10, slots: 2 });
    const ends = [1, 2, 3].map(() => endOf(backend, ask('?')));
    await ticks();
    expect(clock.pending).toBe(2);
    clock.advance(10);
    await Promise.all(ends.slice(0, 2));
    await ticks();
    clock.advance(10);
    expect(await ends[2]).toMatchObject({ finish: 'stop' });
  });

  test('loading takes its time, can fail, and can be aborted', async () => {
    const slow = scripted({ reply: '', loadDelay: 50, slots: 3, contextSize: 7 });
    const loading = slow.load(never);
    clock.advance(50);
    expect(await loading).toMatchObject({ slots: 3, contextSize: 7 });
    const controller = new AbortController();
    const aborted = scripted({ reply: '', loadDelay: 50 }).load(controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    await expect(scripted({ reply: '', failLoad: 'no' }).load(never)).rejects.toMatchObject({
      code: 'PACORE_MODEL_LOAD',
      message: 'no',
      retryable: true,
    });
    const broken = scripted({ reply: '', failLoad: { message: 'broken', retryable: false } });
    await expect(broken.load(never)).rejects.toMatchObject({ message: 'broken', retryable: false });
  });

  test('dispose cancels what runs, may come twice, and nothing runs after it', async () => {
    const backend = scripted({ reply: 'a b', tokenDelay: 10 });
    const end = endOf(backend, ask('?'));
    await ticks();
    await backend.dispose();
    await backend.dispose();
    expect(await end).toMatchObject({ finish: 'cancelled' });
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    const loading = scripted({ reply: '', loadDelay: 50 });
    const loaded = loading.load(never);
    await loading.dispose();
    await expect(loaded).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });
});

/** Lets everything run that is ready to. */
function ticks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
