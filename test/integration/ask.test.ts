import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createPacore,
  query,
  silentLogger,
  tell,
  type AskOptions,
  type Pacore,
  type PacoreEvent,
  type RouterReply,
} from 'pacore';
import { manualClock, scriptedModel, type ScriptedModel } from 'pacore/testing';
import { ROUTING_STRATEGIES } from '../../src/actors/routing.ts';
import { anyRequest } from '../support/controlled-backend.ts';
import { ofType, probe } from '../support/probe.ts';

const never = () => new Promise<string>(() => undefined);
const says = (id: string, reply: ScriptedModel['script']['reply'] = 'Answer: 1', more: object = {}) => ({
  ...scriptedModel(id, { reply, slots: 2 }),
  ...more,
});

describe('a committee of which only some are asked', () => {
  const running: Pacore[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((pacore) => pacore.close()));
  });

  async function start(members: readonly object[], config: object = {}) {
    const clock = manualClock();
    const events = probe<PacoreEvent>();
    const pacore = await createPacore({
      config: { members, ...config },
      logger: silentLogger,
      clock,
      onEvent: events.push,
    });
    running.push(pacore);
    const command = (type: 'drain-member' | 'restart-member' | 'remove-member', id: string) =>
      query(pacore.actors.supervisor, (replyTo) => ({ type, id, replyTo }), { timeoutMs: 5000 });
    /** Asks what nobody answers, and tells who was asked. */
    const stuck = async (options: AskOptions): Promise<readonly string[]> => {
      pacore.ask('?', options).catch(() => undefined);
      return (await events.next(ofType('question-opened'))).members;
    };
    const askedOf = async (options: AskOptions) =>
      (await pacore.ask('?', options)).electorate.map((entry) => entry.member);
    return { pacore, clock, events, command, stuck, askedOf };
  }

  it('has only those in its electorate, and a quorum of their majority', async () => {
    const { pacore } = await start([says('a', 'Answer: 1'), says('b', 'Answer: 2'), says('c', 'Answer: 2')]);
    const record = await pacore.ask('?', { ask: 1 });
    expect(record).toMatchObject({ status: 'decided', answer: '1', agreement: 1, rules: { quorum: null } });
    expect(record.electorate).toMatchObject([{ member: 'a', samples: 1 }]);
    expect(record.ballots).toHaveLength(1);
    expect(await pacore.ask('?', { ask: 2, quorum: 2 })).toMatchObject({ agreement: 0.5 });
  });

  it('misses the majority of those asked, not of all', async () => {
    const fails = () => {
      throw new Error('no');
    };
    const temporary = { restart: 'temporary' };
    const members = [says('a'), ...['b', 'c', 'd'].map((id) => says(id, fails, temporary))];
    const { pacore } = await start(members);
    expect(await pacore.ask('?', { members: ['a', 'b', 'c'], ask: 2 })).toMatchObject({ status: 'no_quorum' });
    expect(await pacore.ask('?', { members: ['a', 'b', 'c'], ask: 1 })).toMatchObject({ status: 'decided' });
  });

  it('asks those of the named ones', async () => {
    const { askedOf } = await start([says('a'), says('b'), says('c')]);
    expect(await askedOf({ members: ['c', 'b'], ask: 1 })).toEqual(['c']);
    expect(await askedOf({ members: ['c', 'b'], ask: 2 })).toEqual(['c', 'b']);
  });

  it('asks the least busy, whoever keeps the others busy', async () => {
    const { pacore, stuck } = await start([says('a', never), says('b', never), says('c', never)]);
    expect(await stuck({ members: ['a'] })).toEqual(['a']);
    const replies = probe<RouterReply>();
    const request = { requestId: 'mine', request: anyRequest, replyTo: replies.ref };
    tell(pacore.actors.router, { type: 'prompt', ...request, to: 'b' });
    expect(await stuck({ ask: 1 })).toEqual(['c']);
    expect(await stuck({ ask: 2, samples: 2 })).toEqual(['a', 'b']);
    expect(await stuck({ ask: 1 })).toEqual(['c']);
  });

  it('counts what all replicas of a member have to do, and what waits for it', async () => {
    const { stuck } = await start([says('a', never, { replicas: 2 }), says('b', never)]);
    // Shares before each choice: 0 and 0, ¼ and 0, ¼ and ½, ½ and ½, ¾ and ½, ¾ and 1, 1 and 1.
    const asked = [];
    for (let count = 0; count < 7; count += 1) asked.push(...(await stuck({ ask: 1 })));
    expect(asked).toEqual(['a', 'b', 'a', 'a', 'b', 'a', 'a']);
    // Now one waits for a, and none for b: 5/4 and 2/2, then 5/4 and 3/2, then 6/4 and 3/2.
    expect(await stuck({ ask: 1 })).toEqual(['b']);
    expect(await stuck({ ask: 1 })).toEqual(['a']);
    expect(await stuck({ ask: 1 })).toEqual(['a']);
  });

  it('spreads questions that come at the same time', async () => {
    const { pacore, events } = await start(['a', 'b', 'c', 'd'].map((id) => says(id, never)));
    for (const samples of [1, 1, 2, 1]) pacore.ask('?', { ask: 1, samples }).catch(() => undefined);
    const asked = [];
    for (let count = 0; count < 4; count += 1)
      asked.push(...(await events.next(ofType<PacoreEvent, 'question-opened'>('question-opened'))).members);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not wait for a question that was refused, aborted or left', async () => {
    const { pacore, askedOf } = await start([says('a'), says('b')]);
    const refused = Promise.allSettled([
      pacore.ask('', { ask: 1 }),
      pacore.ask('?', { ask: 1, signal: AbortSignal.abort() }),
      pacore.ask('?', { ask: 1, members: ['nobody'] }),
    ]);
    const left = pacore.stream('?', { members: ['b'], ask: 1 })[Symbol.asyncIterator]();
    void left.next();
    await left.return?.();
    expect(await askedOf({ ask: 1 })).toEqual(['a']);
    expect((await refused).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  });

  it('prefers those that are ready to those that are still starting', async () => {
    const { askedOf } = await start([
      { ...scriptedModel('late', { reply: '', loadDelay: 60_000 }) },
      says('b'),
      says('c'),
    ]);
    expect(await askedOf({ ask: 1 })).toEqual(['b']);
  });

  it('fills up with those that cannot answer: nothing is inflated', async () => {
    const { pacore, command, askedOf } = await start([says('a'), says('b'), says('c')]);
    await command('drain-member', 'a');
    expect(await askedOf({ ask: 2 })).toEqual(['b', 'c']);
    await command('drain-member', 'b');
    const record = await pacore.ask('?', { ask: 2 });
    expect(record.electorate).toMatchObject([{ member: 'a', missing: 'drained' }, { member: 'c' }]);
    expect(record).toMatchObject({ agreement: 0.5, status: 'no_quorum' });
  });

  it('draws by weight under router.strategy weighted, the same ones for the same seed', async () => {
    const members = [says('a', 'Answer: 1', { weight: 8 }), says('b'), says('c')];
    const { askedOf } = await start(members, { router: { strategy: 'weighted' } });
    const drawn: (string | undefined)[] = [];
    for (let seed = 0; seed < 100; seed += 1) drawn.push(...(await askedOf({ ask: 1, seed })));
    const times = (id: string) => drawn.filter((one) => one === id).length;
    expect(times('a')).toBeGreaterThan(65);
    expect(times('b')).toBeGreaterThan(2);
    expect(times('c')).toBeGreaterThan(2);
    for (let seed = 0; seed < 20; seed += 1) expect(await askedOf({ ask: 1, seed })).toEqual([drawn[seed]]);
  });

  it.each<readonly [AskOptions, string]>([
    [{ ask: 0 }, 'ask is 0; give a whole number from 1.'],
    [{ ask: 1.5 }, 'ask is 1.5; give a whole number from 1.'],
    [{ ask: '2' as never }, 'ask is 2; give a whole number from 1.'],
    [{ ask: 4 }, 'ask is 4, but there are only 3 members to choose from; ask fewer or add members.'],
    [
      { ask: 3, members: ['a', 'b', 'a'] },
      'ask is 3, but there are only 2 members to choose from; ask fewer or add members.',
    ],
    [{ ask: 2, quorum: 3 }, 'A quorum of 3 cannot be met: 2 members are asked.'],
  ])('refuses %j', async (options, message) => {
    const { pacore } = await start([says('a'), says('b'), says('c')]);
    await expect(pacore.ask('?', options)).rejects.toMatchObject({ code: 'PACORE_USAGE', message });
  });

  it('refuses a configured quorum that is above the number asked', async () => {
    const { pacore } = await start([says('a'), says('b'), says('c')], { consensus: { quorum: 2 } });
    await expect(pacore.ask('?', { ask: 1 })).rejects.toMatchObject({ code: 'PACORE_USAGE' });
    expect(await pacore.ask('?', { ask: 1, quorum: 1 })).toMatchObject({ status: 'decided' });
  });

  describe.each(ROUTING_STRATEGIES)('under %s', (strategy) => {
    it('asks, and brings prompts to any member to those that are there, as they come and go', async () => {
      const { pacore, command, askedOf } = await start([says('a', 'Answer: 1', { replicas: 2 }), says('b')], {
        router: { strategy },
      });
      const replies = probe<RouterReply>();
      let count = 0;
      /** Who answers six prompts to any member. */
      const answering = async () => {
        const ids = Array.from({ length: 6 }, () => String((count += 1)));
        for (const requestId of ids) {
          const prompt = { requestId, request: anyRequest, to: 'any', replyTo: replies.ref };
          tell(pacore.actors.router, { type: 'prompt', ...prompt });
        }
        const members = new Set<string | null>();
        for (const id of ids) {
          const end = await replies.next(({ requestId, type }) => requestId === id && type !== 'text-delta');
          expect(end.type).toBe('text-end');
          members.add(end.member);
        }
        return [...members].sort();
      };
      expect(await answering()).toEqual(['a', 'b']);
      await command('drain-member', 'a');
      expect(await answering()).toEqual(['b']);
      const ready = () =>
        new Promise<void>((resolve) => {
          const subscription = pacore.events$.subscribe(({ type }) => {
            if (type !== 'model-ready') return;
            subscription.unsubscribe();
            resolve();
          });
        });
      const back = ready();
      await command('restart-member', 'a');
      await back;
      await command('remove-member', 'b');
      expect(await answering()).toEqual(['a']);
      expect(await askedOf({ ask: 1 })).toEqual(['a']);
    });
  });
});
