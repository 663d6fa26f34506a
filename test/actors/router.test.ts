import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelCommand } from '../../src/actors/model-protocol.ts';
import type { LoadReply, ReplicaLoad, RouterReply } from '../../src/actors/protocol.ts';
import { query } from '../../src/actors/query.ts';
import { receiver, tell, type ActorRef } from '../../src/actors/ref.ts';
import type { ReplicaNotice } from '../../src/actors/replica-notice.ts';
import { routerActor, type RouterOptions } from '../../src/actors/router.ts';
import { createActorSystem, type ActorSystem } from '../../src/actors/system.ts';
import type { Failure } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { anyRequest } from '../support/controlled-backend.ts';
import { ofType, probe, type Probe } from '../support/probe.ts';

const down: Failure = { code: 'PACORE_MEMBER_CRASHED', message: 'a crashed', retryable: true };
const away: Failure = { code: 'PACORE_MEMBER_AWAY', message: 'a is away', retryable: true };

describe('the router', () => {
  let system: ActorSystem;
  beforeEach(() => {
    system = createActorSystem(() => undefined);
  });
  afterEach(() => system.close());

  function start(options: Partial<RouterOptions> = {}) {
    const clock = manualClock();
    const given: RouterOptions = { strategy: 'least_busy', maxQueue: 2, clock, random: () => 0, ...options };
    const router = system.spawn(routerActor(given), { name: 'router' });
    const replies = probe<RouterReply>();
    return {
      router,
      clock,
      replies,
      loads: async (): Promise<readonly ReplicaLoad[]> => {
        const reply = await query(router, (replyTo) => ({ type: 'load', replyTo }), { timeoutMs: 5000 });
        if (reply.type !== 'load') throw new Error(`unexpected ${reply.type}`);
        return reply.replicas;
      },
      prompt: (requestId: string, to = 'a', more: { readonly deadline?: number } = {}) =>
        tell(router, { type: 'prompt', requestId, request: anyRequest, to, replyTo: replies.ref, ...more }),
      addReplica: (name: string, member = 'a', slots = 1, weight = 1): Probe<ModelCommand> => {
        const model = probe<ModelCommand>();
        tell(router, { type: 'replica-up', member, name, ref: model.ref, slots, weight });
        return model;
      },
    };
  }

  async function answer(model: Probe<ModelCommand>, text = 'done'): Promise<void> {
    const { requestId, replyTo } = await model.next(ofType('generate'));
    tell(replyTo, {
      type: 'text-end',
      requestId,
      text,
      finish: 'stop',
      promptTokens: 1,
      completionTokens: 1,
      confidence: 1,
    });
  }

  it('relays deltas and the end, with the member that speaks', async () => {
    const { prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    prompt('1');
    const { requestId, replyTo } = await model.next(ofType('generate'));
    tell(replyTo, { type: 'text-delta', requestId, text: 'do', completionTokens: 1 });
    tell(replyTo, {
      type: 'text-end',
      requestId,
      text: 'done',
      finish: 'stop',
      promptTokens: 1,
      completionTokens: 1,
      confidence: 1,
    });
    expect(await replies.next()).toMatchObject({ type: 'text-delta', member: 'a', text: 'do' });
    expect(await replies.next()).toMatchObject({ type: 'text-end', member: 'a', text: 'done' });
  });

  it('queues what has no free slot and sends it when one is free', async () => {
    const { prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    prompt('1');
    prompt('2');
    await answer(model, 'first');
    expect(await replies.next()).toMatchObject({ requestId: '1', text: 'first' });
    await answer(model, 'second');
    expect(await replies.next()).toMatchObject({ requestId: '2', text: 'second' });
  });

  it('keeps prompts for a member that is still starting', async () => {
    const { router, prompt, replies, addReplica } = start();
    tell(router, { type: 'member-expected', member: 'a' });
    prompt('1');
    await answer(addReplica('a#1'));
    expect(await replies.next()).toMatchObject({ requestId: '1', type: 'text-end' });
  });

  it('refuses what the queue has no room for', async () => {
    const { router, prompt, replies } = start({ maxQueue: 2 });
    tell(router, { type: 'member-expected', member: 'a' });
    for (const id of ['1', '2', '3']) prompt(id);
    expect(await replies.next()).toMatchObject({ requestId: '3', error: { code: 'PACORE_OVERLOADED' } });
  });

  it('says when there should be room again: what waits, at the pace of late', async () => {
    const { prompt, clock, replies, addReplica } = start({ maxQueue: 2 });
    const model = addReplica('a#1', 'a', 2);
    for (const id of ['1', '2', '3', '4', 'unmeasured']) prompt(id);
    expect(await replies.next()).toMatchObject({ requestId: 'unmeasured', error: { retryAfterMs: 1500 } });
    clock.advance(100);
    await answer(model);
    await replies.next();
    for (const id of ['5', 'measured']) prompt(id);
    expect(await replies.next()).toMatchObject({
      requestId: 'measured',
      error: { retryAfterMs: 150, message: expect.stringContaining('ask again in about 0.1 s') },
    });
  });

  it('refuses prompts to a member that does not exist', async () => {
    const { prompt, replies, addReplica } = start();
    addReplica('b#1', 'b');
    prompt('1', 'nobody');
    expect(await replies.next()).toMatchObject({
      error: { code: 'PACORE_MEMBER_AWAY', message: 'There is no member "nobody"; members: b.' },
    });
  });

  const end = { type: 'text-end', finish: 'stop', promptTokens: 1, completionTokens: 1, confidence: 1 } as const;

  describe('whose replica goes down', () => {
    const goesDown = (router: ActorRef<ReplicaNotice>, name: string) =>
      tell(router, { type: 'replica-down', member: 'a', name, error: down });

    it('has another one answer what it ran, and drops its late words', async () => {
      const { router, prompt, replies, addReplica } = start();
      const [first, second] = [addReplica('a#1'), addReplica('a#2')];
      prompt('1');
      const { replyTo } = await first.next(ofType('generate'));
      goesDown(router, 'a#1');
      tell(replyTo, { ...end, requestId: '1', text: 'late' });
      expect(await replies.next()).toMatchObject({ type: 'generation-restarted', error: down, member: 'a' });
      await answer(second, 'again');
      expect(await replies.next()).toMatchObject({ requestId: '1', text: 'again' });
      expect(replies.received).toHaveLength(2);
    });

    it('has the next incarnation answer it before what waited already', async () => {
      const { router, prompt, replies, addReplica } = start();
      const model = addReplica('a#1', 'a', 2);
      for (const id of ['1', '2', '3']) prompt(id);
      await model.next(ofType('generate'));
      await model.next(ofType('generate'));
      goesDown(router, 'a#1');
      const next = addReplica('a#2', 'a', 3);
      for (const requestId of ['1', '2', '3']) expect(await next.next(ofType('generate'))).toMatchObject({ requestId });
      expect(replies.received.map(({ type }) => type)).toEqual(['generation-restarted', 'generation-restarted']);
    });

    it('fails what has been tried twice', async () => {
      const { router, prompt, replies, addReplica } = start();
      tell(router, { type: 'member-expected', member: 'a' });
      prompt('1');
      for (const name of ['a#1', 'a#2']) {
        await addReplica(name).next(ofType('generate'));
        goesDown(router, name);
      }
      expect(await replies.next()).toMatchObject({ type: 'generation-restarted' });
      expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: down, member: 'a' });
    });

    it('fails what nobody can answer any more, with what its replica died of', async () => {
      const { router, prompt, replies, addReplica } = start();
      const model = addReplica('a#1');
      prompt('1');
      await model.next(ofType('generate'));
      goesDown(router, 'a#1');
      tell(router, { type: 'member-away', member: 'a', error: away });
      expect(await replies.next()).toMatchObject({ type: 'generation-restarted' });
      expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: down });
    });

    it.each(['removed', 'drained'])('fails what ran on a member that was %s', async () => {
      const { router, prompt, replies, addReplica } = start();
      const model = addReplica('a#1');
      prompt('1');
      await model.next(ofType('generate'));
      tell(router, { type: 'member-away', member: 'a', error: away });
      tell(router, { type: 'replica-down', member: 'a', name: 'a#1', error: away });
      expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: away });
    });

    it('does not try what was cancelled', async () => {
      const { router, prompt, replies, addReplica } = start();
      const model = addReplica('a#1');
      prompt('1');
      await model.next(ofType('generate'));
      tell(router, { type: 'cancel', requestId: '1' });
      goesDown(router, 'a#1');
      expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: down });
    });

    it('believes a replica that says itself that it has crashed', async () => {
      const { prompt, replies, addReplica, loads } = start();
      const model = addReplica('a#1');
      prompt('1');
      const { replyTo } = await model.next(ofType('generate'));
      tell(replyTo, { type: 'generation-failed', requestId: '1', error: down });
      expect(await replies.next()).toMatchObject({ type: 'generation-restarted' });
      expect(await loads()).toEqual([]);
      await answer(addReplica('a#2'), 'again');
      expect(await replies.next()).toMatchObject({ requestId: '1', text: 'again' });
    });
  });

  describe('with a deadline', () => {
    it('fails what waits at it, wherever it waits', async () => {
      const { prompt, clock, replies, addReplica, loads } = start();
      addReplica('a#1');
      prompt('runs');
      prompt('waits', 'a', { deadline: 1000 });
      prompt('any', 'any', { deadline: 2000 });
      await loads();
      clock.advance(1000);
      expect(await replies.next()).toMatchObject({
        requestId: 'waits',
        error: { code: 'PACORE_DEADLINE' },
        member: null,
      });
      clock.advance(1000);
      expect(await replies.next()).toMatchObject({ requestId: 'any', error: { code: 'PACORE_DEADLINE' } });
      expect(clock.pending).toBe(0);
    });

    it('fails what runs at it, has it cancelled, and gives its slot away when the replica leaves off', async () => {
      const { prompt, clock, replies, addReplica, loads } = start();
      const model = addReplica('a#1');
      prompt('runs', 'a', { deadline: 1000 });
      prompt('waits');
      const { replyTo, deadline } = await model.next(ofType('generate'));
      expect(deadline).toBe(1000);
      clock.advance(1000);
      expect(await replies.next()).toMatchObject({
        requestId: 'runs',
        error: { code: 'PACORE_DEADLINE' },
        member: 'a',
      });
      expect(await model.next(ofType('cancel'))).toMatchObject({ requestId: 'runs' });
      expect(await loads()).toMatchObject([{ inFlight: 1, queued: 1 }]);
      tell(replyTo, { type: 'text-delta', requestId: 'runs', text: 'late', completionTokens: 1 });
      tell(replyTo, { ...end, requestId: 'runs', text: 'late', finish: 'cancelled' });
      await answer(model, 'next');
      expect(await replies.next()).toMatchObject({ requestId: 'waits', text: 'next' });
      expect(replies.received).toHaveLength(2);
    });

    it('keeps to it when the time of day is set, and tells the model what is left of it', async () => {
      const { prompt, clock, replies, addReplica } = start();
      const model = addReplica('a#1');
      prompt('runs');
      prompt('waits', 'a', { deadline: 1000 });
      const { replyTo } = await model.next(ofType('generate'));
      clock.advance(400);
      clock.set(-3_600_000);
      tell(replyTo, { ...end, requestId: 'runs', text: 'done' });
      expect(await model.next(ofType('generate'))).toMatchObject({ requestId: 'waits', deadline: -3_600_000 + 600 });
      clock.advance(600);
      expect(await replies.next(({ requestId }) => requestId === 'waits')).toMatchObject({
        error: { code: 'PACORE_DEADLINE' },
      });
    });

    it('refuses what comes after it, and forgets it when a prompt ends in time', async () => {
      const { prompt, clock, replies, addReplica } = start();
      const model = addReplica('a#1');
      clock.advance(1000);
      prompt('late', 'a', { deadline: 1000 });
      expect(await replies.next()).toMatchObject({ requestId: 'late', error: { code: 'PACORE_DEADLINE' } });
      prompt('runs', 'a', { deadline: 2000 });
      await answer(model);
      await replies.next();
      expect(clock.pending).toBe(0);
    });
  });

  it('fails what waits for a member that goes away, lets what runs go on, and refuses the next', async () => {
    const { router, prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    for (const id of ['runs', 'waits']) prompt(id);
    tell(router, { type: 'member-away', member: 'a', error: away });
    prompt('late');
    expect(await replies.next()).toMatchObject({ requestId: 'waits', error: away });
    expect(await replies.next()).toMatchObject({ requestId: 'late', error: away });
    await answer(model);
    expect(await replies.next()).toMatchObject({ requestId: 'runs', type: 'text-end' });
  });

  it('cancels a waiting prompt itself and a running one at its model', async () => {
    const { router, prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    for (const id of ['runs', 'waits']) prompt(id);
    tell(router, { type: 'cancel', requestId: 'waits' });
    tell(router, { type: 'cancel', requestId: 'runs' });
    tell(router, { type: 'cancel', requestId: 'unknown' });
    expect(await replies.next()).toMatchObject({ requestId: 'waits', error: { code: 'PACORE_ABORTED' } });
    expect(await model.next(ofType('cancel'))).toMatchObject({ requestId: 'runs' });
    expect(replies.received).toHaveLength(1);
  });

  it('spreads prompts to any member over all, and fails them when every member is away', async () => {
    const { router, prompt, replies, addReplica } = start();
    const [a, b] = [addReplica('a#1', 'a'), addReplica('b#1', 'b')];
    for (const id of ['1', '2', '3']) prompt(id, 'any');
    await a.next(ofType('generate'));
    await b.next(ofType('generate'));
    for (const member of ['a', 'b']) tell(router, { type: 'member-away', member, error: away });
    expect(await replies.next()).toMatchObject({ requestId: '3', error: away, member: null });
  });

  it('fails a prompt to any member at once when every member is away already', async () => {
    const { router, prompt, replies } = start();
    prompt('nobody', 'any');
    expect(await replies.next()).toMatchObject({ requestId: 'nobody', error: { code: 'PACORE_MEMBER_AWAY' } });
    tell(router, { type: 'member-away', member: 'a', error: away });
    prompt('late', 'any');
    expect(await replies.next()).toMatchObject({ requestId: 'late', error: away });
  });

  it('lets a queue of nothing refuse only what cannot run at once', async () => {
    const { prompt, replies, addReplica } = start({ maxQueue: 0 });
    const model = addReplica('a#1');
    prompt('runs');
    prompt('waits');
    expect(await replies.next()).toMatchObject({ requestId: 'waits', error: { code: 'PACORE_OVERLOADED' } });
    await answer(model);
    expect(await replies.next()).toMatchObject({ requestId: 'runs', type: 'text-end' });
  });

  it('refuses a request id that is under way, and forgets it when that has ended', async () => {
    const { prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    prompt('same');
    prompt('same', 'a');
    expect(await replies.next()).toMatchObject({ error: { code: 'PACORE_USAGE' } });
    await answer(model);
    expect(await replies.next()).toMatchObject({ type: 'text-end' });
    prompt('same');
    await answer(model);
    expect(await replies.next()).toMatchObject({ type: 'text-end' });
  });

  it('does not take an old run’s words for those of a new one with the same id', async () => {
    const { router, prompt, replies, addReplica } = start();
    const old = addReplica('a#1');
    prompt('same');
    const { replyTo } = await old.next(ofType('generate'));
    tell(router, { type: 'replica-down', member: 'a', name: 'a#1', error: down });
    tell(router, { type: 'cancel', requestId: 'same' });
    expect(await replies.next()).toMatchObject({ type: 'generation-restarted' });
    expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: { code: 'PACORE_ABORTED' } });
    prompt('same');
    const fresh = addReplica('a#2');
    const late = { type: 'text-end', requestId: 'same', text: 'old', finish: 'stop' } as const;
    tell(replyTo, { ...late, promptTokens: 1, completionTokens: 1, confidence: 1 });
    await answer(fresh, 'new');
    expect(await replies.next()).toMatchObject({ text: 'new' });
  });

  it.each([
    null,
    'text',
    {},
    { type: 'text-end', text: 5 },
    { type: 'text-end', text: '', finish: 'banana' },
    { type: 'generation-failed' },
  ])('makes a failure of the reply %j, and frees its slot', async (nonsense) => {
    const { prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    prompt('1');
    const { replyTo } = await model.next(ofType('generate'));
    tell(replyTo, nonsense as never);
    expect(await replies.next()).toMatchObject({ requestId: '1', error: { code: 'PACORE_GENERATION' } });
    prompt('2');
    await answer(model);
    expect(await replies.next()).toMatchObject({ requestId: '2', type: 'text-end' });
  });

  it('answers what is still open when it stops', async () => {
    const { prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    for (const id of ['runs', 'waits']) prompt(id);
    await model.next(ofType('generate'));
    await system.close();
    expect(replies.received.map(({ requestId }) => requestId).sort()).toEqual(['runs', 'waits']);
    expect(replies.received).toEqual(
      replies.received.map(() => expect.objectContaining({ type: 'generation-failed' })),
    );
  });

  it('tells what every replica has to do', async () => {
    const { router, prompt, loads, addReplica } = start();
    addReplica('a#1', 'a', 2);
    addReplica('b#1', 'b', 3);
    for (const id of ['1', '2', '3']) prompt(id, 'a');
    prompt('4', 'b');
    expect(await loads()).toEqual([
      { name: 'a#1', member: 'a', slots: 2, inFlight: 2, queued: 1 },
      { name: 'b#1', member: 'b', slots: 3, inFlight: 1, queued: 0 },
    ]);
    tell(router, { type: 'member-away', member: 'a', error: away });
    expect((await loads()).map(({ name }) => name)).toEqual(['b#1']);
  });

  it('answers who asks for the load when it has stopped', async () => {
    const { router } = start();
    await system.close();
    const replies = probe<LoadReply>();
    tell(router, { type: 'load', replyTo: replies.ref });
    expect(await replies.next()).toMatchObject({ type: 'command-failed', error: { code: 'PACORE_DEAD_LETTER' } });
  });

  it.each([
    // The smallest share of slots in use: a#1 has 4 slots, the others 2.
    ['least_busy', 'a#1 a#2 b#1 a#1 a#1 a#2 b#1 a#1'],
    ['round_robin', 'a#1 a#2 b#1 a#1 a#2 b#1 a#1 a#1'],
    // b weighs 2, and so twice as much as each replica of a.
    ['weighted', 'b#1 a#1 a#2 b#1 a#1 a#2 a#1 a#1'],
    // Each once; then of the two drawn (here the second and the one before it) the one with fewer in flight.
    ['latency', 'a#1 a#2 b#1 a#2 b#1 a#1 a#1 a#1'],
  ] as const)('spreads prompts to any member over all replicas by %s', async (strategy, order) => {
    const { router, prompt, loads } = start({ strategy, random: () => 0.5 });
    const told: string[] = [];
    for (const [name, member, slots, weight] of [
      ['a#1', 'a', 4, 1],
      ['a#2', 'a', 2, 1],
      ['b#1', 'b', 2, 2],
    ] as const)
      tell(router, { type: 'replica-up', member, name, ref: receiver(() => told.push(name)), slots, weight });
    for (let id = 1; id <= 8; id += 1) prompt(String(id), 'any');
    await loads();
    expect(told.join(' ')).toBe(order);
  });

  it.each(['round_robin', 'weighted'] as const)(
    'takes turns by %s among the replicas of each member, whatever is sent to others in between',
    async (strategy) => {
      const { router, prompt, loads } = start({ strategy });
      const told: string[] = [];
      for (const name of ['a#1', 'a#2', 'b#1', 'b#2']) {
        const member = name.charAt(0);
        tell(router, { type: 'replica-up', member, name, ref: receiver(() => told.push(name)), slots: 9, weight: 1 });
      }
      for (const [index, to] of ['a', 'b', 'a', 'b'].entries()) prompt(String(index), to);
      await loads();
      expect(told).toEqual(['a#1', 'b#1', 'a#2', 'b#2']);
    },
  );

  describe('by latency', () => {
    /** Two replicas, of which a has taken 100 ms and b 1000 ms. */
    async function measured() {
      const started = start({ strategy: 'latency' });
      const { prompt, clock, replies, loads } = started;
      const models = { a: started.addReplica('a#1', 'a', 2), b: started.addReplica('b#1', 'b', 2) };
      /** One prompt that ends after `ms` as told. */
      const serve = async (
        member: 'a' | 'b',
        ms: number,
        end: object = { type: 'text-end', text: '', finish: 'stop' },
      ) => {
        const id = `${member} for ${ms} ms`;
        prompt(id, member);
        const { requestId, replyTo } = await models[member].next(ofType('generate'));
        clock.advance(ms);
        tell(replyTo, { promptTokens: 1, completionTokens: 1, confidence: null, requestId, ...end } as never);
        await replies.next((reply) => reply.requestId === id);
      };
      /** Who gets the next prompt to any member. */
      const next = async () => {
        prompt('next', 'any');
        await loads();
        const has = ({ received }: Probe<ModelCommand>) =>
          received.some((command) => command.type === 'generate' && command.requestId === 'next');
        return { a: has(models.a), b: has(models.b) };
      };
      await serve('a', 100);
      await serve('b', 1000);
      return { ...started, serve, next };
    }

    it('takes the replica that was faster from dispatch to end', async () => {
      const { next } = await measured();
      expect(await next()).toEqual({ a: true, b: false });
    });

    it('takes the other one when the faster one has become slow', async () => {
      const { serve, next } = await measured();
      await serve('a', 20_000);
      expect(await next()).toEqual({ a: false, b: true });
    });

    it.each([
      ['a failure', { type: 'generation-failed', error: down }, 'a'],
      ['a cancelled prompt', { type: 'text-end', text: '', finish: 'cancelled' }, 'a'],
      ['a reply that is none', { type: 'nonsense' }, 'a'],
      ['an answer of full length', { type: 'text-end', text: '', finish: 'length' }, 'b'],
    ])('measures only what ended normally: %s of 1 ms', async (_, end, expected) => {
      const { serve, next, clock } = await measured();
      clock.advance(60_000);
      await serve('b', 1, end);
      expect(await next()).toEqual({ a: expected === 'a', b: expected === 'b' });
    });
  });
});
