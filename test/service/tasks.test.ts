import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Scope } from '../../src/config/service-keys.ts';
import type { TaskEvent, Task, TaskPage } from '../../src/service.ts';
import { manualClock } from '../../src/testing.ts';
import { heldMember } from '../support/questions.ts';
import { AGREEING, startService, testKey, type RunningService, type ServiceOptions } from '../support/service.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const folder = temporaryFolders();
const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options: ServiceOptions = {}) {
  const service = await startService({
    storage: { path: join(folder(), 'pacore.db') },
    ...options,
    settings: { drainTimeout: 1, ...options.settings },
  });
  running.push(service);
  return { ...service, call: callerOf(service.url) };
}

interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

function callerOf(url: string) {
  return async <Body = Task>(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
}

/** The events of a task, read to its end. */
async function eventsOf(url: string, headers: Record<string, string> = {}): Promise<readonly TaskEvent[]> {
  const text = await (await fetch(url, { headers })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as TaskEvent);
}

const seqsOf = (events: readonly TaskEvent[]) => events.flatMap((event) => ('seq' in event ? [event.seq] : []));

describe('a task over HTTP', () => {
  it('is accepted with its place, answered, and read with its decision', async () => {
    const { url, call } = await start();
    const accepted = await call('POST', '/v1/tasks', { body: { question: 'What is 23 + 48 - 17?', seed: 7 } });
    expect(accepted).toMatchObject({ status: 202, body: { status: 'queued', owner: null, attempts: 0 } });
    const { id } = accepted.body;
    expect(accepted.headers.get('location')).toBe(`/v1/tasks/${id}`);
    const events = await eventsOf(`${url}/v1/tasks/${id}/events`);
    const seqs = seqsOf(events);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(events.at(-1)).toMatchObject({ type: 'ended', status: 'succeeded' });
    expect((await call('GET', `/v1/tasks/${id}`)).body).toMatchObject({
      status: 'succeeded',
      input: { question: 'What is 23 + 48 - 17?', seed: 7 },
      outcome: { status: 'decided', answer: '54' },
      record: { answer: '54', seed: 7, ballots: expect.any(Array) },
    });
  });

  it('takes a conversation as chat completions do', async () => {
    const { url, call } = await start();
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is 1 + 1?' },
    ];
    const { body } = await call('POST', '/v1/tasks', { body: { messages } });
    await eventsOf(`${url}/v1/tasks/${body.id}/events`);
    expect((await call('GET', `/v1/tasks/${body.id}`)).body.record).toMatchObject({ messages });
  });

  it('is the same one under the same Idempotency-Key, and a conflict for another question', async () => {
    const { call } = await start();
    const headers = { 'idempotency-key': 'order-17' };
    const first = await call('POST', '/v1/tasks', { body: { question: '1 + 1?' }, headers });
    const again = await call('POST', '/v1/tasks', { body: { question: '1 + 1?' }, headers });
    const other = await call('POST', '/v1/tasks', { body: { question: '1 + 2?' }, headers });
    expect([first.status, again.status, again.body.id]).toEqual([202, 200, first.body.id]);
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });

  it.each([
    ['nothing asked', {}, /either question or messages/],
    ['both', { question: '?', messages: [] }, /either question or messages/],
    ['a field that is none', { question: '?', colour: 'red' }, /colour/],
    ['an empty question', { question: ' ' }, /empty/],
    ['a strategy that is none', { question: '?', strategy: 'dice' }, /no strategy "dice"/],
    ['too long a question', { question: 'x'.repeat(200) }, /at most 100/],
    ['no JSON', '{', /JSON/],
  ])('refuses %s, and keeps nothing', async (_, body, message) => {
    const { call } = await start({ settings: { maxPrompt: 100 } });
    const answer = await call<{ error: { message: string } }>('POST', '/v1/tasks', { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(message) } } });
    expect((await call<TaskPage>('GET', '/v1/tasks')).body.tasks).toEqual([]);
  });

  it('is listed a page at a time, newest first, by status', async () => {
    const { url, call } = await start();
    const ids: string[] = [];
    for (const question of ['one', 'two', 'three']) {
      const { body } = await call('POST', '/v1/tasks', { body: { question } });
      await eventsOf(`${url}/v1/tasks/${body.id}/events`);
      ids.unshift(body.id);
    }
    const page = await call<TaskPage>('GET', '/v1/tasks?limit=2&status=succeeded');
    expect(page.body.tasks.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(page.body.tasks[0]).not.toHaveProperty('record');
    const next = await call<TaskPage>('GET', `/v1/tasks?limit=2&cursor=${page.body.nextCursor ?? ''}`);
    expect(next.body).toMatchObject({ tasks: [{ id: ids[2] }], nextCursor: null });
    expect((await call('GET', '/v1/tasks?limit=0')).status).toBe(400);
    expect((await call('GET', '/v1/tasks?cursor=x')).status).toBe(400);
  });

  it('is cancelled, and makes room for the next one', async () => {
    const { member, prompts } = heldMember();
    const { call } = await start({ members: [member], taskSettings: { concurrency: 1 } });
    const { body } = await call('POST', '/v1/tasks', { body: { question: 'one' } });
    await prompts.next();
    await call('POST', '/v1/tasks', { body: { question: 'two' } });
    expect((await call('DELETE', `/v1/tasks/${body.id}`)).body.status).toBe('cancelled');
    expect((await prompts.next()).question).toBe('two');
    expect((await call('GET', '/v1/tasks/none')).status).toBe(404);
  });

  it('goes on after Last-Event-ID', async () => {
    const { url, call } = await start();
    const { body } = await call('POST', '/v1/tasks', { body: { question: '?' } });
    const events = `${url}/v1/tasks/${body.id}/events`;
    const all = seqsOf(await eventsOf(events));
    expect(seqsOf(await eventsOf(events, { 'last-event-id': '2' }))).toEqual(all.slice(2));
    expect((await fetch(events, { headers: { 'last-event-id': 'x' } })).status).toBe(400);
  });

  it('says that it still listens, and farewell when the service ends', async () => {
    const clock = manualClock(0);
    const { member, prompts } = heldMember();
    const { url, call, server } = await start({ members: [member], service: { clock } });
    const { body } = await call('POST', '/v1/tasks', { body: { question: '?' } });
    await prompts.next();
    const stream = (await fetch(`${url}/v1/tasks/${body.id}/events`)).body?.pipeThrough(new TextDecoderStream());
    let text = '';
    const closing: Promise<unknown>[] = [];
    for await (const piece of stream ?? []) {
      text += piece;
      if (text.includes('"started"') && !text.includes('still here')) clock.advance(15_000);
      if (text.includes('still here') && closing.length === 0) closing.push(server.close());
    }
    expect(text).toMatch(/: still here\n\nevent: farewell\ndata: \{"reason"/);
    clock.advance(60_000);
    await Promise.all(closing);
  });

  it('is decided again under other rules, and learned from', async () => {
    const { url, call } = await start();
    const { body } = await call('POST', '/v1/tasks', { body: { question: '23 + 48 - 17?' } });
    await eventsOf(`${url}/v1/tasks/${body.id}/events`);
    const again = await call('POST', `/v1/tasks/${body.id}/replay`, { body: { strategy: 'borda_count' } });
    expect(again).toMatchObject({ status: 200, body: { strategy: 'borda_count', answer: '54', replayed: {} } });
    expect((await call('POST', `/v1/tasks/${body.id}/replay`, { body: { strategy: 'dice' } })).status).toBe(400);
    const feedback = await call('POST', `/v1/tasks/${body.id}/feedback`, { body: { correct: true } });
    expect(feedback).toMatchObject({ status: 200, body: { feedback: { correct: true } } });
    const lines = (await (await fetch(`${url}/v1/feedback`)).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ id: body.id, gold: '54', responses: expect.any(Array) }),
    ]);
  });

  it('has no decision yet that could be decided again', async () => {
    const { member } = heldMember();
    const { call } = await start({ members: [member] });
    const { body } = await call('POST', '/v1/tasks', { body: { question: '?' } });
    expect((await call('POST', `/v1/tasks/${body.id}/replay`, { body: {} })).status).toBe(409);
    expect((await call('POST', `/v1/tasks/${body.id}/feedback`, { body: { correct: true } })).status).toBe(409);
  });

  it('is refused when the queue is full, with a time to come again', async () => {
    const { member } = heldMember();
    const { call } = await start({ members: [member], taskSettings: { concurrency: 1, maxQueue: 1 } });
    await call('POST', '/v1/tasks', { body: { question: 'runs' } });
    await call('POST', '/v1/tasks', { body: { question: 'waits' } });
    const refused = await call('POST', '/v1/tasks', { body: { question: 'is too many' } });
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'PACORE_OVERLOADED' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('is refused when it cannot be kept', async () => {
    const { call } = await start({ storage: { path: join(folder(), 'small.db'), maxSize: 100_000 } });
    const body = { question: `${'long '.repeat(15_000)}?` };
    let answer = await call('POST', '/v1/tasks', { body });
    while (answer.status === 202) answer = await call('POST', '/v1/tasks', { body });
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'PACORE_STORAGE' } } });
  });

  it('is no route where nothing keeps tasks', async () => {
    const service = await startService({ members: AGREEING });
    running.push(service);
    expect((await callerOf(service.url)('POST', '/v1/tasks', { body: { question: '?' } })).status).toBe(404);
  });
});

describe('with keys, a task', () => {
  const keyed = (name: string, ...scopes: Scope[]) => ({ name, ...testKey(name, scopes) });
  const [anna, ben, reader, admin] = [
    keyed('anna', 'ask'),
    keyed('ben', 'ask'),
    keyed('reader', 'read', 'ask'),
    keyed('admin', 'admin', 'ask'),
  ];
  const apiKeys = [anna, ben, reader, admin].map(({ entry }) => entry);
  const as = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` });

  it('is seen by the key that submitted it and by readers; changed by that key and by admins', async () => {
    const { call } = await start({ members: [heldMember().member], settings: { apiKeys } });
    const { body } = await call('POST', '/v1/tasks', { body: { question: '?' }, headers: as(anna) });
    expect(body.owner).toBe('anna');
    const path = `/v1/tasks/${body.id}`;
    const statuses = (method: string) =>
      Promise.all(
        [ben, reader, admin, anna].map(async (who) => (await call(method, path, { headers: as(who) })).status),
      );
    expect(await statuses('GET')).toEqual([404, 200, 200, 200]);
    expect(await statuses('DELETE')).toEqual([404, 403, 200, 200]);
    const listed = async (who: { key: string }) =>
      (await call<TaskPage>('GET', '/v1/tasks', { headers: as(who) })).body.tasks.length;
    expect(await Promise.all([anna, ben, reader].map(listed))).toEqual([1, 0, 1]);
  });
});
