import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MemberSpec } from '../../src/actors/member-spec.ts';
import type { MemberState, SupervisorCommand, SupervisorReply } from '../../src/actors/protocol.ts';
import { query } from '../../src/actors/query.ts';
import { tell, type ActorRef } from '../../src/actors/ref.ts';
import type { ReplicaNotice } from '../../src/actors/replica-notice.ts';
import { supervisorActor } from '../../src/actors/supervisor.ts';
import { createActorSystem, type ActorSystem } from '../../src/actors/system.ts';
import { PacoreError } from '../../src/errors.ts';
import type { PacoreEvent } from '../../src/events.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { anyRequest, controlledBackend } from '../support/controlled-backend.ts';
import { ofType, probe } from '../support/probe.ts';

const policy = { intensity: 2, period: 60_000, backoff: { min: 200, max: 10_000, factor: 2, jitter: 0 } };
const vigilance = { silence: 30_000, probe: 0 };
const terms = { weight: 1, temperature: 0.7, maxTokens: 16, confidenceFrom: 'mean' } as const;

describe('the supervisor', () => {
  let system: ActorSystem;
  beforeEach(() => {
    system = createActorSystem(() => undefined);
  });
  afterEach(() => system.close());

  function start() {
    const clock = manualClock();
    const events = probe<PacoreEvent>();
    const router = probe<ReplicaNotice>();
    const lifecycle = { policy, vigilance, router: router.ref, clock, emit: events.push, random: () => 0.5 };
    const supervisor = system.spawn(supervisorActor(lifecycle), { name: 'supervisor' });
    const ask = (make: (replyTo: ActorRef<SupervisorReply>) => SupervisorCommand) =>
      query(supervisor, make, { timeoutMs: 5000 });
    const list = async (): Promise<readonly MemberState[]> => {
      const reply = await ask((replyTo) => ({ type: 'list-members', replyTo }));
      if (reply.type !== 'members') throw new Error(`unexpected ${reply.type}`);
      return reply.members;
    };
    /** Adds a member whose incarnations are controlled backends, handed over as they are made. */
    const add = async (id: string, more: Partial<MemberSpec> = {}, isRemote = false) => {
      const made = probe<ReturnType<typeof controlledBackend>>();
      const create = () => {
        const controlled = controlledBackend(2);
        made.push(controlled);
        return controlled.backend;
      };
      const spec: MemberSpec = {
        id,
        model: 'm',
        run: { type: 'backend', create, isRemote },
        replicas: 1,
        slots: 2,
        restart: 'permanent',
        terms,
        ...more,
      };
      return { made, reply: await ask((replyTo) => ({ type: 'add-member', spec, replyTo })) };
    };
    const event = <Type extends PacoreEvent['type']>(type: Type) => events.next(ofType<PacoreEvent, Type>(type));
    return { clock, events, event, router, supervisor, ask, list, add };
  }

  it('starts a member, and tells the router when it is ready', async () => {
    const { add, router, list, event } = start();
    const { made, reply } = await add('a', { terms: { ...terms, weight: 3 } });
    expect(reply).toMatchObject({ type: 'member', member: { id: 'a', status: 'starting' } });
    expect(await router.next()).toEqual({ type: 'member-expected', member: 'a' });
    (await made.next()).ready();
    expect(await router.next()).toMatchObject({ type: 'replica-up', member: 'a', name: 'a#1', slots: 2, weight: 3 });
    expect(await event('model-ready')).toMatchObject({ member: 'a', replica: 'a#1' });
    expect(await list()).toMatchObject([{ id: 'a', status: 'ready', restarts: 0, lastError: null }]);
  });

  it('restarts a crashed member after its backoff, under a new name, once the old one has let go', async () => {
    const { add, router, clock, event, list } = start();
    const { made } = await add('a');
    const first = await made.next();
    first.ready();
    first.holdDispose();
    await event('model-ready');
    first.die('segfault');
    expect(await event('model-crashed')).toMatchObject({ error: { message: 'segfault' } });
    expect(await router.next(ofType('replica-down'))).toMatchObject({
      name: 'a#1',
      error: { code: 'PACORE_MEMBER_CRASHED', message: 'a crashed: segfault' },
    });
    await first.disposing.next();
    // Two round trips: had the old one counted as gone already, its restart would be scheduled by now.
    await list();
    expect(await list()).toMatchObject([{ replicas: [{ status: 'stopping' }] }]);
    expect(clock.pending).toBe(0);
    first.releaseDispose();
    expect(await event('model-restarting')).toMatchObject({ member: 'a', delayMs: 200 });
    expect(await list()).toMatchObject([{ status: 'restarting', restarts: 1 }]);
    clock.advance(199);
    expect(made.received).toHaveLength(1);
    clock.advance(1);
    (await made.next()).ready();
    expect(await event('model-ready')).toMatchObject({ replica: 'a#2' });
  });

  it('gives a member up after its intensity; the others go on', async () => {
    const { add, clock, event, router, list } = start();
    const { made } = await add('a');
    const other = await add('b');
    (await other.made.next()).ready();
    await event('model-ready');
    for (const delay of [200, 400]) {
      (await made.next()).failLoad(new PacoreError('PACORE_MODEL_LOAD', 'no memory'));
      expect(await event('model-restarting')).toMatchObject({ delayMs: delay });
      clock.advance(delay);
    }
    (await made.next()).failLoad(new PacoreError('PACORE_MODEL_LOAD', 'no memory'));
    expect(await event('member-given-up')).toMatchObject({
      member: 'a',
      reason: 'more than 2 restarts within 60000 ms; last: no memory',
    });
    expect(await router.next(ofType('member-away'))).toMatchObject({
      member: 'a',
      error: { code: 'PACORE_MEMBER_AWAY' },
    });
    expect(await list()).toMatchObject([
      { id: 'a', status: 'given-up', restarts: 2, lastError: { message: 'no memory' } },
      { id: 'b', status: 'ready' },
    ]);
  });

  it('gives a remote member up too, but tries it until it is back, and tells of both once', async () => {
    const { add, clock, event, events, router, list } = start();
    const { made } = await add('far', {}, true);
    const away = new PacoreError('PACORE_MODEL_LOAD', 'cannot be reached');
    for (const delay of [200, 400, 800, 1600]) {
      (await made.next()).failLoad(away);
      await event('model-stopped');
      clock.advance(delay);
    }
    const last = await made.next();
    expect(await list()).toMatchObject([{ status: 'given-up', reason: expect.stringContaining('cannot be reached') }]);
    last.ready();
    await event('model-ready');
    expect(await router.next(ofType('replica-up'))).toMatchObject({ name: 'far#5' });
    expect(await list()).toMatchObject([{ status: 'ready', reason: null }]);
    const told = (type: PacoreEvent['type']) => events.received.filter((each) => each.type === type).length;
    expect([told('member-given-up'), told('model-restarting')]).toEqual([1, 2]);
    expect(clock.pending).toBe(0);
  });

  it.each(['drain-member', 'remove-member', 'restart-member'] as const)(
    'gives up trying a remote member that is told to %s',
    async (type) => {
      const { add, clock, event, ask } = start();
      const { made } = await add('far', {}, true);
      for (const delay of [200, 400, 0]) {
        (await made.next()).failLoad(new PacoreError('PACORE_MODEL_LOAD', 'cannot be reached'));
        await event('model-stopped');
        clock.advance(delay);
      }
      await event('member-given-up');
      expect(clock.pending).toBe(1);
      expect(await ask((replyTo) => ({ type, id: 'far', replyTo }))).toMatchObject({ type: 'member' });
      expect(clock.pending).toBe(0);
    },
  );

  it('does not try again what cannot succeed', async () => {
    const { add, event, clock } = start();
    const { made } = await add('a');
    (await made.next()).failLoad(new PacoreError('PACORE_MODEL_LOAD', 'no such file', { retryable: false }));
    expect(await event('member-given-up')).toMatchObject({ reason: 'no such file' });
    expect(clock.pending).toBe(0);
  });

  it('forgets old restarts after a quiet period', async () => {
    const { add, clock, event } = start();
    const { made } = await add('a');
    for (let round = 0; round < 4; round += 1) {
      const backend = await made.next();
      backend.ready();
      await event('model-ready');
      backend.die();
      expect(await event('model-restarting')).toMatchObject({ delayMs: 200 });
      clock.advance(policy.period);
    }
    await made.next();
  });

  it('drains: what runs ends, nothing new is sent, and restart brings the member back', async () => {
    const { add, router, ask, event, list } = start();
    const { made } = await add('a');
    const backend = await made.next();
    backend.ready();
    const { ref } = await router.next(ofType('replica-up'));
    const replies = probe<{ type: string }>();
    tell(ref, { type: 'generate', requestId: '1', request: anyRequest, replyTo: replies.ref });
    const prompt = await backend.prompts.next();
    const drained = ask((replyTo) => ({ type: 'drain-member', id: 'a', replyTo }));
    await router.next(ofType('member-away'));
    expect(await list()).toMatchObject([{ status: 'draining' }]);
    prompt.finish('done');
    expect(await replies.next()).toMatchObject({ type: 'text-end', text: 'done' });
    expect(await drained).toMatchObject({ type: 'member', member: { id: 'a', status: 'drained' } });
    await event('member-drained');
    const restarted = await ask((replyTo) => ({ type: 'restart-member', id: 'a', replyTo }));
    expect(restarted).toMatchObject({ member: { status: 'starting' } });
    (await made.next()).ready();
    expect(await router.next(ofType('replica-up'))).toMatchObject({ name: 'a#2' });
  });

  it('removes a member, aborting what it runs', async () => {
    const { add, router, ask, list } = start();
    const { made } = await add('a');
    const backend = await made.next();
    backend.ready();
    const { ref } = await router.next(ofType('replica-up'));
    const replies = probe<{ type: string }>();
    tell(ref, { type: 'generate', requestId: '1', request: anyRequest, replyTo: replies.ref });
    const prompt = await backend.prompts.next();
    const removed = ask((replyTo) => ({ type: 'remove-member', id: 'a', replyTo }));
    expect(await router.next(ofType('replica-down'))).toMatchObject({ name: 'a#1' });
    expect(await removed).toMatchObject({ type: 'member', member: { id: 'a' } });
    expect(prompt.signal.aborted).toBe(true);
    expect(await list()).toEqual([]);
  });

  it('brings a given-up member back on request, its history forgotten', async () => {
    const { add, event, ask, list } = start();
    const { made } = await add('a');
    (await made.next()).failLoad(new PacoreError('PACORE_MODEL_LOAD', 'bad', { retryable: false }));
    await event('member-given-up');
    await ask((replyTo) => ({ type: 'restart-member', id: 'a', replyTo }));
    (await made.next()).ready();
    await event('model-ready');
    expect(await list()).toMatchObject([{ status: 'ready', reason: null, restarts: 0 }]);
  });

  it('calls a scheduled restart off when the member is removed', async () => {
    const { add, event, ask, clock } = start();
    const { made } = await add('a');
    (await made.next()).die();
    await event('model-restarting');
    expect(await ask((replyTo) => ({ type: 'remove-member', id: 'a', replyTo }))).toMatchObject({ type: 'member' });
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['an id that is taken', 'a', 1, 'There is a member "a" already; ids are unique.'],
    ['the id any', 'any', 1, '"any" cannot be a member\'s id; choose another name.'],
    ['no replicas', 'b', 0, 'b: replicas is 0; give a whole number from 1.'],
  ])('refuses to add a member with %s', async (_, id, replicas, message) => {
    const { add } = start();
    await add('a');
    expect((await add(id, { replicas })).reply).toMatchObject({
      type: 'command-failed',
      error: { code: 'PACORE_USAGE', message },
    });
  });

  it.each([
    ['slots', { slots: 0 }],
    ['weight', { terms: { ...terms, weight: 0 } }],
    ['temperature', { terms: { ...terms, temperature: NaN } }],
    ['maxTokens', { terms: { ...terms, maxTokens: 0.5 } }],
    [
      'shutdown',
      { run: { type: 'actor' as const, create: () => ({ start: () => 0, receive: () => 0 }), shutdown: 0 } },
    ],
  ])('refuses to add a member whose %s cannot be right', async (name, more) => {
    const { add } = start();
    const { reply } = await add('a', more);
    expect(reply).toMatchObject({
      type: 'command-failed',
      error: { message: expect.stringMatching(`^a: ${name} is `) },
    });
  });

  it.each([
    ['ten seconds', {}, 10_000],
    ['its shutdown time', { shutdown: 300 }, 300],
  ])('stops an actor of the user’s own that does not drain within %s', async (_, run, ms) => {
    const { add, router, ask, event, clock } = start();
    const create = () => ({ start: () => null, receive: () => null });
    await add('mine', { run: { type: 'actor', create, ...run } });
    await router.next(ofType('replica-up'));
    const drained = ask((replyTo) => ({ type: 'drain-member', id: 'mine', replyTo }));
    await router.next(ofType('member-away'));
    clock.advance(ms - 1);
    expect(router.received.map(({ type }) => type)).not.toContain('replica-down');
    clock.advance(1);
    expect(await drained).toMatchObject({ type: 'member', member: { status: 'drained' } });
    await event('member-drained');
    expect(clock.pending).toBe(0);
  });

  it('keeps what waits for a member that restarts', async () => {
    const { add, router, ask } = start();
    const { made } = await add('a');
    (await made.next()).ready();
    await router.next(ofType('replica-up'));
    await ask((replyTo) => ({ type: 'restart-member', id: 'a', replyTo }));
    (await made.next()).ready();
    expect((await router.next(ofType('replica-up'))).name).toBe('a#2');
    expect(router.received.map(({ type }) => type)).not.toContain('member-away');
  });

  it('answers a command that another has replaced, and lets nothing replace a removal', async () => {
    const { add, ask, event } = start();
    const { made } = await add('a');
    const backend = await made.next();
    backend.ready();
    backend.holdDispose();
    await event('model-ready');
    const restarted = ask((replyTo) => ({ type: 'restart-member', id: 'a', replyTo }));
    const removed = ask((replyTo) => ({ type: 'remove-member', id: 'a', replyTo }));
    const drained = ask((replyTo) => ({ type: 'drain-member', id: 'a', replyTo }));
    expect(await restarted).toMatchObject({
      type: 'command-failed',
      error: { message: expect.stringMatching(/remove/) },
    });
    expect(await drained).toMatchObject({
      type: 'command-failed',
      error: { message: expect.stringMatching(/remove/) },
    });
    backend.releaseDispose();
    expect(await removed).toMatchObject({ type: 'member' });
  });

  it('takes the failure to make a user’s actor for that member’s crash', async () => {
    const { add, event, list } = start();
    await add('mine', {
      run: {
        type: 'actor',
        create: () => {
          throw new Error('database is down');
        },
      },
    });
    expect(await event('model-crashed')).toMatchObject({ error: { message: 'database is down' } });
    expect(await event('model-restarting')).toMatchObject({ member: 'mine' });
    expect(await list()).toMatchObject([{ id: 'mine', status: 'restarting' }]);
  });

  it('tells the router of an actor that ends in good order', async () => {
    const { add, router } = start();
    const create = () => ({
      start: () => null,
      receive: (_: unknown, __: unknown, { exit }: { exit: () => void }) => {
        exit();
        return null;
      },
    });
    await add('mine', { run: { type: 'actor', create } });
    const { ref } = await router.next(ofType('replica-up'));
    tell(ref, { type: 'cancel', requestId: '1' });
    expect(await router.next(ofType('replica-down'))).toMatchObject({
      name: 'mine#1',
      error: { code: 'PACORE_MEMBER_AWAY' },
    });
  });

  it.each(['remove-member', 'drain-member', 'restart-member'] as const)(
    'answers %s for an unknown member',
    async (type) => {
      const { ask } = start();
      expect(await ask((replyTo) => ({ type, id: 'x', replyTo }))).toMatchObject({
        type: 'command-failed',
        error: { message: 'There is no member "x"; members: none.' },
      });
    },
  );

  it('runs an actor of the user’s own, restarts it when it throws, and leaves it when a transient one ends well', async () => {
    const { add, event, router, clock } = start();
    const create = () => ({
      start: () => null,
      receive: (_: unknown, { type }: { type: string }, { exit }: { exit: () => void }) => {
        if (type === 'generate') throw new Error('my own fault');
        exit();
      },
    });
    await add('mine', { restart: 'transient', run: { type: 'actor', create } });
    const first = await router.next(ofType('replica-up'));
    tell(first.ref, { type: 'generate', requestId: '1', request: anyRequest, replyTo: probe<unknown>().ref });
    expect(await event('model-restarting')).toMatchObject({ member: 'mine' });
    clock.advance(200);
    const second = await router.next(ofType('replica-up'));
    expect(second.name).toBe('mine#2');
    tell(second.ref, { type: 'cancel', requestId: '1' });
    expect(await event('member-given-up')).toMatchObject({ reason: 'it has stopped' });
  });

  it('keeps a member with two replicas ready while one of them is down', async () => {
    const { add, list, event } = start();
    const { made } = await add('a', { replicas: 2 });
    const [first, second] = [await made.next(), await made.next()];
    first.ready();
    second.ready();
    await event('model-ready');
    await event('model-ready');
    first.die();
    await event('model-restarting');
    expect(await list()).toMatchObject([
      { status: 'ready', replicas: [{ status: 'restarting' }, { name: 'a#2', status: 'ready' }] },
    ]);
  });
});
