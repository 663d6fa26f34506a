import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  actorMember,
  createPacore,
  query,
  silentLogger,
  tell,
  type ActorDefinition,
  type AskOptions,
  type ActorRef,
  type ModelCommand,
  type Pacore,
  type PacoreEvent,
  type PacoreOptions,
  type QuestionEvent,
  type GenerateRequest,
} from 'pacore';
import { filter, map } from 'rxjs';
import { manualClock, scriptedModel, type ScriptedModel } from 'pacore/testing';
import { deferred } from '../support/deferred.ts';
import { ofType, probe } from '../support/probe.ts';

const supervision = { intensity: 2, period: '60s', backoff: { min: '200ms', factor: 2, jitter: 0 } };
const never = () => new Promise<string>(() => undefined);
const refuse = (message: string) => () => {
  throw new Error(message);
};

describe('a committee of scripted models', () => {
  const running: Pacore[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((pacore) => pacore.close()));
  });

  async function start(members: readonly ScriptedModel[], config: object = {}, options: PacoreOptions = {}) {
    const clock = manualClock();
    const events = probe<PacoreEvent>();
    const create = createPacore({
      config: { members, supervision, ...config },
      logger: silentLogger,
      clock,
      onEvent: events.push,
      ...options,
    });
    const event = <Type extends PacoreEvent['type']>(type: Type) => events.next(ofType<PacoreEvent, Type>(type));
    const pacore = await create;
    running.push(pacore);
    return { pacore, clock, events, event };
  }

  const says = (id: string, reply: ScriptedModel['script']['reply'], more: Partial<ScriptedModel['script']> = {}) =>
    scriptedModel(id, { reply, ...more });

  it('stops when the lead is sure enough: later waves are never asked, what runs is cancelled', async () => {
    const prompts: string[] = [];
    const member = (id: string, reply: () => string | Promise<string> = () => 'Answer: 54') =>
      says(id, () => {
        prompts.push(`${id}${prompts.filter((name) => name.startsWith(id)).length}`);
        return reply();
      });
    const slow = member('c', () => (prompts.includes('c1') ? never() : 'Answer: 54'));
    const { pacore } = await start([member('a'), member('b'), slow]);
    const record = await pacore.ask('?', { samples: 100, stopAt: 0.95 });
    expect(record).toMatchObject({ answer: '54', status: 'decided', rules: { stopAt: 0.95 } });
    expect(record.electorate.map(({ samples }) => samples)).toEqual([2, 2, 2]);
    expect(record.usage.cancelledBallots).toBe(2);
    expect(record.agreement).toBe(0.6667);
    expect(prompts.toSorted()).toEqual(['a0', 'a1', 'b0', 'b1', 'c0', 'c1']);
  });

  describe('in a cascade', () => {
    const committee = [
      says('a', 'Answer: 1'),
      says('b', 'Answer: 2'),
      says('c', 'Answer: 2'),
      says('big', 'Answer: 3'),
    ];
    const cascade = { agreement: 0.8, steps: [{ samples: 2 }, { members: ['big'] }] };
    const small = { members: ['a', 'b', 'c'] };

    it('goes on until an answer is sure enough, and says which steps ran and what they cost', async () => {
      const { pacore, events } = await start(committee, { cascade });
      const record = await pacore.ask('?', small);
      expect(record).toMatchObject({ answer: '3', agreement: 1, cascade: { kept: 2, accepted: true } });
      expect(record.cascade?.steps.map(({ status, answer, agreement }) => [status, answer, agreement])).toEqual([
        ['decided', '2', 0.6667],
        ['decided', '2', 0.6667],
        ['decided', '3', 1],
      ]);
      const decided = events.received.flatMap((event) => (event.type === 'question-decided' ? [event.questionId] : []));
      expect(record.cascade?.steps.map(({ id }) => id)).toEqual(decided);
    });

    it('stops at the first answer that is accepted', async () => {
      const { pacore } = await start(committee, { cascade: { ...cascade, agreement: 0.6 } });
      expect(await pacore.ask('?', small)).toMatchObject({ answer: '2', cascade: { kept: 0, accepted: true } });
    });

    it('lets the last answer with a quorum stand where none is accepted', async () => {
      const { pacore } = await start(committee, { cascade: { steps: [{ members: ['b', 'c', 'big'] }] } });
      const record = await pacore.ask('?', small);
      expect(record).toMatchObject({ status: 'decided', agreement: 0.6667, cascade: { kept: 1, accepted: false } });
    });

    it('goes on from a tie, and keeps what was decided before one', async () => {
      const steps = [{ members: ['b', 'c'] }, { members: ['a', 'big'] }];
      const { pacore } = await start(committee, { cascade: { agreement: 0.5, steps } });
      const record = await pacore.ask('?', { members: ['a', 'b'] });
      expect(record).toMatchObject({ status: 'decided', answer: '2', cascade: { kept: 1, accepted: true } });
      expect(record.cascade?.steps.map(({ status }) => status)).toEqual(['low_confidence', 'decided']);
      const torn = await start(committee, { cascade: { steps: [{ members: ['a', 'big'] }] } });
      expect(await torn.pacore.ask('?', small)).toMatchObject({ status: 'decided', cascade: { kept: 0 } });
    });

    it('keeps an answer that was decided before a later one that is less sure, and the later one of equals', async () => {
      const torn = [says('a', 'Answer: 1'), says('b', 'Answer: 1'), says('c', 'Answer: 3')];
      const { pacore } = await start(torn, {
        cascade: { steps: [{ members: ['a', 'b', 'c'] }, { members: ['b', 'c'] }] },
      });
      const record = await pacore.ask('?', { members: ['a', 'b', 'c'], minAgreement: 0.6 });
      expect(record).toMatchObject({ status: 'decided', answer: '1', cascade: { kept: 1, accepted: false } });
      expect(record.cascade?.steps.map(({ status }) => status)).toEqual(['decided', 'decided', 'low_confidence']);
    });

    it('keeps what was decided where the deadline cuts a later step', async () => {
      const asked = deferred<undefined>();
      const slow = says('big', () => {
        asked.resolve(undefined);
        return never();
      });
      const { pacore, clock, events } = await start([...committee.slice(0, 3), says('quick', 'Answer: 9'), slow], {
        cascade: { steps: [{ members: ['quick', 'big'] }] },
      });
      const quick = events.next((event) => event.type === 'ballot-cast' && event.ballot.member === 'quick');
      const asking = pacore.ask('?', { ...small, quorum: 1, minAgreement: 0.6, timeout: '5s', memberTimeout: '10s' });
      await Promise.all([asked.promise, quick]);
      clock.advance(5000);
      const record = await asking;
      expect(record.cascade?.steps.map(({ status }) => status)).toEqual(['decided', 'low_confidence']);
      expect(record).toMatchObject({ answer: '2', status: 'decided', cascade: { kept: 0, accepted: false } });
    });

    it('streams the decisions that were not accepted as escalations, and one decision last', async () => {
      const { pacore } = await start(committee, { cascade });
      const types: string[] = [];
      for await (const { type } of pacore.stream('?', small)) types.push(type);
      expect(types.filter((type) => type.startsWith('question-'))).toEqual([
        ...['question-opened', 'question-escalated', 'question-opened', 'question-escalated'],
        ...['question-opened', 'question-decided'],
      ]);
    });

    it('accepts a committee that is unanimous: no ballot is left away that would have shown it', async () => {
      const all = ['a', 'b', 'c', 'big'].map((id) => says(id, 'Answer: 1'));
      const { pacore } = await start(all, { cascade });
      const record = await pacore.ask('?', small);
      expect(record).toMatchObject({ agreement: 1, cascade: { kept: 0, accepted: true } });
      expect(record.usage.cancelledBallots).toBe(0);
    });

    it('asks all members of a step that names them, whatever `ask` and the quorum were before', async () => {
      const { pacore } = await start(committee, { cascade: { steps: [{ members: ['big'] }] } });
      const record = await pacore.ask('?', { ...small, ask: 3, quorum: 2 });
      expect(record).toMatchObject({ answer: '3', status: 'decided', rules: { quorum: 1 } });
    });

    it('keeps an answer where a later step has none', async () => {
      const members = [...committee.slice(0, 3), says('big', 'I don’t know')];
      const { pacore } = await start(members, { cascade: { steps: [{ members: ['big'] }] } });
      const record = await pacore.ask('?', small);
      expect(record).toMatchObject({ answer: '2', status: 'decided', cascade: { kept: 0, accepted: false } });
      expect(record.cascade?.steps).toHaveLength(2);
    });

    it('keeps the answer where there is no room for a further step', async () => {
      const members = [...committee.slice(0, 3), says('big', never, { slots: 1 })];
      const { pacore, event } = await start(members, {
        router: { maxQueue: 0 },
        cascade: { steps: [{ members: ['big'] }] },
      });
      const occupying = expect(pacore.ask('?', { members: ['big'], cascade: false })).rejects.toMatchObject({
        code: 'PACORE_CLOSED',
      });
      await event('question-opened');
      const record = await pacore.ask('?', small);
      expect(record).toMatchObject({ answer: '2', cascade: { kept: 0, refused: { code: 'PACORE_OVERLOADED' } } });
      await pacore.close();
      await occupying;
    });

    it('draws one seed for all steps, and has its deadline from the first step on', async () => {
      const seeds = new Set<number | null>();
      const { pacore, clock } = await start(committee, { cascade });
      const stream = pacore.stream('?', small);
      clock.advance(60_000);
      for await (const event of stream) if ('record' in event) seeds.add(event.record.seed);
      expect([...seeds]).toEqual([expect.any(Number)]);
    });

    it('rejects a wrong timeout in the loop, not before', async () => {
      const { pacore } = await start(committee, { cascade });
      const stream = pacore.stream('?', { timeout: 'soon' });
      await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'PACORE_USAGE' });
    });

    it('is left out on request, and ends with its deadline', async () => {
      const { pacore } = await start(committee, { cascade });
      expect((await pacore.ask('?', { ...small, cascade: false })).cascade).toBeUndefined();
      const waiting = await start([says('a', 'Answer: 1'), says('b', never)], { cascade: { steps: [{ samples: 2 }] } });
      const asking = waiting.pacore.ask('?', { timeout: '2s', quorum: 1 });
      await waiting.event('ballot-cast');
      waiting.clock.advance(2000);
      expect((await asking).cascade?.steps).toHaveLength(1);
    });

    it.each([
      [{ steps: [{ sample: 2 }] }, /cascade\.steps\[0\]\.sample: there is no such key/],
      [{ steps: [{ members: ['nobody'] }] }, /there is no member "nobody"/],
      [{ steps: [{ samples: 2, rounds: [4, 1] }] }, /rounds and samples do not go together/],
      [{ steps: [{ rounds: [0] }] }, /rounds: give 1 to 16 whole numbers/],
      [{ steps: ['more'] }, /give a mapping of members, samples, rounds, strategy/],
      [{ steps: [{ samples: 2 }, { strategy: 'dice' }] }, /cascade\.steps\[1\]\.strategy: there is no strategy "dice"/],
      [{ agreement: 2 }, /cascade\.agreement: give a number from 0 to 1/],
    ])('refuses %j', async (wrong, message) => {
      await expect(start(committee, { cascade: wrong })).rejects.toThrow(message);
    });
  });

  describe('in coordinated rounds', () => {
    const isReader = (messages: readonly { readonly content: string }[]) => messages[0]?.content.includes('attempts');

    it('asks each round with what the one before came to, literally as often as it says', async () => {
      const prompts: string[] = [];
      const member = (id: string) =>
        says(id, ({ messages }) => {
          prompts.push(messages.at(-1)?.content ?? '');
          return 'Answer: 54';
        });
      const { pacore } = await start([member('a'), member('b'), member('c')], {
        rounds: { template: 'Q: {question}\nR: {references}' },
      });
      const record = await pacore.ask('What is 23 + 48 - 17?', { rounds: [4, 2, 1] });
      expect(record.ballots.map(({ round }) => round)).toEqual([0, 0, 0, 0, 1, 1, 2]);
      expect(record).toMatchObject({ answer: '54', agreement: 1, rules: { rounds: [4, 2, 1], guard: 'vote' } });
      expect(record.closing).toEqual({ member: 'a', answer: '54', contradicts: false, kept: 'synthesis' });
      const referring = (count: number) =>
        `Q: What is 23 + 48 - 17?\nR: ${Array.from({ length: count }, (_, n) => `${n + 1}. Answer: 54`).join('\n')}`;
      expect(prompts).toEqual([
        ...Array<string>(4).fill('What is 23 + 48 - 17?'),
        referring(4),
        referring(4),
        referring(2),
      ]);
    });

    it('gives the last word to the next one when the aggregator fails', async () => {
      const writing = deferred<undefined>();
      const fails = says('c', ({ messages }) => {
        if (!isReader(messages)) return 'Answer: 54';
        writing.resolve(undefined);
        return never();
      });
      const { pacore, clock } = await start([says('a', 'Answer: 54'), says('b', 'Answer: 54'), fails], {
        consensus: { aggregator: 'c', memberTimeout: '5s' },
      });
      const asking = pacore.ask('?', { rounds: [3, 1] });
      await writing.promise;
      clock.advance(5000);
      const record = await asking;
      expect(record.ballots.slice(3).map(({ member, finish }) => [member, finish])).toEqual([
        ['a', 'stop'],
        ['c', 'error'],
      ]);
      expect(record).toMatchObject({ answer: '54', closing: { member: 'a' } });
    });

    it('gives the last word to the next one when the aggregator was removed; a question that names it is refused', async () => {
      const { pacore } = await start(
        ['a', 'b', 'c', 'd'].map((id) => says(id, 'Answer: 54')),
        { consensus: { aggregator: 'd' } },
      );
      await query(pacore.actors.supervisor, (replyTo) => ({ type: 'remove-member', id: 'd', replyTo }), {
        timeoutMs: 5000,
      });
      const record = await pacore.ask('?', { rounds: [3, 1] });
      expect(record).toMatchObject({ status: 'decided', closing: { member: 'a', kept: 'synthesis' } });
      await expect(pacore.ask('?', { rounds: [3, 1], aggregator: 'd' })).rejects.toMatchObject({
        code: 'PACORE_USAGE',
        message: expect.stringContaining('no member "d"'),
      });
    });

    it('keeps a strong vote against the last word, unless told otherwise', async () => {
      const contrary = says('a', ({ messages }) => (isReader(messages) ? 'Answer: 1' : 'Answer: 54'));
      const members = [contrary, says('b', 'Answer: 54'), says('c', 'Answer: 54')];
      const guarded = await start(members);
      const kept = await guarded.pacore.ask('?', { rounds: [3, 1] });
      expect(kept).toMatchObject({ answer: '54', status: 'decided', closing: { contradicts: true, kept: 'vote' } });
      const free = await start(members, { rounds: { guard: 'synthesis' } });
      const overruled = await free.pacore.ask('?', { rounds: [3, 1] });
      expect(overruled).toMatchObject({ answer: '1', status: 'low_confidence', closing: { kept: 'synthesis' } });
    });

    it('ends at the deadline though the last word is not spoken', async () => {
      const writing = deferred<undefined>();
      const slow = says('a', ({ messages }) => {
        if (!isReader(messages)) return 'Answer: 54';
        writing.resolve(undefined);
        return never();
      });
      const { pacore, clock } = await start([slow, says('b', 'Answer: 54'), says('c', 'Answer: 54')]);
      const asking = pacore.ask('?', { rounds: [3, 1], timeout: '5s', memberTimeout: '10s' });
      await writing.promise;
      clock.advance(5000);
      const record = await asking;
      expect(record).toMatchObject({ answer: '54', status: 'decided', closing: { member: null, kept: 'vote' } });
      expect(record.ballots.at(-1)).toMatchObject({ round: 1, finish: 'error', error: { code: 'PACORE_DEADLINE' } });
    });

    it('decides by the round before where the deadline cuts one short, and says so', async () => {
      const reading = deferred<undefined>();
      const slow = says('c', ({ messages }) => {
        if (!isReader(messages)) return 'Answer: 1';
        reading.resolve(undefined);
        return never();
      });
      const stuck = says('b', ({ messages }) => (isReader(messages) ? never() : 'Answer: 54'));
      const { pacore, clock, events } = await start([says('a', 'Answer: 54'), stuck, slow]);
      const asking = pacore.ask('?', { rounds: [3, 3, 1], timeout: '5s', memberTimeout: '10s' });
      await reading.promise;
      await events.next((event) => event.type === 'ballot-cast' && event.ballot.round === 1);
      clock.advance(5000);
      const record = await asking;
      expect(record).toMatchObject({ answer: '54', status: 'decided', agreement: 0.6667, rules: { decidingRound: 0 } });
      expect(record.ballots.map(({ member, round, error }) => [round, member, error?.code])).toEqual([
        [0, 'a', undefined],
        [0, 'b', undefined],
        [0, 'c', undefined],
        [1, 'a', undefined],
        [1, 'b', 'PACORE_DEADLINE'],
        [1, 'c', 'PACORE_DEADLINE'],
      ]);
      expect(record.closing).toEqual({ member: null, answer: null, contradicts: false, kept: 'vote' });
    });

    it('says where the contexts hold less than the budget', async () => {
      const members = [says('a', 'Answer: 54', { contextSize: 512 })];
      const { pacore, event } = await start(members, { rounds: { budget: 4000 } });
      const { id } = await pacore.ask('?', { rounds: [2, 1] });
      const capped = await event('references-capped');
      expect(capped).toMatchObject({ questionId: id, budget: 4000 });
      expect(capped.room).toBeLessThan(512);
    });

    it('refuses a quorum above the trajectories that vote, and counts nobody for whom there is none', async () => {
      const { pacore } = await start(['a', 'b', 'c', 'd'].map((id) => says(id, 'Answer: 54')));
      await expect(pacore.ask('?', { rounds: [2, 1], quorum: 3 })).rejects.toThrow(
        /quorum of 3 .* 2 members are asked/,
      );
      await query(pacore.actors.supervisor, (replyTo) => ({ type: 'drain-member', id: 'a', replyTo }), {
        timeoutMs: 5000,
      });
      const record = await pacore.ask('?', { rounds: [1] });
      expect(record).toMatchObject({ status: 'decided', agreement: 1, electorate: [{ member: 'b' }] });
    });

    it.each<[string, AskOptions]>([
      ['no rounds', { rounds: [] }],
      ['an empty round', { rounds: [4, 0] }],
      ['samples too', { rounds: [4, 1], samples: 2 }],
      ['stopping too', { rounds: [4, 1], stopAt: 0.9 }],
    ])('refuses %s', async (_, options) => {
      const { pacore } = await start([says('a', 'Answer: 54')]);
      await expect(pacore.ask('?', options)).rejects.toMatchObject({ code: 'PACORE_USAGE' });
    });
  });

  it('answers with what most members say', async () => {
    const { pacore } = await start([says('a', 'Answer: 54'), says('b', 'so it is 17'), says('c', 'I get 54.')], {
      consensus: { confidenceThreshold: 0.9, profile: 'number' },
    });
    const record = await pacore.ask('What is 23 + 48 - 17?', { seed: 5 });
    expect(record).toMatchObject({
      schemaVersion: 1,
      question: 'What is 23 + 48 - 17?',
      strategy: 'majority_voting',
      seed: 5,
      status: 'low_confidence',
      answer: '54',
      confidence: 0.6667,
      agreement: 0.6667,
      calibrated: null,
      electorate: [
        { member: 'a', samples: 1 },
        { member: 'b', samples: 1 },
        { member: 'c', samples: 1 },
      ],
      rules: {
        thresholds: { confidenceThreshold: 0.9, minAgreement: 0.5 },
        quorum: null,
        profile: 'number',
        options: {},
      },
    });
    expect(record.ballots.map(({ member, answer, finish }) => [member, answer, finish])).toEqual([
      ['a', '54', 'stop'],
      ['b', '17', 'stop'],
      ['c', '54', 'stop'],
    ]);
  });

  it('tells on the way what happens, the decision last, and leaving the loop stops the work', async () => {
    const { pacore, event } = await start([says('a', 'Answer: 1'), says('b', 'Answer: 1')]);
    const seen: QuestionEvent['type'][] = [];
    for await (const happened of pacore.stream('1?')) seen.push(happened.type);
    expect(seen[0]).toBe('question-opened');
    expect(seen.filter((type) => type === 'text-delta')).toHaveLength(4);
    expect(seen.at(-1)).toBe('question-decided');

    const stuck = await start([says('slow', never)]);
    for await (const happened of stuck.pacore.stream('?')) if (happened.type === 'question-opened') break;
    const member = await query(
      stuck.pacore.actors.supervisor,
      (replyTo) => ({ type: 'drain-member', id: 'slow', replyTo }),
      {
        timeoutMs: 5000,
      },
    );
    expect(member).toMatchObject({ member: { status: 'drained' } });
    expect(await event('question-decided')).toBeDefined();
  });

  describe('when a member crashes in mid-answer', () => {
    /** Crashes at its first `times` prompts. */
    const crashes = (times: number) => {
      let prompts = 0;
      return () => {
        prompts += 1;
        if (prompts <= times) throw new Error('segfault');
        return 'Answer: 7';
      };
    };
    const startWith = (frail: () => string) =>
      start([says('a', 'Answer: 7'), says('b', 'Answer: 7'), says('frail', frail)], {
        consensus: { confidenceThreshold: 0.9 },
      });

    it('lets its next incarnation answer', async () => {
      const { pacore, clock, event } = await startWith(crashes(1));
      const asked = pacore.ask('7?');
      expect(await event('answer-restarted')).toMatchObject({
        member: 'frail',
        error: { code: 'PACORE_MEMBER_CRASHED', message: expect.stringContaining('segfault') },
      });
      expect(await event('model-restarting')).toMatchObject({ member: 'frail', delayMs: 200 });
      clock.advance(200);
      expect(await asked).toMatchObject({ answer: '7', status: 'decided', agreement: 1 });
    });

    it('loses a ballot, not the question, when that one crashes too, and the member comes back', async () => {
      const { pacore, clock, event } = await startWith(crashes(2));
      const asked = pacore.ask('7?');
      await event('model-restarting');
      clock.advance(200);
      const first = await asked;
      expect(first).toMatchObject({ answer: '7', status: 'low_confidence', agreement: 0.6667 });
      expect(first.ballots[2]).toMatchObject({
        member: 'frail',
        finish: 'error',
        error: { code: 'PACORE_MEMBER_CRASHED' },
      });
      expect(await event('model-restarting')).toMatchObject({ member: 'frail', delayMs: 400 });

      // A question in the meantime waits for the new incarnation.
      const second = pacore.ask('7?');
      await event('question-opened');
      await event('question-opened');
      clock.advance(400);
      expect(await second).toMatchObject({ answer: '7', status: 'decided', agreement: 1 });
    });
  });

  it('gives up a member that always crashes, and goes on without it', async () => {
    const crashes = () => {
      throw new Error('hopeless');
    };
    const { pacore, clock, event } = await start(
      [says('a', 'Answer: 7'), says('b', 'Answer: 7'), says('bad', crashes)],
      {
        consensus: { confidenceThreshold: 0.6 },
      },
    );
    const first = pacore.ask('7?', { members: ['bad'], quorum: 1 });
    for (const delay of [200, 400]) {
      expect(await event('model-restarting')).toMatchObject({ delayMs: delay });
      clock.advance(delay);
    }
    expect(await first).toMatchObject({ status: 'no_quorum' });
    // The third crash is one too many: what waits for the member is not kept waiting.
    expect(await pacore.ask('7?', { members: ['bad'] })).toMatchObject({
      ballots: [{ error: { code: 'PACORE_MEMBER_CRASHED', message: expect.stringContaining('hopeless') } }],
    });
    expect(await event('member-given-up')).toMatchObject({
      member: 'bad',
      reason: expect.stringMatching(/^more than 2 restarts/),
    });
    const record = await pacore.ask('7?');
    expect(record).toMatchObject({ status: 'decided', agreement: 0.6667 });
    expect(record.electorate[2]?.missing).toMatch(/hopeless/);
    expect(record.ballots).toHaveLength(2);
  });

  it('says at once, with two of three gone for good, that there is no quorum, and answers for who accepts less', async () => {
    const crashes = () => {
      throw new Error('hopeless');
    };
    const gone = ['b', 'c'].map((id) => ({ ...says(id, crashes), restart: 'temporary' }));
    const { pacore, event } = await start([says('a', 'Answer: 7'), ...gone]);
    await pacore.ask('7?');
    await event('member-given-up');
    await event('member-given-up');
    // The clock stands still: nobody is waited for.
    const record = await pacore.ask('7?');
    expect(record).toMatchObject({ status: 'no_quorum', answer: '7', agreement: 0.3333 });
    expect(record.electorate.map(({ missing }) => missing)).toEqual([
      undefined,
      expect.stringContaining('hopeless'),
      expect.stringContaining('hopeless'),
    ]);
    expect(await pacore.ask('7?', { quorum: 1 })).toMatchObject({
      status: 'low_confidence',
      answer: '7',
      agreement: 0.3333,
      ballots: [{ member: 'a' }],
    });
  });

  it('starts with the members that load, and says which are missing', async () => {
    const { pacore, event } = await start([
      says('a', 'Answer: 7'),
      says('b', 'Answer: 7'),
      says('broken', '', { failLoad: { message: 'no such file', retryable: false } }),
    ]);
    expect(await event('member-given-up')).toMatchObject({ member: 'broken', reason: 'no such file' });
    expect((await pacore.ask('7?')).electorate[2]).toMatchObject({ member: 'broken', missing: 'no such file' });
  });

  it('does not start when the quorum cannot be met', async () => {
    const broken = { failLoad: { message: 'no such file', retryable: false } };
    await expect(start([says('a', ''), says('b', '', broken), says('c', '', broken)])).rejects.toMatchObject({
      code: 'PACORE_NO_QUORUM',
      message: '2 of 3 members must answer, and that cannot be met any more.\nb: no such file\nc: no such file',
    });
  });

  it('decides with what is there at the deadline, and resolves with no_quorum when that is too little', async () => {
    const { pacore, clock, event } = await start([says('a', 'Answer: 1'), says('b', never), says('c', never)], {
      consensus: { deadline: '1s', memberTimeout: '5s' },
    });
    const asked = pacore.ask('1?');
    await event('ballot-cast');
    clock.advance(1000);
    const record = await asked;
    expect(record).toMatchObject({ status: 'no_quorum', answer: '1', agreement: 0.3333, timing: { durationMs: 1000 } });
    expect(record.ballots.map(({ error }) => error?.code)).toEqual([undefined, 'PACORE_DEADLINE', 'PACORE_DEADLINE']);
    await pacore.close();
    expect(clock.pending).toBe(0);
  });

  it('costs a slow member its ballot', async () => {
    const { pacore, clock, event } = await start([says('a', 'Answer: 1'), says('b', 'Answer: 1'), says('c', never)], {
      consensus: { memberTimeout: '2s', confidenceThreshold: 0.9 },
    });
    const asked = pacore.ask('1?');
    await event('ballot-cast');
    await event('ballot-cast');
    clock.advance(2000);
    expect((await asked).ballots[2]).toMatchObject({ finish: 'error', error: { code: 'PACORE_MEMBER_TIMEOUT' } });
  });

  it('takes several samples of each member, each drawn with a seed of its own', async () => {
    const seeds: number[] = [];
    const reply: ScriptedModel['script']['reply'] = ({ seed, temperature }) => {
      seeds.push(seed);
      return `Answer: ${temperature === 0 ? 1 : 2}`;
    };
    const { pacore } = await start([says('a', reply), says('b', reply)], { consensus: { confidenceThreshold: 1 } });
    const record = await pacore.ask('?', { samples: 3, seed: 9 });
    expect(record.tally.map(({ answer, share, members }) => [answer, share, members])).toEqual([
      ['2', expect.closeTo(2 / 3, 4), ['a', 'b']],
      ['1', expect.closeTo(1 / 3, 4), ['a', 'b']],
    ]);
    expect(new Set(seeds).size).toBe(6);
  });

  it('refuses what no member has room for', async () => {
    const { pacore, event } = await start([says('a', never, { slots: 1 })], { router: { maxQueue: 1 } });
    const stop = new AbortController();
    const stuck = ['runs', 'waits'].map((question) => pacore.ask(question, { signal: stop.signal }));
    await event('question-opened');
    await event('question-opened');
    await expect(pacore.ask('too much')).rejects.toMatchObject({
      code: 'PACORE_OVERLOADED',
      retryAfterMs: expect.any(Number),
    });
    stop.abort();
    for (const asked of stuck) await expect(asked).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    // Both slots and queue are free again.
    const again = new AbortController();
    const asked = pacore.ask('again', { signal: again.signal });
    await event('question-opened');
    await event('question-opened');
    again.abort();
    await expect(asked).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
  });

  it('rejects a question that is aborted before it is asked', async () => {
    const { pacore } = await start([says('a', 'Answer: 1')]);
    await expect(pacore.ask('?', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
  });

  it('lets go of the caller’s signal when the question has ended', async () => {
    const { pacore } = await start([says('a', 'Answer: 1')]);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 20 }, () => pacore.ask('?', { signal })));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends every question when it closes, and takes none afterwards', async () => {
    const { pacore, event } = await start([says('a', never)]);
    const asked = pacore.ask('?');
    await event('question-opened');
    const [, failure] = await Promise.all([pacore.close(), asked.catch((error: unknown) => error)]);
    expect(failure).toMatchObject({ code: 'PACORE_CLOSED' });
    await expect(pacore.ask('?')).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await expect(pacore.members()).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await pacore.close();
  });

  it('ends a question that is asked just before the close with PACORE_CLOSED', async () => {
    const { pacore } = await start([says('a', never)]);
    const asked = pacore.ask('?');
    const [failure] = await Promise.all([asked.catch((error: unknown) => error), pacore.close()]);
    expect(failure).toMatchObject({ code: 'PACORE_CLOSED' });
  });

  it('tells those who watch every event that a question was left', async () => {
    const { pacore, event } = await start([says('a', never)]);
    for await (const happened of pacore.stream('?')) if (happened.type === 'question-opened') break;
    expect(await event('question-failed')).toMatchObject({ error: { code: 'PACORE_ABORTED' } });
  });

  it('goes on when a subscriber throws, and tells the others', async () => {
    const uncaught = jest.fn();
    process.on('uncaughtException', uncaught);
    try {
      const { pacore } = await start([says('a', 'Answer: 1')], {}, { onEvent: refuse('onEvent') });
      const told = probe<PacoreEvent>();
      pacore.events$.subscribe(refuse('plain'));
      pacore.events$.subscribe({ next: refuse('observer'), complete: refuse('completion') });
      pacore.events$.pipe(filter(({ type }) => type === 'question-decided')).subscribe(refuse('piped'));
      pacore.events$.pipe(map(refuse('operator'))).subscribe();
      pacore.events$.subscribe(told.push);
      expect(await pacore.ask('1?')).toMatchObject({ answer: '1' });
      await pacore.close();
      await new Promise((resolve) => setTimeout(resolve, 1)); // RxJS rethrows on a timer of no delay.
      const failures = told.received.flatMap((event) => (event.type === 'subscriber-failed' ? [event.error] : []));
      expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['PACORE_SUBSCRIBER']));
      // The one of onEvent threw, and was reported, while the others were not there yet.
      const messages = new Set(failures.map(({ message }) => message));
      expect(messages).toEqual(new Set(['plain', 'observer', 'piped', 'operator']));
      expect(uncaught).not.toHaveBeenCalled();
    } finally {
      process.off('uncaughtException', uncaught);
    }
  });

  it('keeps what happens for a reader that is slow', async () => {
    const { pacore } = await start([says('a', 'Answer: 1')]);
    const types: string[] = [];
    for await (const event of pacore.stream('1?')) {
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      types.push(event.type);
    }
    expect(types).toEqual(['question-opened', 'text-delta', 'text-delta', 'ballot-cast', 'question-decided']);
  });

  it('ends answers where they are told to stop, by the member and by the question', async () => {
    const reply = 'one two three four';
    const stopping = { ...says('a', reply), stop: ['four'] };
    const { pacore } = await start([stopping, says('b', reply)], {
      consensus: { profile: 'text' },
    });
    expect((await pacore.ask('?', { earlyDecision: false })).ballots.map(({ text, finish }) => [text, finish])).toEqual(
      [
        ['one two three ', 'stop'],
        ['one two three four', 'stop'],
      ],
    );
    expect((await pacore.ask('?', { stop: [' two'] })).ballots.map(({ text }) => text)).toEqual(['one', 'one']);
    await expect(pacore.ask('?', { stop: [''] })).rejects.toMatchObject({ code: 'PACORE_USAGE' });
  });

  it('hands the caller’s temperature, topP and maxTokens to every member, the first sample included', async () => {
    const seen: unknown[] = [];
    const reply = ({ temperature, maxTokens, sampling }: GenerateRequest) => {
      seen.push({ temperature, maxTokens, topP: sampling?.topP });
      return 'Answer: 54';
    };
    const { pacore } = await start([scriptedModel('a', { reply })]);
    await pacore.ask('?', { samples: 2 });
    await pacore.ask('?', { samples: 2, temperature: 1.5, maxTokens: 7, topP: 0.5 });
    expect(seen).toEqual([
      { temperature: 0, maxTokens: 256, topP: undefined },
      { temperature: 0.7, maxTokens: 256, topP: undefined },
      { temperature: 1.5, maxTokens: 7, topP: 0.5 },
      { temperature: 1.5, maxTokens: 7, topP: 0.5 },
    ]);
    for (const wrong of [{ temperature: 2.1 }, { temperature: -1 }, { topP: 0 }, { topP: 1.1 }, { maxTokens: 0 }])
      await expect(pacore.ask('?', wrong)).rejects.toMatchObject({ code: 'PACORE_USAGE' });
  });

  it('hands a JSON schema to every member, and reads JSON then', async () => {
    const schema = { type: 'object', properties: { sum: { type: 'integer' } } };
    const seen: unknown[] = [];
    const reply = (request: { readonly schema?: unknown }) => {
      seen.push(request.schema);
      return '{ "sum":\n54 }';
    };
    const { pacore } = await start([says('a', reply), says('b', reply)]);
    expect(await pacore.ask('?', { schema })).toMatchObject({ answer: '{"sum":54}', rules: { profile: 'json' } });
    expect(seen).toEqual([schema, schema]);
    await expect(pacore.ask('?', { schema: { type: 'sum' } })).rejects.toMatchObject({
      code: 'PACORE_USAGE',
      message: expect.stringContaining('no type "sum"'),
    });
  });

  describe('under ensemble, with an aggregator', () => {
    const texts = ['red green', 'red green blue', 'black'];
    const asAnswers = texts.map((text, index) => says(`m${index}`, text));
    const combined = (reply: ScriptedModel['script']['reply']) => [...asAnswers, says('z', reply)];
    const consensus = {
      strategy: 'ensemble',
      profile: 'text',
      aggregator: 'z',
      minAgreement: 0,
      confidenceThreshold: 0,
    };
    const members = ['m0', 'm1', 'm2'];

    it('takes the text that it writes out of the responses of the others', async () => {
      const reply = jest.fn(({ messages }: { messages: readonly { content: string }[] }) =>
        messages.at(-1)?.content === 'Colours?' ? 'none' : 'Green, red and blue.',
      );
      const { pacore } = await start(combined(reply), { consensus });
      const record = await pacore.ask('Colours?', { members });
      expect(record).toMatchObject({
        answer: 'red green blue',
        text: 'Green, red and blue.',
        rules: { options: { synthesis: { member: 'z', text: 'Green, red and blue.' } } },
        synthesis: { member: 'z', round: 1, finish: 'stop' },
        electorate: [{ member: 'm0' }, { member: 'm1' }, { member: 'm2' }],
      });
      expect(record.usage.completionTokens).toBe(
        [...record.ballots, record.synthesis].reduce((sum, ballot) => sum + (ballot?.completionTokens ?? 0), 0),
      );
      expect(reply.mock.calls[0]?.[0].messages).toEqual([
        {
          role: 'user',
          content:
            'Colours?\n\nResponse 1: red green\n\nResponse 2: red green blue\n\nResponse 3: black\n\n' +
            'Combine these responses into the one best response to the question.',
        },
      ]);
    });

    it('takes the most typical response where it fails, and says why', async () => {
      const crash = () => {
        throw new Error('out of ideas');
      };
      const { pacore, clock, event } = await start(combined(crash), { consensus });
      const decision = pacore.ask('Colours?', { members });
      await event('model-restarting');
      clock.advance(200);
      const record = await decision;
      expect(record).toMatchObject({
        answer: 'red green',
        text: 'red green',
        rules: { options: {} },
        synthesis: { member: 'z', finish: 'error', error: { message: expect.stringContaining('out of ideas') } },
      });
    });

    it('takes the most typical response where it is late: the deadline is that of the whole question', async () => {
      const asked = deferred<undefined>();
      const wait = () => {
        asked.resolve(undefined);
        return never();
      };
      const { pacore, clock } = await start(combined(wait), { consensus });
      const decision = pacore.ask('Colours?', { members, timeout: 1000, memberTimeout: 5000 });
      await asked.promise;
      clock.advance(1000);
      expect(await decision).toMatchObject({
        text: 'red green',
        synthesis: { error: { code: 'PACORE_DEADLINE' } },
      });
    });

    it.each<readonly [string, AskOptions]>([
      ['another strategy', { strategy: 'majority_voting' }],
      ['an aggregator that is switched off', { aggregator: null }],
      ['a synthesis that the caller brings', { options: { synthesis: { text: 'black' } } }],
    ])('asks nobody under %s', async (_, options) => {
      const reply = jest.fn(() => 'never said');
      const { pacore } = await start(combined(reply), { consensus });
      expect(await pacore.ask('Colours?', { members, ...options })).not.toHaveProperty('synthesis');
      expect(reply).not.toHaveBeenCalled();
    });

    it('asks nobody when the deadline is over', async () => {
      const reply = jest.fn(() => 'never said');
      const { pacore, clock, events } = await start([says('m3', never), ...combined(reply)], { consensus });
      const decision = pacore.ask('Colours?', { members: ['m0', 'm1', 'm3'], timeout: 1000 });
      for (const member of ['m0', 'm1'])
        await events.next((event) => event.type === 'ballot-cast' && event.ballot.member === member);
      clock.advance(1000);
      expect(await decision).toMatchObject({ text: 'red green' });
      expect(reply).not.toHaveBeenCalled();
    });

    it('is aborted with its question', async () => {
      const abort = new AbortController();
      const leave = () => {
        abort.abort();
        return never();
      };
      const { pacore } = await start(combined(leave), { consensus });
      const decision = pacore.ask('Colours?', { members, signal: abort.signal });
      await expect(decision).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    });

    it('must be a member', async () => {
      const { pacore } = await start(asAnswers, { consensus: { ...consensus, aggregator: null } });
      await expect(pacore.ask('?', { aggregator: 'nobody' })).rejects.toMatchObject({
        code: 'PACORE_USAGE',
        message: expect.stringContaining('"nobody"'),
      });
      await expect(start(asAnswers, { consensus })).rejects.toMatchObject({
        code: 'PACORE_CONFIG',
        message: expect.stringMatching(/aggregator.*no member "z"; members: m0, m1, m2/),
      });
    });
  });

  it('goes on when someone sends an actor nonsense, and says so', async () => {
    const { pacore, event } = await start([says('a', 'Answer: 1')]);
    for (const ref of Object.values(pacore.actors)) tell(ref as ActorRef<unknown>, { type: 'open' });
    tell(pacore.actors.supervisor as ActorRef<unknown>, { type: 'list-members' });
    expect(await event('actor-fault')).toMatchObject({ error: { code: 'PACORE_INTERNAL' } });
    expect(await pacore.ask('1?')).toMatchObject({ answer: '1' });
  });

  it.each([
    undefined,
    null,
    42,
    {},
    [{ role: 'user' }],
    [{ role: 'robot', content: 'x' }],
    [{ role: 'user', content: 5 }],
  ])('refuses %j as a question', async (question) => {
    const { pacore } = await start([says('a', 'Answer: 1')]);
    await expect(pacore.ask(question as never)).rejects.toMatchObject({ code: 'PACORE_USAGE' });
  });

  it('can be called off while it starts', async () => {
    const stop = new AbortController();
    const starting = start([says('a', '', { loadDelay: 1000 })], {}, { signal: stop.signal });
    stop.abort();
    await expect(starting).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });

  it('decides by a strategy of the user’s own, and ends the question when that one fails', async () => {
    const { pacore } = await start(
      [says('a', 'Answer: 1'), says('b', 'Answer: 2')],
      {},
      {
        strategies: {
          last: (ballots) => ({ answer: ballots.at(-1)?.answer ?? null, confidence: 0.75 }),
          broken: () => ({ answer: 'made up', confidence: 1 }),
        },
      },
    );
    expect(await pacore.ask('?', { strategy: 'last' })).toMatchObject({
      strategy: 'last',
      answer: '2',
      confidence: 0.75,
    });
    await expect(pacore.ask('?', { strategy: 'broken' })).rejects.toMatchObject({ code: 'PACORE_STRATEGY' });
    expect(await pacore.ask('?', { strategy: 'last' })).toMatchObject({ answer: '2' });
  });

  it('takes members at run time: a model actor of the user’s own votes, crashes, comes back and leaves', async () => {
    const { pacore, clock, event } = await start([says('a', 'Answer: 1')]);
    let incarnation = 0;
    const own = (): ActorDefinition<ModelCommand, null> => {
      incarnation += 1;
      const fails = incarnation <= 2;
      return {
        start: () => null,
        receive(state, command) {
          if (command.type !== 'generate') return state;
          if (fails) throw new Error('my fault');
          const { requestId, replyTo } = command;
          tell(replyTo, {
            type: 'text-end',
            requestId,
            text: 'Answer: 1',
            finish: 'stop',
            promptTokens: 0,
            completionTokens: 1,
            confidence: 0.5,
          });
          return state;
        },
      };
    };
    const spec = actorMember({ id: 'own', create: own, weight: 3 });
    await query(pacore.actors.supervisor, (replyTo) => ({ type: 'add-member', spec, replyTo }), { timeoutMs: 5000 });
    const asked = pacore.ask('1?', { confidenceThreshold: 1 });
    await event('model-restarting');
    clock.advance(200);
    const first = await asked;
    expect(first.ballots[1]).toMatchObject({
      member: 'own',
      model: 'actor:own',
      weight: 3,
      error: { code: 'PACORE_MEMBER_CRASHED' },
    });
    expect(first.agreement).toBe(0.25);
    await event('model-restarting');
    clock.advance(400);
    expect(await pacore.ask('1?', { confidenceThreshold: 1 })).toMatchObject({ status: 'decided', agreement: 1 });
    await query(pacore.actors.supervisor, (replyTo) => ({ type: 'remove-member', id: 'own', replyTo }), {
      timeoutMs: 5000,
    });
    expect((await pacore.members()).map(({ id }) => id)).toEqual(['a']);
  });

  it.each([
    ['an empty question', '  ', {}, 'The question is empty; give at least one word.'],
    ['no messages', [], {}, 'The question is empty; give at least one word.'],
    ['a conversation that ends with the assistant', [{ role: 'assistant', content: 'hi' }], {}, /question is empty/],
    ['negative samples', '?', { samples: -3 }, 'samples is -3; give a whole number from 1 to 1000.'],
    ['a broken seed', '?', { seed: 0.5 }, /^seed is 0.5; give a whole number/],
    ['a timeout of nothing', '?', { timeout: 0 }, /^timeout is "0"/],
    ['an unknown member', '?', { members: ['x'] }, 'There is no member "x"; members: a.'],
    ['a misspelt option', '?', { sample: 5 }, /^There is no option "sample"/],
    ['members that are no list', '?', { members: 'a' }, 'members must be a list of member ids.'],
    ['an unknown strategy', '?', { strategy: 'x' }, /strategy "x"/],
    ['a quorum that cannot be met', '?', { quorum: 2 }, /quorum of 2 cannot be met: 1 members/],
  ] as const)('rejects %s', async (_, question, options, message) => {
    const { pacore } = await start([says('a', 'Answer: 1')]);
    await expect(pacore.ask(question, options as AskOptions)).rejects.toMatchObject({
      code: 'PACORE_USAGE',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('passes a conversation on to its members, and records it', async () => {
    const { pacore } = await start([says('a', ({ messages }) => `Answer: ${messages.length}`)]);
    const messages = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'hello' },
    ] as const;
    const record = await pacore.ask(messages);
    expect(record).toMatchObject({ answer: '2', messages });
    expect(record.question).toBeUndefined();
  });
});
