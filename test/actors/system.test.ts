import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { query } from '../../src/actors/query.ts';
import { receiver, tell, type ActorRef } from '../../src/actors/ref.ts';
import { createActorSystem, type ActorDefinition, type ActorSystem } from '../../src/actors/system.ts';
import { PacoreError } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { probe } from '../support/probe.ts';

type Command =
  | { readonly type: 'add'; readonly n: number }
  | { readonly type: 'total'; readonly replyTo: ActorRef<number> }
  | { readonly type: 'fail' }
  | { readonly type: 'leave' };

/** Adds numbers; keeps a diary of its stop. */
function adder(diary: string[] = [], name = 'adder'): ActorDefinition<Command, number> {
  return {
    start: () => 0,
    receive(total, message, context) {
      switch (message.type) {
        case 'add':
          return total + message.n;
        case 'total':
          tell(message.replyTo, total);
          return total;
        case 'fail':
          throw new Error('broken');
        case 'leave':
          context.exit();
          return total;
      }
    },
    stop: (total, error) => void diary.push(`${name} stopped at ${total}${error ? `: ${error.message}` : ''}`),
  };
}

const total = (ref: ActorRef<Command>) => query(ref, (replyTo) => ({ type: 'total', replyTo }), { timeoutMs: 5000 });

describe('the actor system', () => {
  const letters = probe<{ actor: string; message: unknown }>();
  let system: ActorSystem = createActorSystem((actor, message) => letters.push({ actor, message }));
  afterEach(async () => {
    await system.close();
    system = createActorSystem((actor, message) => letters.push({ actor, message }));
  });

  it('keeps the order of messages and the state between them', async () => {
    const ref = system.spawn(adder(), { name: 'a' });
    for (let n = 1; n <= 100; n += 1) tell(ref, { type: 'add', n });
    expect(await total(ref)).toBe(5050);
  });

  it('stops an actor that throws, says why, and releases what it holds before it counts as gone', async () => {
    const exits = probe<string>();
    const diary: string[] = [];
    const ref = system.spawn(adder(diary), {
      name: 'a',
      onCrash: (error) => exits.push(`crash ${error.code} ${error.message}; diary ${diary.length}`),
      onExit: (error) => exits.push(`exit ${error?.message ?? ''}; diary ${diary.length}`),
    });
    tell(ref, { type: 'add', n: 7 });
    tell(ref, { type: 'fail' });
    expect(await exits.next()).toBe('crash PACORE_INTERNAL broken; diary 0');
    expect(await exits.next()).toBe('exit broken; diary 1');
    expect(diary).toEqual(['adder stopped at 7: broken']);
  });

  it('reports messages to a stopped actor as dead letters and ends their queries at once', async () => {
    const exits = probe<null>();
    const ref = system.spawn(adder(), { name: 'gone', onExit: () => exits.push(null) });
    tell(ref, { type: 'fail' });
    // Sent before the crash is noticed: it lies in the mailbox behind the message that crashes.
    const queued = total(ref);
    await expect(queued).rejects.toMatchObject({ code: 'PACORE_DEAD_LETTER' });
    await exits.next();
    await expect(total(ref)).rejects.toMatchObject({ code: 'PACORE_DEAD_LETTER' });
    expect((await letters.next(({ actor }) => actor === 'gone')).message).toMatchObject({ type: 'total' });
  });

  it('ends an actor that leaves in good order, without an error', async () => {
    const exits = probe<unknown>();
    const ref = system.spawn(adder(), { name: 'a', onExit: (error) => exits.push(error) });
    tell(ref, { type: 'leave' });
    expect(await exits.next()).toBeUndefined();
  });

  it('fails a query that is not answered in time', async () => {
    const silent = system.spawn<Command, null>({ start: () => null, receive: () => null }, { name: 'silent' });
    const asked = query(silent, (replyTo) => ({ type: 'total', replyTo }), { timeoutMs: 1 });
    await expect(asked).rejects.toMatchObject({ code: 'PACORE_QUERY_TIMEOUT' });
  });

  it('stops the tree from the leaves to the root, the last started first, each awaited', async () => {
    const diary: string[] = [];
    const slow = (name: string): ActorDefinition<never, null> => ({
      start: () => null,
      receive: () => null,
      async stop() {
        diary.push(`${name} stops`);
        await new Promise(setImmediate);
        diary.push(`${name} stopped`);
      },
    });
    const ready = probe<null>();
    system.spawn<never, null>(
      {
        start({ spawn }) {
          spawn(slow('first'), { name: 'first' });
          spawn(slow('second'), { name: 'second' });
          ready.push(null);
          return null;
        },
        receive: () => null,
        stop: () => void diary.push('parent stopped'),
      },
      { name: 'parent' },
    );
    await ready.next();
    // The children's first turn comes after their parent's.
    await new Promise(setImmediate);
    await system.close();
    expect(diary).toEqual(['second stops', 'second stopped', 'first stops', 'first stopped', 'parent stopped']);
  });

  it('stops siblings by their places, if they have any', async () => {
    const diary: string[] = [];
    const ready = probe<null>();
    const named = (name: string): ActorDefinition<never, null> => ({
      start: () => (ready.push(null), null),
      receive: () => null,
      stop: () => void diary.push(name),
    });
    const places = { second: 1, third: 2, first: 0, 'also first': 0 };
    for (const [name, place] of Object.entries(places)) system.spawn(named(name), { name, place });
    while (ready.received.length < 4) await ready.next();
    await system.close();
    expect(diary).toEqual(['third', 'second', 'also first', 'first']);
  });

  it.each([
    [undefined, 10_000],
    [{ shutdownMs: 20 }, 20],
  ])('leaves behind what does not stop in time: %j, %i ms', async (options, ms) => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const clock = manualClock();
    const diary = probe<string>();
    const slow = createActorSystem(() => undefined, clock);
    const stuck: ActorDefinition<never, null> = {
      start: () => (diary.push('started'), null),
      receive: () => null,
      stop() {
        diary.push('stops');
        return new Promise(() => undefined);
      },
    };
    slow.spawn(stuck, { name: 'stuck', onLeftBehind: () => diary.push('left behind'), ...options });
    await diary.next();
    const closed = slow.close();
    await diary.next(); // It has been asked to stop.
    clock.advance(ms - 1);
    expect(diary.received).toEqual(['started', 'stops']);
    clock.advance(1);
    await closed;
    expect(diary.received.at(-1)).toBe('left behind');
    expect(emitWarning.mock.calls[0]?.[0]).toBe(`stuck did not stop within ${ms} ms and is left behind.`);
    emitWarning.mockRestore();
  });

  it('lets an actor end itself with an error, which is a crash even where messages fail alone', async () => {
    const exits = probe<string>();
    const definition: ActorDefinition<null, null> = {
      start: () => null,
      receive(_, __, { exit }) {
        exit(new PacoreError('PACORE_INTERNAL', 'enough'));
        return null;
      },
    };
    const ref = system.spawn(definition, {
      name: 'a',
      onFault: () => exits.push('fault'),
      onCrash: ({ message }) => exits.push(`crash ${message}`),
      onExit: (error) => exits.push(`exit ${error?.message ?? ''}`),
    });
    tell(ref, null);
    expect(await exits.next()).toBe('crash enough');
    expect(await exits.next()).toBe('exit enough');
  });

  it('outlives a stop that throws, and reports it', async () => {
    const exits = probe<string | undefined>();
    const definition: ActorDefinition<null, null> = {
      start: () => null,
      receive(_, __, { exit }) {
        exit();
        return null;
      },
      stop: () => Promise.reject(new Error('cannot let go')),
    };
    tell(system.spawn(definition, { name: 'a', onExit: (error) => exits.push(error?.message) }), null);
    expect(await exits.next()).toBe('cannot let go');
  });

  it('lets one message fail alone where others depend on the actor', async () => {
    const faults = probe<string>();
    const refused: string[] = [];
    const definition = { ...adder(), refuse: ({ type }: Command) => void refused.push(type) };
    const ref = system.spawn(definition, { name: 'a', onFault: (error) => faults.push(error.message) });
    tell(ref, { type: 'add', n: 3 });
    tell(ref, { type: 'fail' });
    expect(await faults.next()).toBe('broken');
    expect(refused).toEqual(['fail']);
    expect(await total(ref)).toBe(3);
  });

  it('does not let an actor’s refusal throw into the sender', async () => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const refuse = () => {
      throw new Error('no');
    };
    const ref = system.spawn({ ...adder(), refuse }, { name: 'a' });
    await system.close();
    expect(() => tell(ref, { type: 'fail' })).not.toThrow();
    expect(emitWarning.mock.calls[0]?.[0]).toBe('a could not refuse a message: no');
    emitWarning.mockRestore();
  });

  it('does not let a throwing callback crash the sender', async () => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const ref = system.spawn(adder(), { name: 'a' });
    tell(ref, {
      type: 'total',
      replyTo: receiver(() => {
        throw new Error('bad callback');
      }, 'mine'),
    });
    expect(await total(ref)).toBe(0);
    expect(emitWarning.mock.calls[0]?.[0]).toBe('The callback of mine threw: bad callback');
    emitWarning.mockRestore();
  });
});
