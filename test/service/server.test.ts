import { afterEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { silentLogger } from '../../src/logger.ts';
import { createPacore } from '../../src/pacore/create.ts';
import { pacoreService } from '../../src/service.ts';
import { scriptedModel } from '../../src/testing.ts';
import { AGREEING, startService, type RunningService, type ServiceOptions } from '../support/service.ts';

const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options?: ServiceOptions): Promise<RunningService> {
  const service = await startService(options);
  running.push(service);
  return service;
}

describe('health', () => {
  it('is live, and ready with a quorum', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/livez`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready', members: { ready: 3, needed: 2, configured: 3 } });
  });

  it('is live but not ready when too many members are lost', async () => {
    const temporary = (id: string) => ({
      ...scriptedModel(id, {
        reply: () => {
          throw new Error('gone');
        },
      }),
      restart: 'temporary',
    });
    const { url, pacore } = await start({ members: [AGREEING[0], temporary('b'), temporary('c')] });
    await pacore.ask('What is 1 + 1?', { earlyDecision: false });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not_ready', members: { ready: 1, needed: 2, configured: 3 } },
    ]);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('models', () => {
  it('are the committee, the committee under each strategy, and the members', async () => {
    const { url } = await start();
    const list = (await (await fetch(`${url}/v1/models`)).json()) as { data: { id: string }[] };
    const ids = list.data.map(({ id }) => id);
    expect(ids[0]).toBe('pacore');
    expect(ids).toEqual(
      expect.arrayContaining(['pacore/auto', 'pacore/borda_count', 'pacore/majority_voting', 'a', 'b', 'c']),
    );
    for (const id of ids) {
      const one = await fetch(`${url}/v1/models/${id}`);
      expect(await one.json()).toMatchObject({ id, object: 'model', owned_by: 'pacore' });
      expect((await fetch(`${url}/v1/models/${encodeURIComponent(id)}`)).status).toBe(200);
    }
  });

  it.each(['nobody', 'pacore/nothing', 'pacore/', 'x'.repeat(400)])('%s is none', async (id) => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/models/${id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'model_not_found', param: 'model' } });
  });
});

describe('what every answer has', () => {
  it.each([
    ['a sane id is taken over', 'abc-1:2.3', 'abc-1:2.3'],
    ['none is made', undefined, expect.stringMatching(/^[\da-f-]{36}$/)],
    ['a strange one is replaced', 'a b"c', expect.stringMatching(/^[\da-f-]{36}$/)],
    ['a long one is replaced', 'x'.repeat(200), expect.stringMatching(/^[\da-f-]{36}$/)],
  ])('x-request-id: %s', async (_, given, expected) => {
    const { url } = await start();
    for (const path of ['/livez', '/nowhere']) {
      const response = await fetch(`${url}${path}`, { headers: given === undefined ? {} : { 'x-request-id': given } });
      expect(response.headers.get('x-request-id')).toEqual(expected);
    }
  });

  it.each([
    ['GET', '/nowhere?key=secret', 404, 'There is no GET /nowhere.'],
    ['POST', '/livez', 404, 'There is no POST /livez.'],
    ['GET', '/v1/models/%', 400, expect.any(String)],
  ])('%s %s is an error in JSON', async (method, path, status, message) => {
    const { url } = await start();
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param: null, code: expect.any(String) },
    });
  });
});

describe('the server', () => {
  it('has no bound of its own to what is done at its end, which service.drainTimeout bounds', async () => {
    const { server } = await start();
    expect(server.initialConfig).toMatchObject({ pluginTimeout: 0 });
  });
});

describe('within an application of one’s own', () => {
  it('answers below its prefix, and leaves the rest alone', async () => {
    const pacore = await createPacore({ config: { members: AGREEING }, logger: silentLogger });
    const app = fastify();
    app.get('/own', () => ({ own: true }));
    void app.register(pacoreService, { pacore, prefix: '/llm' });
    try {
      const url = await app.listen({ host: '127.0.0.1', port: 0 });
      const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
      expect(await get('/own')).toEqual({ own: true });
      expect(await get('/llm/v1/models/a')).toMatchObject({ id: 'a' });
      expect(await get('/llm/v1/models/none')).toMatchObject({ error: { code: 'model_not_found' } });
      expect(await get('/nowhere')).toMatchObject({ statusCode: 404 });
    } finally {
      await app.close();
      await pacore.close();
    }
  });
});
