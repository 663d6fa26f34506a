import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ModelCommand } from '../../src/actors/model-protocol.ts';
import type { RouterReply } from '../../src/actors/protocol.ts';
import { tell } from '../../src/actors/ref.ts';
import { routerActor, type RouterOptions } from '../../src/actors/router.ts';
import { chooseReplica } from '../../src/actors/routing.ts';
import { createActorSystem, type ActorSystem } from '../../src/actors/system.ts';
import type { Failure } from '../../src/errors.ts';
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
    const router = system.spawn(routerActor({ strategy: 'least_busy', maxQueue: 2, ...options }), { name: 'router' });
    const replies = probe<RouterReply>();
    return {
      router,
      replies,
      prompt: (requestId: string, to = 'a') =>
        tell(router, { type: 'prompt', requestId, request: anyRequest, to, replyTo: replies.ref }),
      addReplica: (name: string, member = 'a', slots = 1): Probe<ModelCommand> => {
        const model = probe<ModelCommand>();
        tell(router, { type: 'replica-up', member, name, ref: model.ref, slots });
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

  it('refuses prompts to a member that does not exist', async () => {
    const { prompt, replies, addReplica } = start();
    addReplica('b#1', 'b');
    prompt('1', 'nobody');
    expect(await replies.next()).toMatchObject({
      error: { code: 'PACORE_MEMBER_AWAY', message: 'There is no member "nobody"; members: b.' },
    });
  });

  it('fails what a replica runs when it goes down, once, and drops its late words', async () => {
    const { router, prompt, replies, addReplica } = start();
    const model = addReplica('a#1');
    prompt('1');
    const { replyTo } = await model.next(ofType('generate'));
    tell(router, { type: 'replica-down', member: 'a', name: 'a#1', error: down });
    tell(replyTo, {
      type: 'text-end',
      requestId: '1',
      text: 'late',
      finish: 'stop',
      promptTokens: 1,
      completionTokens: 1,
      confidence: 1,
    });
    expect(await replies.next()).toMatchObject({ type: 'generation-failed', error: down });
    prompt('2');
    await answer(addReplica('a#2'), 'again');
    expect(await replies.next()).toMatchObject({ requestId: '2', text: 'again' });
    expect(replies.received).toHaveLength(2);
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
    expect(await replies.next()).toMatchObject({ type: 'generation-failed' });
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
});

describe('routing', () => {
  const replicas = (loads: readonly (readonly [number, number])[]) =>
    loads.map(([inFlight, slots], index) => ({ name: index, inFlight, slots }));

  it.each([
    [
      'least_busy',
      [
        [1, 2],
        [0, 2],
      ],
      0,
      1,
    ],
    [
      'least_busy',
      [
        [1, 4],
        [1, 2],
      ],
      0,
      0,
    ],
    [
      'least_busy',
      [
        [0, 1],
        [0, 1],
      ],
      5,
      0,
    ],
    [
      'least_busy',
      [
        [1, 1],
        [2, 2],
      ],
      0,
      undefined,
    ],
    [
      'round_robin',
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      4,
      1,
    ],
    [
      'round_robin',
      [
        [0, 1],
        [1, 1],
        [0, 1],
      ],
      4,
      2,
    ],
    [
      'round_robin',
      [
        [0, 1],
        [1, 1],
        [1, 1],
      ],
      4,
      0,
    ],
    ['round_robin', [], 4, undefined],
  ] as const)('%s over %j at turn %i chooses %p', (strategy, loads, turn, expected) => {
    expect(chooseReplica(strategy, replicas(loads), turn)?.name).toBe(expected);
  });

  it('never chooses a full replica, and chooses one whenever there is room', () => {
    const load = fc
      .record({ slots: fc.integer({ min: 1, max: 8 }), inFlight: fc.nat(8) })
      .map(({ slots, inFlight }) => ({
        slots,
        inFlight: Math.min(slots, inFlight),
      }));
    fc.assert(
      fc.property(
        fc.constantFrom('least_busy' as const, 'round_robin' as const),
        fc.array(load),
        fc.nat(100),
        (strategy, loads, turn) => {
          const chosen = chooseReplica(strategy, loads, turn);
          const room = loads.some(({ slots, inFlight }) => inFlight < slots);
          return chosen === undefined ? !room : chosen.inFlight < chosen.slots;
        },
      ),
    );
  });
});
