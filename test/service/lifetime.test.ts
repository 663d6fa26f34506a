import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock, scriptedModel } from '../../src/testing.ts';
import { Admission } from '../../src/service/admission.ts';
import { Lifetime } from '../../src/service/lifetime.ts';
import { deferred } from '../support/deferred.ts';
import { probe } from '../support/probe.ts';
import { startService, type RunningService, type ServiceOptions } from '../support/service.ts';

const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options?: ServiceOptions) {
  const service = await startService(options);
  running.push(service);
  return service;
}

const question = JSON.stringify({ model: 'pacore', messages: [{ role: 'user', content: 'What is 1 + 1?' }] });

async function ask(
  url: string,
  body = question,
): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

/** A member that answers when it is told to; `asked` hears of each prompt. */
function waitingMember(id = 'a') {
  const asked = probe<null>();
  const answer = deferred<string>();
  const reply = () => {
    asked.push(null);
    return answer.promise;
  };
  return { member: scriptedModel(id, { reply }), asked, answer: () => answer.resolve('Answer: 2') };
}

describe('admission', () => {
  it('answers so many at a time, lets so many wait, and refuses the rest at once', async () => {
    const { member, asked, answer } = waitingMember();
    const { url } = await start({ members: [member], settings: { concurrency: 1, queue: 1 } });
    const first = ask(url);
    await asked.next();
    const second = ask(url);
    const both = [ask(url), ask(url)];
    // Of the three that came then, one waits and two are refused.
    const refused = await Promise.race([second, ...both]);
    expect(refused).toMatchObject({ status: 503, retryAfter: '1', body: { error: { code: 'PACORE_OVERLOADED' } } });
    answer();
    const statuses = (await Promise.all([first, second, ...both])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 503, 503]);
  });

  it('lets nobody wait for longer than the time for it', async () => {
    const clock = manualClock();
    const admission = new Admission({ concurrency: 1, queue: 2, queueTimeout: 100 }, clock);
    const { signal } = new AbortController();
    const leave = await admission.enter(signal);
    const waiting = admission.enter(signal);
    expect([admission.running, admission.waiting]).toEqual([1, 1]);
    clock.advance(100);
    await expect(waiting).rejects.toMatchObject({ code: 'PACORE_OVERLOADED' });
    leave();
    leave();
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
    (await admission.enter(signal))();
    await expect(admission.enter(AbortSignal.abort())).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
  });

  it('lets go of who has gone', async () => {
    const admission = new Admission({ concurrency: 1, queue: 2, queueTimeout: 100 }, manualClock());
    const leave = await admission.enter(new AbortController().signal);
    const gone = new AbortController();
    const waiting = admission.enter(gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    const next = admission.enter(new AbortController().signal);
    leave();
    (await next)();
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
  });
});

describe('the end of the service', () => {
  it('waits for answers under way, is not ready, and takes no more questions', async () => {
    const { member, asked, answer } = waitingMember();
    const { url, server } = await start({ members: [member] });
    const asking = ask(url);
    await asked.next();
    const closed = server.close();
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'not_ready' }]);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect(await ask(url)).toMatchObject({ status: 503, body: { error: { code: 'PACORE_UNAVAILABLE' } } });
    answer();
    expect(await asking).toMatchObject({ status: 200 });
    await closed;
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  it.each([false, true])('calls off what takes too long, and says so: stream %s', async (stream) => {
    const { member, asked, answer } = waitingMember('b');
    const members = [scriptedModel('a', { reply: 'Answer: 2' }), member];
    const { url, server } = await start({
      members,
      settings: { drainTimeout: 1 },
      consensus: { earlyDecision: false },
    });
    const asking = fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...(JSON.parse(question) as object), stream }),
    });
    await asked.next();
    // A stream has begun when its first piece, the ballot of a, is there.
    if (stream) await asking;
    const closed = server.close();
    const response = await asking;
    expect(response.status).toBe(stream ? 200 : 503);
    expect(await response.text()).toMatch(/"code":"PACORE_UNAVAILABLE"/);
    await closed;
    answer();
  });

  it('does not wait for ever for who does not read', async () => {
    const clock = manualClock();
    const lifetime = new Lifetime(clock);
    const reply = { raw: { once: () => undefined } } as unknown as Parameters<Lifetime['follow']>[0];
    lifetime.follow(reply);
    const signal = lifetime.signalOf(reply);
    const calledOff = once(signal, 'abort');
    const drained = lifetime.drain(100);
    clock.advance(100);
    await calledOff;
    expect(signal.reason).toMatchObject({ code: 'PACORE_UNAVAILABLE' });
    clock.advance(1000);
    await drained;
  });
});

describe('events', () => {
  /** Opens a stream, and hears its text. */
  async function listen(url: string) {
    const sent = httpRequest(`${url}/v1/events`);
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const heard = probe<string>();
    response.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    return { response, heard, close: () => sent.destroy() };
  }

  it('are numbered, and told to everyone who listens', async () => {
    const { url, pacore } = await start();
    const first = await listen(url);
    const second = await listen(url);
    expect(first.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    await pacore.ask('What is 1 + 1?');
    for (const { heard } of [first, second]) {
      await heard.next((text) => text.includes('question-decided'));
      const ids = [...heard.received.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
      expect(ids).toEqual(ids.map((_, index) => index + 1));
      expect(heard.received.join('')).toMatch(/^data: \{"type":"question-opened"/m);
    }
    first.close();
    second.close();
  });

  it('end with a farewell', async () => {
    const { url, server } = await start();
    const { response, heard } = await listen(url);
    const ended = once(response, 'end');
    await server.close();
    await ended;
    expect(heard.received.join('')).toMatch(/event: farewell\ndata: \{"reason":".*"\}\n\n$/);
  });

  it('are not kept for a reader who never reads: it is cut off, and the others hear on', async () => {
    const { url, pacore, server } = await start();
    const accepted = once(server.server, 'connection') as Promise<[Socket]>;
    const deaf = connect(Number(new URL(url).port), '127.0.0.1');
    deaf.write('GET /v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n');
    deaf.pause();
    const [connection] = await accepted;
    const { heard, close } = await listen(url);
    // The buffers of the system hold some megabytes.
    const long = `long ${'x'.repeat(500_000)}`;
    for (let asked = 0; asked < 100 && !connection.destroyed; asked += 1) await pacore.ask(long);
    expect(connection.destroyed).toBe(true);
    await pacore.ask('the last one');
    await heard.next((text) => text.includes('the last one'));
    close();
    deaf.destroy();
  });
});

describe('members', () => {
  it('are shown with state, load and history, and are restarted', async () => {
    let crashes = 0;
    const { url, pacore } = await start({
      members: [
        scriptedModel('a', {
          slots: 2,
          reply: () => {
            crashes += 1;
            if (crashes === 1) throw new Error('boom');
            return 'Answer: 2';
          },
        }),
        scriptedModel('b', { reply: 'Answer: 2' }),
      ],
    });
    await pacore.ask('What is 1 + 1?', { earlyDecision: false });
    const restarted = await fetch(`${url}/v1/members/b/restart`, { method: 'POST' });
    expect([restarted.status, await restarted.json()]).toMatchObject([202, { id: 'b', status: 'starting' }]);
    const { members } = (await (await fetch(`${url}/v1/members`)).json()) as { members: unknown[] };
    expect(members).toMatchObject([
      { id: 'a', load: { slots: 2, inFlight: 0, queued: 0 }, restarts: 1, weight: 1 },
      { id: 'b', restarts: 0, history: expect.arrayContaining([expect.objectContaining({ type: 'model-stopped' })]) },
    ]);
    expect(members[0]).toMatchObject({
      lastError: { code: 'PACORE_MEMBER_CRASHED' },
      history: expect.arrayContaining([
        { at: expect.any(String), type: 'model-crashed', replica: 'a#1', error: expect.any(Object) },
      ]),
    });
    const unknown = await fetch(`${url}/v1/members/none/restart`, { method: 'POST' });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: 'not_found' } }]);
  });
});
