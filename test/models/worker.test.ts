import { afterEach, describe, expect, test } from '@jest/globals';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { systemClock } from '../../src/clock.ts';
import { PacoreError } from '../../src/errors.ts';
import type { LogEntry } from '../../src/logger.ts';
import { manualClock } from '../../src/manual-clock.ts';
import type { Backend } from '../../src/models/backend.ts';
import { ScriptedBackend } from '../../src/models/scripted/backend.ts';
import type { ScriptedScript } from '../../src/models/scripted/script.ts';
import { WorkerBackend } from '../../src/models/worker/client.ts';
import { hostPort, workerPort } from '../../src/models/worker/port.ts';
import { serve, type Service } from '../../src/models/worker/serve.ts';
import { ask, endOf, eventsOf, never } from './prompting.ts';

interface Pair {
  readonly host: WorkerBackend;
  readonly service: Service;
  readonly logs: LogEntry[];
  readonly ports: { readonly port1: MessagePort; readonly port2: MessagePort };
}

const pairs: Pair[] = [];

/** A host and a served backend in this thread, joined by a channel. */
function connect(backend: Backend, clock = systemClock): Pair {
  const ports = new MessageChannel();
  const logs: LogEntry[] = [];
  const onLog = (entry: LogEntry): void => void logs.push(entry);
  const service = serve(workerPort(ports.port2), backend);
  const host = new WorkerBackend('actor', () => hostPort(ports.port1), { clock, onLog, graceMs: 1000 });
  const pair = { host, service, logs, ports };
  pairs.push(pair);
  return pair;
}

function scripted(script: ScriptedScript, clock = systemClock): ScriptedBackend {
  return new ScriptedBackend({ backend: 'scripted', model: 'actor', script }, clock);
}

/** A scripted model that says when it has been asked, and never answers. */
function hanging(): { backend: ScriptedBackend; asked: Promise<void> } {
  let report: () => void;
  const asked = new Promise<void>((resolve) => {
    report = resolve;
  });
  const reply = (): Promise<string> => {
    report();
    return new Promise(() => undefined);
  };
  return { backend: scripted({ reply }), asked };
}

afterEach(async () => {
  for (const { host, ports } of pairs.splice(0)) {
    ports.port2.close();
    await host.dispose();
  }
});

describe('a backend behind a port', () => {
  test('loads and answers as it would in place', async () => {
    const { host } = connect(scripted({ reply: 'It is 54.', confidence: 0.25, contextSize: 20 }));
    expect(await host.load(never)).toMatchObject({ model: 'actor', contextSize: 20 });
    const inPlace = scripted({ reply: 'It is 54.', confidence: 0.25, contextSize: 20 });
    expect(await eventsOf(host, ask('What?'))).toEqual(await eventsOf(inPlace, ask('What?')));
    const texts = await Promise.all([1, 2, 3].map(async () => (await endOf(host, ask('What?'))).text));
    expect(texts).toEqual(['It is 54.', 'It is 54.', 'It is 54.']);
  });

  test('keeps code, message and retryable of its errors', async () => {
    const failure = { message: 'The file is damaged.', retryable: false };
    const broken = connect(scripted({ reply: '', failLoad: failure }));
    const rejected = await broken.host.load(never).catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(PacoreError);
    expect(rejected).toMatchObject({ code: 'PACORE_MODEL_LOAD', ...failure });
    const { host } = connect(scripted({ reply: '', contextSize: 3 }));
    await host.load(never);
    await expect(endOf(host, ask('one two three'))).rejects.toMatchObject({
      code: 'PACORE_PROMPT_TOO_LONG',
      message: expect.stringContaining('3 tokens') as unknown,
    });
    expect(await endOf(host, ask('one two'))).toMatchObject({ finish: 'stop' });
  });

  test('an abort ends a generation that says nothing', async () => {
    const { backend, asked } = hanging();
    const { host } = connect(backend);
    await host.load(never);
    const controller = new AbortController();
    const end = endOf(host, ask('?'), controller.signal);
    await asked;
    controller.abort();
    expect(await end).toMatchObject({ finish: 'cancelled', text: '', confidence: null });
  });

  test('an abort ends both sides: what had been read stays, and nothing comes after it', async () => {
    const clock = manualClock();
    const { host } = connect(scripted({ reply: 'a b c', tokenDelay: 10 }, clock));
    await host.load(never);
    const controller = new AbortController();
    const events = host.generate(ask('?'), controller.signal);
    const first = events.next();
    await until(() => clock.pending === 1);
    clock.advance(10);
    expect((await first).value).toMatchObject({ text: 'a ' });
    await until(() => clock.pending === 1);
    controller.abort();
    await until(() => clock.pending === 0);
    expect((await events.next()).value).toMatchObject({ finish: 'cancelled', text: 'a ', completionTokens: 1 });
    expect((await events.next()).done).toBe(true);
    const before = host.generate(ask('?'), AbortSignal.abort());
    expect((await before.next()).value).toMatchObject({ finish: 'cancelled' });
    await before.return();
  });

  test('an abort drops what has arrived and was not read yet', async () => {
    const { host } = connect(scripted({ reply: 'a b c' }));
    await host.load(never);
    const controller = new AbortController();
    const events = host.generate(ask('?'), controller.signal);
    await events.next();
    // A second answer has come whole, so the first one has.
    await endOf(host, ask('?'));
    controller.abort();
    expect((await events.next()).value).toMatchObject({ finish: 'cancelled', text: 'a ' });
  });

  test('a reader who walks away ends the generation', async () => {
    const clock = manualClock();
    const { host } = connect(scripted({ reply: 'a b c', tokenDelay: 10 }, clock));
    await host.load(never);
    const events = host.generate(ask('?'), never);
    const first = events.next();
    await until(() => clock.pending === 1);
    clock.advance(10);
    await first;
    await until(() => clock.pending === 1);
    await events.return();
    await until(() => clock.pending === 0);
  });

  test('loading can be aborted', async () => {
    const clock = manualClock();
    const { host } = connect(scripted({ reply: '', loadDelay: 10 }, clock));
    const controller = new AbortController();
    const loading = host.load(controller.signal);
    await until(() => clock.pending === 1);
    controller.abort();
    await expect(loading).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    await until(() => clock.pending === 0);
    await expect(connect(scripted({ reply: '' })).host.load(AbortSignal.abort())).rejects.toMatchObject({
      code: 'PACORE_ABORTED',
    });
  });

  test('wrong use is said so', async () => {
    const { host } = connect(scripted({ reply: 'a' }));
    await expect(endOf(host, ask('?'))).rejects.toMatchObject({ code: 'PACORE_USAGE' });
    await host.load(never);
    await expect(host.load(never)).rejects.toMatchObject({ code: 'PACORE_USAGE' });
  });

  test('strays on the port are ignored, log lines handed on', async () => {
    const { host, ports, logs } = connect(scripted({ reply: 'a' }));
    await host.load(never);
    const strays = [null, 7, {}, { id: 1 }, { id: 1, message: { type: 'nonsense' } }, { id: 'x', message: {} }];
    for (const stray of strays) {
      ports.port1.postMessage(stray);
      ports.port2.postMessage(stray);
    }
    const entry = { level: 'info', message: 'hello', fields: { n: 1 } } as const;
    ports.port2.postMessage({ id: 0, message: { type: 'log', entry } });
    ports.port2.postMessage({ id: 99, message: { type: 'text-delta', text: 'late', completionTokens: 1 } });
    expect(await endOf(host, ask('?'))).toMatchObject({ text: 'a' });
    expect(logs).toEqual([entry]);
  });
});

describe('the end of a worker', () => {
  test('a crash fails everything pending, then reports the death', async () => {
    const { backend, asked } = hanging();
    const { host, service } = connect(backend);
    await host.load(never);
    const pending = [endOf(host, ask('?')), endOf(host, ask('?'))];
    await asked;
    await service.crash(new Error('boom'));
    const crash = { code: 'PACORE_MEMBER_CRASHED', message: 'actor crashed: boom' };
    for (const end of pending) await expect(end).rejects.toMatchObject(crash);
    expect(await host.died).toMatchObject(crash);
    await expect(endOf(host, ask('?'))).rejects.toMatchObject(crash);
  });

  test('a backend that dies takes its worker along', async () => {
    const { host, service } = connect(
      scripted({
        reply: () => {
          throw new Error('boom');
        },
      }),
    );
    await host.load(never);
    await expect(endOf(host, ask('?'))).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
    expect(await host.died).toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
    await service.stopped;
  });

  test('an exit without a word fails a load and every generation', async () => {
    const loading = connect(scripted({ reply: '', loadDelay: 10 }, manualClock()));
    const load = loading.host.load(never);
    loading.ports.port2.close();
    await expect(load).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
    const { backend, asked } = hanging();
    const { host, ports } = connect(backend);
    await host.load(never);
    const end = endOf(host, ask('?'));
    await asked;
    ports.port2.close();
    await expect(end).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
    expect((await host.died).message).toMatch(/actor ended: its port closed/);
  });

  test('dispose cancels what runs, stops the worker, and may come twice', async () => {
    const { backend, asked } = hanging();
    const { host, service } = connect(backend);
    await host.load(never);
    const end = endOf(host, ask('?'));
    await asked;
    await Promise.all([host.dispose(), host.dispose()]);
    expect(await end).toMatchObject({ finish: 'cancelled' });
    await service.stopped;
    await expect(endOf(host, ask('?'))).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await expect(host.load(never)).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await expect(backend.load(never)).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });

  test('dispose while loading', async () => {
    const clock = manualClock();
    const { host, service } = connect(scripted({ reply: '', loadDelay: 10 }, clock));
    const loading = host.load(never);
    const refused = expect(loading).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await until(() => clock.pending === 1);
    await host.dispose();
    await refused;
    await service.stopped;
    expect(clock.pending).toBe(0);
  });

  test('dispose before loading', async () => {
    const { host } = connect(scripted({ reply: '' }));
    await host.dispose();
    await expect(host.load(never)).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });

  test('a worker that does not stop is abandoned, and the log says so', async () => {
    const clock = manualClock();
    const stuck = scripted({ reply: 'a' });
    stuck.dispose = () => new Promise(() => undefined);
    const { host, logs } = connect(stuck, clock);
    await host.load(never);
    const disposal = host.dispose();
    clock.advance(1000);
    await disposal;
    expect(logs).toEqual([{ level: 'error', message: expect.stringContaining('abandoned') as unknown }]);
    expect(clock.pending).toBe(0);
  });

  test('a crashed worker that does not stop is given up as well', async () => {
    const clock = manualClock();
    const stuck = scripted({ reply: 'a' });
    stuck.dispose = () => new Promise(() => undefined);
    const { host, service } = connect(stuck, clock);
    await host.load(never);
    void service.crash(new Error('boom'));
    await until(() => clock.pending === 1);
    clock.advance(1000);
    expect(await host.died).toMatchObject({ message: 'actor crashed: boom' });
  });

  test('a backend is disposed of after its generations have ended, not while', async () => {
    const seen: string[] = [];
    const slow = scripted({ reply: 'a' });
    slow.generate = async function* (_, signal) {
      yield { type: 'text-delta', text: 'a', completionTokens: 1 };
      await until(() => signal.aborted);
      seen.push('aborted');
      await until(() => true);
      seen.push('ended');
    };
    slow.dispose = () => {
      seen.push('disposed');
      return Promise.resolve();
    };
    const { host } = connect(slow);
    await host.load(never);
    const events = host.generate(ask('?'), never);
    await events.next();
    await host.dispose();
    await events.return();
    expect(seen).toEqual(['aborted', 'ended', 'disposed']);
  });

  test('a backend that fails to be disposed of does not keep its worker', async () => {
    const stubborn = scripted({ reply: 'a' });
    stubborn.dispose = () => Promise.reject(new Error('no'));
    const { host, service, logs } = connect(stubborn);
    await host.load(never);
    await host.dispose();
    await service.stopped;
    expect(logs).toEqual([{ level: 'warn', message: 'Disposing of the model failed: no' }]);
  });
});

/** Lets messages pass until something has come true. */
async function until(condition: () => boolean): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (!condition());
}
