import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { propagation, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { joinAsHost, type Host } from '../../src/cluster/host.ts';
import type { DecisionRecord } from '../../src/decision-record.ts';
import type { PacoreEvent } from '../../src/events.ts';
import { silentLogger } from '../../src/logger.ts';
import type { Backend } from '../../src/models/backend.ts';
import { createPacore } from '../../src/pacore/create.ts';
import type { Pacore } from '../../src/pacore/pacore.ts';
import { buildServer, openTaskQueue } from '../../src/service.ts';
import {
  everyQuestionEndsOnce,
  history,
  noBallotCountedTwice,
  scriptedModel,
  type ScriptedScript,
} from '../../src/testing.ts';
import { startCli, type Running } from '../support/cli.ts';
import { ofType, probe, type Probe } from '../support/probe.ts';
import { RedisServer } from '../support/redis.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const QUESTION = 'What is 23 + 48 - 17?';
const LEASE = 900;
const cluster = { lease: LEASE, grace: 4000 };

/** Closed in reverse order after each test. */
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
}, 60_000);

async function startRedis(args: readonly string[] = []): Promise<RedisServer> {
  const redis = new RedisServer(args);
  open.push(() => redis.close());
  await redis.start();
  return redis;
}

/** A way to Redis that can be slow, or cut. */
async function startProxy(redis: RedisServer): Promise<{ readonly proxy: TcpProxy; readonly url: string }> {
  const proxy = new TcpProxy(redis.port);
  open.push(() => proxy.close());
  return { proxy, url: `redis://127.0.0.1:${await proxy.listen()}` };
}

interface Machine {
  readonly pacore: Pacore;
  readonly host: Host;
  /** Prompts that came here, and how they ended. */
  readonly prompts: Probe<'begun' | 'aborted' | 'ended'>;
}

/** A machine in this process, with scripted members. */
async function startMachine(redis: string, members: Readonly<Record<string, ScriptedScript>>): Promise<Machine> {
  const prompts = probe<'begun' | 'aborted' | 'ended'>();
  const wrapBackend = (backend: Backend): Backend => ({
    load: (signal) => backend.load(signal),
    dispose: () => backend.dispose(),
    died: backend.died,
    async *generate(request, signal) {
      prompts.push('begun');
      yield* backend.generate(request, signal);
      prompts.push(signal.aborted ? 'aborted' : 'ended');
    },
  });
  const config = { members: Object.entries(members).map(([id, script]) => scriptedModel(id, script)) };
  const pacore = await createPacore({ config, logger: silentLogger, wrapBackend });
  open.push(() => pacore.close());
  const settings = { ...pacore.config.cluster, ...cluster, redis };
  const host = await joinAsHost({
    ...{ settings, redisPassword: null, router: pacore.actors.router, members: () => pacore.members() },
    ...{ clock: systemClock, logger: silentLogger },
  });
  open.push(() => host.close());
  return { pacore, host, prompts };
}

interface Coordinator {
  readonly pacore: Pacore;
  readonly events: Probe<PacoreEvent>;
  readonly past: ReturnType<typeof history>;
}

async function startCoordinator(redis: string, options: object = {}): Promise<Coordinator> {
  const events = probe<PacoreEvent>();
  const past = history();
  const config = { members: [], cluster: { ...cluster, redis }, ...options };
  const onEvent = (event: PacoreEvent): void => {
    past.record(event);
    events.push(event);
  };
  const pacore = await createPacore({ config, logger: silentLogger, onEvent });
  open.push(() => pacore.close());
  return { pacore, events, past };
}

/** Resolves when so many members are ready. */
async function ready({ events }: Coordinator, count: number): Promise<void> {
  for (let seen = 0; seen < count; seen += 1) await events.next(ofType<PacoreEvent, 'model-ready'>('model-ready'));
}

const SAYS_54 = { reply: '23+48=71. 71-17=54. Answer: 54' };
const SLOWLY = { ...SAYS_54, tokenDelay: 60 };

function expectSound({ past }: Coordinator): void {
  expect([...everyQuestionEndsOnce(past), ...noBallotCountedTwice(past)]).toEqual([]);
}

const votes = ({ ballots }: DecisionRecord) =>
  ballots.map(({ member, sample, answer }) => `${member}/${sample}: ${answer ?? '-'}`).sort();

describe('a committee of several machines', () => {
  it('asks their members like its own, and streams what they write', async () => {
    const redis = await startRedis();
    await startMachine(redis.url, { a: SLOWLY, b: SAYS_54 });
    await startMachine(redis.url, { c: SAYS_54 });
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 3);
    const texts = new Map<string, string>();
    let record: DecisionRecord | undefined;
    for await (const event of coordinator.pacore.stream(QUESTION, { earlyDecision: false })) {
      if (event.type === 'text-delta') texts.set(event.member, (texts.get(event.member) ?? '') + event.text);
      if (event.type === 'question-decided') record = event.record;
    }
    expect(record).toMatchObject({ status: 'decided', answer: '54', agreement: 1 });
    expect(record?.ballots.map(({ member }) => member).sort()).toEqual(['a', 'b', 'c']);
    for (const { member, text } of record?.ballots ?? []) expect(texts.get(member)).toBe(text);
    expectSound(coordinator);
  });

  it('takes members of one name as replicas: each machine gets what it has room for', async () => {
    const redis = await startRedis();
    const [one, other] = [await startMachine(redis.url, { a: SLOWLY }), await startMachine(redis.url, { a: SLOWLY })];
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 1);
    const answers = Promise.all([coordinator.pacore.ask(QUESTION), coordinator.pacore.ask(QUESTION)]);
    await Promise.all([
      one.prompts.next((event) => event === 'begun'),
      other.prompts.next((event) => event === 'begun'),
    ]);
    expect((await answers).map(({ answer }) => answer)).toEqual(['54', '54']);
  });

  it('calls off what cannot change the outcome, waiting or running', async () => {
    const redis = await startRedis();
    const slow = { reply: 'never '.repeat(500), tokenDelay: 50 };
    await startMachine(redis.url, { a: SAYS_54, b: SAYS_54 });
    const late = await startMachine(redis.url, { c: slow });
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 3);
    const first = coordinator.pacore.ask(QUESTION);
    await late.prompts.next((event) => event === 'begun');
    expect(await first).toMatchObject({ answer: '54', usage: { cancelledBallots: 1 } });
    await late.prompts.next((event) => event === 'aborted');
    // c has one slot: of two more, one prompt waits in the queue.
    const more = await Promise.all([coordinator.pacore.ask(QUESTION), coordinator.pacore.ask(QUESTION)]);
    expect(more.map(({ answer }) => answer)).toEqual(['54', '54']);
    expectSound(coordinator);
  });

  it('sees machines come and go without a restart, and is ready when a quorum is there', async () => {
    const redis = await startRedis();
    const coordinator = await startCoordinator(redis.url, { consensus: { quorum: 2 } });
    const server = buildServer(coordinator.pacore);
    open.push(() => server.close());
    const status = async () => (await server.inject('/readyz')).statusCode;
    expect(await status()).toBe(503);
    await expect(coordinator.pacore.ask(QUESTION)).rejects.toMatchObject({ code: 'PACORE_NO_QUORUM' });
    await startMachine(redis.url, { a: SAYS_54 });
    await ready(coordinator, 1);
    expect(await status()).toBe(503);
    const second = await startMachine(redis.url, { b: SAYS_54 });
    await ready(coordinator, 1);
    expect(await status()).toBe(200);
    expect(await coordinator.pacore.ask(QUESTION)).toMatchObject({ answer: '54', status: 'decided' });
    await second.host.close();
    await coordinator.events.next(ofType<PacoreEvent, 'member-removed'>('member-removed'));
    expect((await coordinator.pacore.members()).map(({ id }) => id)).toEqual(['a']);
    expect(await status()).toBe(503);
  });

  it('goes on with its own members while Redis is away, and with the others when it is back', async () => {
    const redis = await startRedis();
    await startMachine(redis.url, { b: SAYS_54, c: SAYS_54 });
    const coordinator = await startCoordinator(redis.url, {
      ...{ members: [scriptedModel('a', SAYS_54)], cluster: { redis: redis.url, lease: LEASE, grace: 300 } },
      consensus: { quorum: 1 },
    });
    await ready(coordinator, 3);
    await redis.kill();
    await coordinator.events.next((event) => event.type === 'model-crashed' && event.member === 'b');
    await coordinator.events.next((event) => event.type === 'model-crashed' && event.member === 'c');
    const alone = await coordinator.pacore.ask(QUESTION);
    expect(alone).toMatchObject({ answer: '54', status: 'low_confidence' });
    expect(votes(alone)).toEqual(['a/0: 54', 'b/0: -', 'c/0: -']);
    await redis.start();
    await coordinator.events.next(ofType<PacoreEvent, 'cluster-back'>('cluster-back'));
    await ready(coordinator, 2);
    expect(votes(await coordinator.pacore.ask(QUESTION, { earlyDecision: false }))).toEqual([
      'a/0: 54',
      'b/0: 54',
      'c/0: 54',
    ]);
    expectSound(coordinator);
  });

  it('takes a late result of a machine that was cut off for nothing', async () => {
    const redis = await startRedis();
    const { proxy, url } = await startProxy(redis);
    const cutOff = await startMachine(url, { a: { ...SAYS_54, tokenDelay: 400 } });
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 1);
    const answer = coordinator.pacore.ask(QUESTION);
    await cutOff.prompts.next((event) => event === 'begun');
    await startMachine(redis.url, { a: SAYS_54 });
    proxy.cut();
    expect(votes(await answer)).toEqual(['a/0: 54']);
    await cutOff.prompts.next((event) => event === 'ended');
    proxy.heal();
    await coordinator.events.next(ofType<PacoreEvent, 'machine-joined'>('machine-joined'));
    expect(votes(await coordinator.pacore.ask(QUESTION))).toEqual(['a/0: 54']);
    expectSound(coordinator);
  });

  it('gives a coordinator that was cut off what was answered meanwhile, asked once', async () => {
    const redis = await startRedis();
    const { proxy, url } = await startProxy(redis);
    const { prompts } = await startMachine(redis.url, { a: { ...SAYS_54, tokenDelay: 100 } });
    const coordinator = await startCoordinator(url);
    await ready(coordinator, 1);
    const answer = coordinator.pacore.ask(QUESTION);
    await prompts.next((event) => event === 'begun');
    proxy.cut();
    await prompts.next((event) => event === 'ended');
    await coordinator.events.next(ofType<PacoreEvent, 'cluster-lost'>('cluster-lost'));
    proxy.heal();
    expect(votes(await answer)).toEqual(['a/0: 54']);
    expect(prompts.received.filter((event) => event === 'begun')).toHaveLength(1);
    expect(coordinator.events.received.filter(({ type }) => type === 'model-crashed')).toEqual([]);
    expectSound(coordinator);
  });

  it('works through a coordinator’s cut beyond the grace: local members go on, the others come back', async () => {
    const redis = await startRedis();
    const { proxy, url } = await startProxy(redis);
    await startMachine(redis.url, { b: SAYS_54 });
    const coordinator = await startCoordinator(url, {
      members: [scriptedModel('a', SAYS_54)],
      cluster: { redis: url, lease: LEASE, grace: 200 },
      consensus: { quorum: 1 },
    });
    await ready(coordinator, 2);
    proxy.cut();
    await coordinator.events.next((event) => event.type === 'model-crashed' && event.member === 'b');
    expect(votes(await coordinator.pacore.ask(QUESTION))).toEqual(['a/0: 54', 'b/0: -']);
    proxy.heal();
    await ready(coordinator, 1);
    expect(votes(await coordinator.pacore.ask(QUESTION, { earlyDecision: false }))).toEqual(['a/0: 54', 'b/0: 54']);
    expectSound(coordinator);
  });

  it('tells of its machines, those that fell silent too', async () => {
    const redis = await startRedis();
    const { proxy, url } = await startProxy(redis);
    const { pacore, host } = await startMachine(url, { a: SAYS_54, b: SAYS_54 });
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 2);
    const server = buildServer(coordinator.pacore);
    open.push(() => server.close());
    const members = (await pacore.members()).map(({ id, slots }) => ({ id, slots }));
    const told = async (): Promise<unknown> => (await server.inject('/v1/machines')).json();
    expect(await told()).toEqual({ machines: [{ id: host.id, status: 'up', members }] });
    proxy.cut();
    await coordinator.events.next(ofType<PacoreEvent, 'machine-left'>('machine-left'));
    expect(await told()).toEqual({ machines: [{ id: host.id, status: 'silent', members }] });
  });

  it('keeps the work of other machines in the trace of the question', async () => {
    const spans = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
    trace.setGlobalTracerProvider(provider);
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    open.push(() => {
      trace.disable();
      propagation.disable();
      return Promise.resolve();
    });
    const redis = await startRedis();
    await startMachine(redis.url, { a: SAYS_54, b: { reply: () => Promise.reject(new Error('no')) } });
    const coordinator = await startCoordinator(redis.url, { consensus: { quorum: 1 } });
    await ready(coordinator, 2);
    await coordinator.pacore.ask(QUESTION, { earlyDecision: false });
    const found = spans.getFinishedSpans();
    const question = found.find(({ name }) => name === 'pacore question');
    const worked = ['process a', 'process b'].map((name) => found.find((span) => span.name === name));
    for (const span of worked) {
      expect(span?.parentSpanContext?.spanId).toBe(question?.spanContext().spanId);
      expect(span?.spanContext().traceId).toBe(question?.spanContext().traceId);
    }
    expect(worked[0]?.attributes).toMatchObject({ 'gen_ai.response.finish_reasons': ['stop'] });
    expect(worked[1]?.attributes['error.type']).toMatch(/^PACORE_/);
  });

  it('works over a slow line', async () => {
    const redis = await startRedis();
    const { proxy, url } = await startProxy(redis);
    proxy.latency = 20;
    await startMachine(url, { a: SAYS_54, b: SAYS_54, c: SAYS_54 });
    const coordinator = await startCoordinator(url);
    await ready(coordinator, 3);
    expect(votes(await coordinator.pacore.ask(QUESTION, { earlyDecision: false }))).toEqual([
      'a/0: 54',
      'b/0: 54',
      'c/0: 54',
    ]);
  });

  it('says so when Redis is not there, wants a password, or is told one in the address', async () => {
    const ask = (redis: string) => createPacore({ config: { cluster: { redis } }, logger: silentLogger });
    await expect(ask('redis://127.0.0.1:1')).rejects.toMatchObject({ code: 'PACORE_CLUSTER' });
    await expect(ask('redis://:secret@127.0.0.1:1')).rejects.toMatchObject({ code: 'PACORE_CONFIG' });
    const guarded = await startRedis(['--requirepass', 'open sesame']);
    await expect(ask(guarded.url)).rejects.toMatchObject({ code: 'PACORE_CLUSTER' });
    process.env.PACORE_REDIS_PASSWORD = 'open sesame';
    try {
      const pacore = await ask(guarded.url);
      await pacore.close();
    } finally {
      delete process.env.PACORE_REDIS_PASSWORD;
    }
  });
});

describe('pacore worker, with the embedded family', () => {
  interface Worker {
    readonly running: Running;
    readonly machine: string;
  }

  async function startWorker(redis: string, lease = LEASE): Promise<Worker> {
    const running = startCli(['worker', '--redis', redis, '--json'], { env: { PACORE_CLUSTER_LEASE: `${lease}ms` } });
    open.push(async () => {
      running.child.kill('SIGKILL');
      await running.ended;
    });
    const lines = probe<string>();
    running.child.stdout.on('data', (text: string) => lines.push(text));
    const { machine } = JSON.parse(await lines.next()) as { machine: string };
    return { running, machine };
  }

  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'gives what a worker had under %s to the other one, each ballot once',
    async (signal) => {
      const redis = await startRedis();
      const [one] = [await startWorker(redis.url), await startWorker(redis.url)];
      const coordinator = await startCoordinator(redis.url);
      await ready(coordinator, 3);
      const answer = coordinator.pacore.ask(QUESTION, { samples: 16, earlyDecision: false });
      await coordinator.events.next(ofType<PacoreEvent, 'text-delta'>('text-delta'));
      one.running.child.kill(signal);
      const record = await answer;
      expect(record).toMatchObject({ answer: '54', status: 'decided' });
      const expected = ['small-a', 'small-b', 'small-c'].flatMap((id) =>
        Array.from({ length: 16 }, (_, sample) => `${id}/${sample}`),
      );
      expect(record.ballots.map(({ member, sample }) => `${member}/${sample}`).sort()).toEqual(expected.sort());
      expect(record.ballots.filter(({ finish }) => finish !== 'stop')).toEqual([]);
      if (signal === 'SIGSTOP') {
        one.running.child.kill('SIGCONT');
        await coordinator.events.next((event) => event.type === 'machine-joined' && event.machine === one.machine);
        expect(await coordinator.pacore.ask(QUESTION)).toMatchObject({ answer: '54' });
      }
      expectSound(coordinator);
    },
    60_000,
  );

  it('ends in order after SIGTERM: its members leave at once', async () => {
    const redis = await startRedis();
    const { running } = await startWorker(redis.url);
    const coordinator = await startCoordinator(redis.url);
    await ready(coordinator, 3);
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ status: 0, signal: null });
    for (const member of ['small-a', 'small-b', 'small-c'])
      await coordinator.events.next((event) => event.type === 'member-removed' && event.member === member);
  }, 60_000);

  it('loses no task of 500 when Redis is killed and comes back', async () => {
    const redis = await startRedis();
    await startWorker(redis.url, 5000);
    const folder = mkdtempSync(join(tmpdir(), 'pacore-cluster-'));
    open.push(() => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    });
    const coordinator = await startCoordinator(redis.url, { storage: { path: join(folder, 'pacore.db') } });
    await ready(coordinator, 3);
    const queue = await openTaskQueue(coordinator.pacore);
    open.push(() => queue.close());
    const ids = Array.from({ length: 500 }, (_, index) => queue.submit({ question: `What is ${index} + 8?` }).task.id);
    for await (const event of queue.events(ids[50] ?? '')) if (event.type === 'ended') break;
    await redis.kill();
    await coordinator.events.next(ofType<PacoreEvent, 'cluster-lost'>('cluster-lost'));
    await redis.start();
    const statuses: string[] = [];
    for (const id of ids)
      for await (const event of queue.events(id)) if (event.type === 'ended') statuses.push(event.status);
    expect(statuses).toEqual(ids.map(() => 'succeeded'));
    expectSound(coordinator);
  }, 180_000);
});
