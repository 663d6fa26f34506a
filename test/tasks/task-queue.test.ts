import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createPacore, silentLogger, type Pacore } from 'pacore';
import { manualClock, scriptedModel, type ScriptedModel } from 'pacore/testing';
import { openTaskQueue } from '../../src/tasks/open-task-queue.ts';
import type { TaskEvent, TaskInput } from '../../src/tasks/task.ts';
import type { TaskQueue } from '../../src/tasks/task-queue.ts';
import { heldMember } from '../support/questions.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const says = (id: string, reply: string) => scriptedModel(id, { reply });
const MEMBERS = [says('a', 'Answer: 54'), says('b', 'Answer: 54'), says('c', 'Answer: 7')];

describe('a queue of tasks', () => {
  const folder = temporaryFolders();
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  const clock = manualClock(1_000_000);

  async function committee(members: readonly ScriptedModel[], path: string, config: object = {}): Promise<Pacore> {
    const tasks = { concurrency: 2 };
    const pacore = await createPacore({
      config: { members, tasks, storage: { path }, ...config },
      logger: silentLogger,
      clock,
    });
    open.push(pacore);
    return pacore;
  }

  async function queueOf(pacore: Pacore): Promise<TaskQueue> {
    const queue = await openTaskQueue(pacore, { clock });
    open.push(queue);
    return queue;
  }

  async function start(members: readonly ScriptedModel[] = MEMBERS, config: object = {}): Promise<TaskQueue> {
    return queueOf(await committee(members, join(folder(), 'pacore.db'), config));
  }

  const submit = (queue: TaskQueue, question: string, more: Partial<TaskInput> = {}) =>
    queue.submit({ question, ...more }).task;

  async function eventsOf(queue: TaskQueue, id: string, after = 0): Promise<TaskEvent[]> {
    const events: TaskEvent[] = [];
    for await (const event of queue.events(id, { after })) events.push(event);
    return events;
  }

  const ended = async (queue: TaskQueue, id: string) => {
    await eventsOf(queue, id);
    return queue.get(id);
  };

  it('keeps a task, answers it, and has its record', async () => {
    const queue = await start();
    const { task, created } = queue.submit({ question: 'What is 23 + 48 - 17?', seed: 7 });
    expect(created).toBe(true);
    expect(task).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      owner: null,
      status: 'queued',
      input: { question: 'What is 23 + 48 - 17?', seed: 7 },
      createdAt: '1970-01-01T00:16:40.000Z',
      attempts: 0,
    });
    expect(await ended(queue, task.id)).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      outcome: { status: 'decided', answer: '54' },
      record: { answer: '54', seed: 7, question: 'What is 23 + 48 - 17?', strategy: 'majority_voting' },
    });
  });

  it('tells its events in order: kept ones with numbers, text as it is written', async () => {
    const { member, prompts } = heldMember();
    const queue = await start([member]);
    const { id } = submit(queue, '?');
    const telling = eventsOf(queue, id);
    (await prompts.next()).answer('Answer: 54');
    const events = await telling;
    const deltas = events.filter((event) => event.type === 'text-delta');
    expect(deltas.map(({ text }) => text).join('')).toBe('Answer: 54');
    const kept = events.flatMap((event) => ('seq' in event ? [[event.seq, event.type]] : []));
    expect(kept).toEqual([
      [1, 'queued'],
      [2, 'started'],
      [3, 'ballot-cast'],
      [4, 'ended'],
    ]);
    expect(events.at(-1)).toEqual({ taskId: id, seq: 4, at: expect.any(String), type: 'ended', status: 'succeeded' });
    expect((await eventsOf(queue, id, 2)).map(({ type }) => type)).toEqual(['ballot-cast', 'ended']);
    expect(await eventsOf(queue, id, 4)).toEqual([]);
    expect(await eventsOf(queue, id, 99)).toEqual([]);
  });

  it('ends the telling when its signal aborts, also in the middle of a wait', async () => {
    const { member, prompts } = heldMember();
    const queue = await start([member]);
    const { id } = submit(queue, '?');
    await prompts.next();
    const leaving = new AbortController();
    const seen: string[] = [];
    for await (const { type } of queue.events(id, { signal: leaving.signal })) {
      seen.push(type);
      if (type === 'started') setImmediate(() => leaving.abort());
    }
    expect(seen).toEqual(['queued', 'started']);
  });

  it('runs so many at a time, in the order of submission', async () => {
    const { member, prompts } = heldMember();
    const queue = await start([member]);
    const ids = ['one', 'two', 'three', 'four'].map((question) => submit(queue, question).id);
    const [first, second] = [await prompts.next(), await prompts.next()];
    expect(ids.map((id) => queue.get(id).status)).toEqual(['running', 'running', 'queued', 'queued']);
    second.answer('Answer: 2');
    expect((await prompts.next()).question).toBe('three');
    first.answer('Answer: 1');
    expect((await prompts.next()).question).toBe('four');
  });

  it('refuses more than may wait, with a hint when to come again; and takes them later', async () => {
    const { member, prompts } = heldMember();
    const queue = await start([member], { tasks: { concurrency: 1, maxQueue: 2 } });
    const { id } = submit(queue, 'one');
    submit(queue, 'two');
    submit(queue, 'three');
    expect(() => submit(queue, 'four')).toThrow(
      expect.objectContaining({ code: 'PACORE_OVERLOADED', retryAfterMs: expect.any(Number) }),
    );
    (await prompts.next()).answer('Answer: 1');
    await ended(queue, id);
    await prompts.next();
    expect(submit(queue, 'four').status).toBe('queued');
    expect(queue.list().tasks).toHaveLength(4);
  });

  it.each([
    ['no question', { question: ' ' }, 'The question is empty'],
    ['a field that is none', { question: '?', model: 'x' }, 'Unrecognized key: "model"'],
    ['samples that are none', { question: '?', samples: 0 }, 'samples is 0'],
    ['a strategy that is none', { question: '?', strategy: 'dice' }, 'There is no strategy "dice"'],
    ['a deadline that is none', { question: '?', deadlineMs: 0 }, 'deadlineMs'],
    ['no conversation', { question: [{ role: 'robot', content: '?' }] }, 'question'],
    ['no task at all', null, 'The task is not right'],
  ])('refuses %s, and keeps nothing of it', async (_, input, message) => {
    const queue = await start();
    expect(() => queue.submit(input as TaskInput)).toThrow(
      expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringContaining(message) }),
    );
    expect(queue.list().tasks).toEqual([]);
  });

  describe('under an idempotency key', () => {
    const key = { idempotencyKey: 'key-1' };

    it('is the same task for the same input, whatever the order of its fields', async () => {
      const queue = await start();
      const first = queue.submit({ question: '?', seed: 1, samples: 2 }, key);
      await ended(queue, first.task.id);
      const second = queue.submit({ samples: 2, seed: 1, question: '?' }, key);
      expect(second).toMatchObject({ created: false, task: { id: first.task.id, status: 'succeeded' } });
      expect(queue.list().tasks).toHaveLength(1);
    });

    it('is refused for another input, and another task for another owner', async () => {
      const queue = await start();
      const first = queue.submit({ question: '?' }, key);
      expect(() => queue.submit({ question: '!' }, key)).toThrow(
        expect.objectContaining({ code: 'PACORE_CONFLICT', message: expect.stringContaining(first.task.id) }),
      );
      const theirs = queue.submit({ question: '!' }, { ...key, owner: 'else' });
      expect(theirs).toMatchObject({ created: true, task: { owner: 'else' } });
    });

    it.each(['', 'with space', 'x'.repeat(256), 'ümlaut'])('refuses the key %j', async (idempotencyKey) => {
      const queue = await start();
      expect(() => queue.submit({ question: '?' }, { idempotencyKey })).toThrow('1 to 255 visible ASCII');
    });
  });

  describe('cancels', () => {
    it('what waits at once, and never runs it', async () => {
      const { member, prompts } = heldMember();
      const queue = await start([member], { tasks: { concurrency: 1 } });
      const [, second, third] = ['one', 'two', 'three'].map((question) => submit(queue, question).id);
      expect(queue.cancel(second ?? '')).toMatchObject({ status: 'cancelled', endedAt: expect.any(String) });
      (await prompts.next()).answer('Answer: 1');
      expect((await prompts.next()).question).toBe('three');
      expect(queue.get(third ?? '').status).toBe('running');
    });

    it('what runs, whose members stop; its place is free for the next one', async () => {
      const { member, prompts } = heldMember();
      const queue = await start([member], { tasks: { concurrency: 1 } });
      const [first, second] = ['one', 'two'].map((question) => submit(queue, question).id);
      await prompts.next();
      const telling = eventsOf(queue, first ?? '');
      expect(queue.cancel(first ?? '').status).toBe('cancelled');
      expect((await telling).at(-1)).toMatchObject({ type: 'ended', status: 'cancelled' });
      expect((await prompts.next()).question).toBe('two');
      expect(queue.get(second ?? '').status).toBe('running');
      expect(queue.cancel(first ?? '').status).toBe('cancelled');
    });

    it('nothing that has ended', async () => {
      const queue = await start();
      const { id } = submit(queue, '?');
      const before = await ended(queue, id);
      expect(queue.cancel(id)).toEqual(before);
    });
  });

  describe('fails', () => {
    it('without a quorum, with the record', async () => {
      const queue = await start([scriptedModel('a', { reply: 'never', tokenDelay: 100_000 })]);
      const { id } = submit(queue, '?', { deadlineMs: 500 });
      await turnsOf(() => clock.pending >= 2);
      clock.advance(500);
      expect(await ended(queue, id)).toMatchObject({
        status: 'failed',
        error: { code: 'PACORE_NO_QUORUM' },
        record: { status: 'no_quorum', timing: { durationMs: 500 } },
        outcome: { answer: null },
      });
    });

    it('what has waited until its deadline, counted from its submission', async () => {
      const { member, prompts } = heldMember();
      const queue = await start([member], {
        tasks: { concurrency: 1 },
        consensus: { deadline: '60s', memberTimeout: '60s' },
      });
      submit(queue, 'one');
      await prompts.next();
      const late = submit(queue, 'late', { deadlineMs: 1000 });
      const later = submit(queue, 'later', { deadlineMs: 2000 });
      clock.advance(999);
      expect(queue.get(late.id).status).toBe('queued');
      clock.advance(1);
      expect(queue.get(late.id)).toMatchObject({ status: 'failed', error: { code: 'PACORE_DEADLINE' } });
      expect(queue.get(later.id).status).toBe('queued');
      clock.advance(1000);
      expect(queue.get(later.id).status).toBe('failed');
    });

    it('what its members refuse, by name', async () => {
      const queue = await start();
      const { id } = submit(queue, '?', { members: ['nobody'] });
      expect(await ended(queue, id)).toMatchObject({ status: 'failed', error: { code: 'PACORE_USAGE' } });
    });
  });

  it('asks again where the committee has no room', async () => {
    const { member, prompts } = heldMember('a', { slots: 1 });
    const pacore = await committee([member], join(folder(), 'pacore.db'), { router: { maxQueue: 0 } });
    const queue = await queueOf(pacore);
    const other = pacore.ask('chat');
    const inTheWay = await prompts.next();
    const { id } = submit(queue, 'task');
    await turnsOf(() => queue.get(id).status === 'running');
    inTheWay.answer('Answer: 1');
    await other;
    await turnsOf(() => {
      clock.advance(100);
      return prompts.received.length === 2;
    });
    (await prompts.next()).answer('Answer: 2');
    expect(await ended(queue, id)).toMatchObject({ status: 'succeeded', outcome: { answer: '2' }, attempts: 1 });
  });

  describe('lists', () => {
    it('a page at a time, newest first, each task once although more come in between', async () => {
      const queue = await start();
      for (let index = 0; index < 5; index++) submit(queue, `${index}`);
      const asked = (page: ReturnType<TaskQueue['list']>) => page.tasks.map(({ input }) => input.question);
      const first = queue.list({ limit: 2 });
      submit(queue, 'in between');
      const second = queue.list({ limit: 2, cursor: first.nextCursor ?? '' });
      const third = queue.list({ limit: 2, cursor: second.nextCursor ?? '' });
      expect([asked(first), asked(second), asked(third)]).toEqual([['4', '3'], ['2', '1'], ['0']]);
      expect(third.nextCursor).toBeNull();
    });

    it('by status, strategy, member and owner, without records', async () => {
      const queue = await start();
      const borda = submit(queue, 'borda', { strategy: 'borda_count', members: ['a', 'b'] });
      const failed = submit(queue, 'failed', { members: ['nobody'] });
      const theirs = queue.submit({ question: 'theirs' }, { owner: 'them' }).task;
      for (const { id } of [borda, failed, theirs]) await ended(queue, id);
      const ids = (options: Parameters<TaskQueue['list']>[0]) => queue.list(options).tasks.map(({ id }) => id);
      expect(ids({ status: 'failed' })).toEqual([failed.id]);
      expect(ids({ strategy: 'borda_count' })).toEqual([borda.id]);
      expect(ids({ strategy: 'majority_voting' })).toEqual([theirs.id]);
      expect(ids({ strategy: 'auto' })).toEqual([failed.id]);
      expect(ids({ member: 'a' })).toEqual([theirs.id, borda.id]);
      expect(ids({ member: 'c', status: 'succeeded' })).toEqual([theirs.id]);
      expect(ids({ member: 'nobody' })).toEqual([failed.id]);
      expect(ids({ owner: 'them' })).toEqual([theirs.id]);
      expect(ids({ owner: null })).toEqual([failed.id, borda.id]);
      expect(queue.list({ strategy: 'borda_count' }).tasks[0]).not.toHaveProperty('record');
    });

    it.each([{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { cursor: 'x' }, { cursor: '' }])(
      'refuses %j',
      async (options) => {
        const queue = await start();
        expect(() => queue.list(options)).toThrow(expect.objectContaining({ code: 'PACORE_USAGE' }));
      },
    );
  });

  it('decides again under other rules, and leaves the task as it is', async () => {
    const queue = await start(MEMBERS, { consensus: { earlyDecision: false } });
    const { id } = submit(queue, '?');
    const task = await ended(queue, id);
    expect(queue.replay(id, {})).toEqual({ ...task.record, replayed: { changed: false, was: expect.any(Object) } });
    expect(queue.replay(id, { minAgreement: 0.9 })).toMatchObject({
      status: 'low_confidence',
      answer: '54',
      rules: { thresholds: { minAgreement: 0.9 } },
      replayed: { changed: true, was: { status: 'decided' } },
    });
    expect(queue.replay(id, { members: ['c'] })).toMatchObject({ answer: '7' });
    expect(queue.get(id)).toEqual(task);
    expect(() => queue.replay(id, { minAgreement: 2 })).toThrow(expect.objectContaining({ code: 'PACORE_USAGE' }));
  });

  it('keeps feedback, the last one, and gives it back as recorded questions', async () => {
    const queue = await start(MEMBERS, { consensus: { earlyDecision: false } });
    const ids = ['right', 'wrong', 'known', 'unheard'].map(
      (question) => submit(queue, question, { category: 'sums' }).id,
    );
    for (const id of ids) await ended(queue, id);
    const [right = '', wrong = '', known = ''] = ids;
    queue.feedback(right, { gold: '3' });
    expect(queue.feedback(right, { correct: true })).toMatchObject({ id: right, feedback: { correct: true } });
    queue.feedback(wrong, { correct: false });
    queue.feedback(known, { gold: '7' });
    const exported = [...queue.exportFeedback()];
    expect(exported.map(({ id, question, gold, category }) => [id, question, gold, category])).toEqual([
      [right, 'right', '54', 'sums'],
      [known, 'known', '7', 'sums'],
    ]);
    expect(exported[0]?.responses.map(({ member, answer }) => [member, answer])).toEqual([
      ['a', '54'],
      ['b', '54'],
      ['c', '7'],
    ]);
    expect([...queue.exportFeedback('somebody')]).toEqual([]);
    for (const bad of [{}, { gold: '' }, { correct: 'yes' }, { correct: true, gold: '1' }] as never[])
      expect(() => queue.feedback(right, bad)).toThrow(expect.objectContaining({ code: 'PACORE_USAGE' }));
  });

  it('says which tasks there are not, and which have no decision', async () => {
    const { member } = heldMember();
    const queue = await start([member]);
    const { id } = submit(queue, '?');
    const notFound = expect.objectContaining({ code: 'PACORE_NOT_FOUND' });
    for (const job of [
      () => queue.get('none'),
      () => queue.cancel('none'),
      () => queue.events('none'),
      () => queue.replay('none', {}),
      () => queue.feedback('none', { correct: true }),
    ])
      expect(job).toThrow(notFound);
    const conflict = expect.objectContaining({ code: 'PACORE_CONFLICT' });
    expect(() => queue.replay(id, {})).toThrow(conflict);
    expect(() => queue.feedback(id, { correct: true })).toThrow(conflict);
  });

  it('deletes what ended long ago, and what is more than it may keep, but nothing that has not ended', async () => {
    const { member, prompts } = heldMember();
    const retention = { age: '1h', count: 2 };
    const path = join(folder(), 'pacore.db');
    const config = {
      storage: { path, retention },
      consensus: { deadline: '24h', memberTimeout: '24h' },
      tasks: { concurrency: 4 },
    };
    const queue = await start([member], config);
    const ids = ['0', '1', '2', '3', '4'].map((question) => submit(queue, question).id);
    const held = await Promise.all(ids.slice(0, 4).map(() => prompts.next()));
    const present = () => ids.map((id) => queue.list({ limit: 100 }).tasks.some((task) => task.id === id));
    for (const index of [0, 1, 2]) {
      held[index]?.answer('Answer: 1');
      await ended(queue, ids[index] ?? '');
      clock.advance(1000);
    }
    clock.advance(600_000);
    expect(present()).toEqual([false, true, true, true, true]);
    held[3]?.answer('Answer: 1');
    await ended(queue, ids[3] ?? '');
    clock.advance(3_700_000);
    expect(present()).toEqual([false, false, false, true, true]);
  });

  describe('after the process ended', () => {
    it('goes on: what ended stays, what ran is run again, what waited runs, all once; events go on after their number', async () => {
      const path = join(folder(), 'pacore.db');
      const { member, prompts } = heldMember();
      const before = await committee([member], path, { tasks: { concurrency: 2 } });
      const first = await openTaskQueue(before, { clock });
      const [done = '', running = '', waiting = ''] = ['done', 'running', 'waiting'].map((q) => submit(first, q).id);
      (await prompts.next()).answer('Answer: 1');
      await ended(first, done);
      const record = first.get(done);
      await prompts.next();
      const telling = eventsOf(first, running);
      await first.close();
      expect((await telling).map(({ type }) => type)).toEqual(['queued', 'started']);

      const queue = await queueOf(await committee([says('a', 'Answer: 2')], path));
      expect(await ended(queue, running)).toMatchObject({ status: 'succeeded', attempts: 2, outcome: { answer: '2' } });
      expect(await ended(queue, waiting)).toMatchObject({ status: 'succeeded', outcome: { answer: '2' } });
      expect(queue.get(done)).toEqual(record);
      expect(
        (await eventsOf(queue, running, 2)).map((event) => ('seq' in event ? [event.seq, event.type] : [])),
      ).toEqual([
        [3, 'started'],
        [4, 'ballot-cast'],
        [5, 'ended'],
      ]);
    });

    it('gives up on what takes the process down again and again', async () => {
      const path = join(folder(), 'pacore.db');
      const { member, prompts } = heldMember();
      const pacore = await committee([member], path);
      let id = '';
      for (let start = 0; start < 10; start++) {
        const queue = await openTaskQueue(pacore, { clock });
        if (start === 0) ({ id } = submit(queue, '?'));
        await prompts.next();
        await queue.close();
      }
      const queue = await queueOf(pacore);
      expect(await ended(queue, id)).toMatchObject({ status: 'failed', error: { code: 'PACORE_INTERNAL' } });
    });

    it('is refused a second queue on the same database', async () => {
      const pacore = await committee(MEMBERS, join(folder(), 'pacore.db'));
      await queueOf(pacore);
      await expect(openTaskQueue(pacore, { clock })).rejects.toMatchObject({
        code: 'PACORE_STORAGE',
        message: expect.stringContaining('in use'),
      });
    });
  });

  it('drains: what runs ends, nothing new is taken, what waits is kept', async () => {
    const path = join(folder(), 'pacore.db');
    const { member, prompts } = heldMember();
    const pacore = await committee([member], path, { tasks: { concurrency: 1 } });
    const queue = await queueOf(pacore);
    const [first = '', second = ''] = ['one', 'two'].map((question) => submit(queue, question).id);
    const held = await prompts.next();
    const drained = queue.drain();
    expect(() => submit(queue, 'three')).toThrow(expect.objectContaining({ code: 'PACORE_CLOSED' }));
    held.answer('Answer: 1');
    await drained;
    expect([first, second].map((id) => queue.get(id).status)).toEqual(['succeeded', 'queued']);
    await queue.close();
    expect(() => queue.get(first)).toThrow(expect.objectContaining({ code: 'PACORE_CLOSED' }));
  });

  it('puts its tasks back when the committee is closed under it', async () => {
    const path = join(folder(), 'pacore.db');
    const { member, prompts } = heldMember();
    const pacore = await committee([member], path);
    const queue = await openTaskQueue(pacore, { clock });
    const { id } = submit(queue, '?');
    await prompts.next();
    await pacore.close();
    await queue.drain();
    expect(queue.get(id).status).toBe('queued');
    await queue.close();
  });

  describe('on a full disk', () => {
    it('refuses what it cannot keep, and answers all that it has accepted', async () => {
      const path = join(folder(), 'pacore.db');
      const queue = await start(MEMBERS, { storage: { path, maxSize: 300_000 }, tasks: { concurrency: 1 } });
      const accepted: string[] = [];
      const fill = () => {
        for (;;) accepted.push(submit(queue, 'x'.repeat(20_000)).id);
      };
      expect(fill).toThrow(expect.objectContaining({ code: 'PACORE_STORAGE', retryable: true }));
      expect(queue.list({ limit: 100 }).tasks.map(({ id }) => id)).toEqual(accepted.toReversed());
    });
  });
});

/** Lets whatever is under way go on until something holds. */
async function turnsOf(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
