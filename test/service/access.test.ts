import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RouteOptions } from 'fastify';
import { loadConfig } from '../../src/config/load.ts';
import { SCOPES, type Scope } from '../../src/config/service-keys.ts';
import { isLoopback } from '../../src/service/loopback.ts';
import { startService, testKey, type RunningService, type ServiceOptions } from '../support/service.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const folder = temporaryFolders();
const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options?: ServiceOptions) {
  const routes: RouteOptions[] = [];
  const onServer: ServiceOptions['onServer'] = (server) =>
    server.addHook('onRoute', (route) => void routes.push(route));
  const service = await startService({ storage: { path: join(folder(), 'pacore.db') }, ...options, onServer });
  running.push(service);
  return { ...service, routes };
}

/** Asks and does not wait for the body, which may be without end. */
async function statusOf(url: string, method: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const sent = httpRequest(url, { method, headers });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  sent.destroy();
  return response.statusCode ?? 0;
}

describe('with keys', () => {
  const keys = SCOPES.map((scope) => ({ scope, ...testKey(scope, [scope]) }));
  const settings = { apiKeys: keys.map(({ entry }) => entry), rateLimit: 0 };
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  it('every route but health needs one, of the right scope', async () => {
    const { url, routes } = await start({ settings });
    const open = new Set<string>();
    for (const { method, url: path, config } of routes) {
      const target = url + path.replace('*', 'x').replace(/:\w+/, 'x');
      for (const verb of [method].flat()) {
        const access = config?.access ?? ['admin'];
        const without = await statusOf(target, verb);
        if (access === 'open') {
          open.add(`${verb} ${path.replace(/assets\/.*/, 'assets/*')}`);
          expect([401, 403]).not.toContain(without);
          continue;
        }
        const wrong = await statusOf(target, verb, bearer('x'.repeat(32)));
        expect([verb, path, without, wrong]).toEqual([verb, path, 401, 401]);
        for (const { scope, key } of keys) {
          const status = await statusOf(target, verb, bearer(key));
          if (access.includes(scope)) expect([401, 403]).not.toContain(status);
          else expect([verb, path, scope, status]).toEqual([verb, path, scope, 403]);
        }
      }
    }
    const page = ['/dashboard', '/dashboard/', '/dashboard/assets/*'];
    const pages = ['/livez', '/readyz', ...page].flatMap((path) => [`GET ${path}`, `HEAD ${path}`]);
    expect([...open].sort()).toEqual([...pages, 'POST /dashboard/session'].sort());
    expect(routes.length).toBeGreaterThan(20);
  });

  it.each<[string, string, readonly Scope[]]>([
    ['POST', '/v1/chat/completions', ['ask']],
    ['GET', '/v1/models', ['ask', 'read']],
    ['GET', '/v1/members', ['read']],
    ['GET', '/v1/machines', ['read']],
    ['GET', '/v1/events', ['read']],
    ['GET', '/docs/json', ['ask', 'read']],
    ['POST', '/v1/members/a/restart', ['admin']],
    ['POST', '/v1/tasks', ['ask']],
    ['GET', '/v1/tasks', ['ask', 'read']],
    ['DELETE', '/v1/tasks/x', ['ask']],
    ['POST', '/v1/tasks/x/feedback', ['ask']],
  ])('%s %s is for %j', async (method, path, scopes) => {
    const { url } = await start({ settings });
    for (const { scope, key } of keys) {
      const isRefused = [401, 403].includes(await statusOf(url + path, method, bearer(key)));
      expect([scope, isRefused]).toEqual([scope, !scopes.includes(scope)]);
    }
  });

  it('what is not there is told to holders of a key only', async () => {
    const { url } = await start({ settings });
    const [first] = keys;
    expect(await statusOf(`${url}/nowhere`, 'GET')).toBe(401);
    expect(await statusOf(`${url}/nowhere`, 'GET', bearer(first?.key ?? ''))).toBe(404);
  });

  it.each([
    ['none', undefined],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['an empty one', 'Bearer '],
    ['a hash instead of the key', `Bearer ${keys[0]?.entry.hash ?? ''}`],
    ['two', `Bearer ${keys[0]?.key ?? ''} ${keys[1]?.key ?? ''}`],
    ['a long one', `Bearer ${'x'.repeat(5000)}`],
  ])('%s is 401, in JSON, and says what to send', async (_, authorization) => {
    const { url } = await start({ settings });
    const response = await fetch(`${url}/v1/models`, { headers: authorization === undefined ? {} : { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toEqual({
      error: {
        message: expect.any(String),
        type: 'authentication_error',
        param: null,
        code: 'invalid_api_key',
      },
    });
  });

  it('a page from elsewhere is served nothing by which its scripts could read an answer', async () => {
    const { url } = await start({ settings });
    const headers = { ...bearer(keys[0]?.key ?? ''), origin: 'https://example.com' };
    const response = await fetch(`${url}/v1/models`, { headers });
    expect(response.status).toBe(200);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('each key has a limit of its own', async () => {
    const { url } = await start({ settings: { ...settings, rateLimit: 2 } });
    const [first, second] = keys;
    const asked = () => fetch(`${url}/v1/models`, { headers: bearer(first?.key ?? '') });
    expect([(await asked()).status, (await asked()).status]).toEqual([200, 200]);
    const refused = await asked();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' } });
    expect(await statusOf(`${url}/v1/models`, 'GET', bearer(second?.key ?? ''))).toBe(200);
    expect(await statusOf(`${url}/livez`, 'GET')).toBe(200);
  });
});

describe('without keys', () => {
  it('a key that is sent all the same is ignored', async () => {
    const { url } = await start();
    expect(await statusOf(`${url}/v1/models`, 'GET', { authorization: 'Bearer whatever' })).toBe(200);
  });

  it.each([
    ['this machine by its address', {}, 200],
    ['localhost', { host: 'localhost:8080' }, 200],
    ['a name below localhost', { host: 'pacore.localhost' }, 200],
    ['IPv6', { host: '[::1]:8080' }, 200],
    ['a name that was made to point here', { host: 'evil.example' }, 403],
    ['a name that only begins like one', { host: 'localhost.evil.example' }, 403],
    ['an address of another machine', { host: '192.168.1.5' }, 403],
    ['no sense', { host: 'a b' }, 403],
    ['a page of its own', { host: 'localhost:80', origin: 'http://localhost:80' }, 200],
    ['a page of another port', { host: 'localhost:80', origin: 'http://localhost:3000' }, 403],
    ['a page from elsewhere', { origin: 'https://example.com' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
  ])('%s: %j is %i', async (_, headers: Readonly<Record<string, string>>, status) => {
    const { url } = await start();
    expect(await statusOf(`${url}/v1/models`, 'GET', headers)).toBe(status);
    expect(await statusOf(`${url}/livez`, 'GET', headers)).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'a form of type %s, which any page may post, is not read',
    async (type) => {
      const { url } = await start();
      const body = JSON.stringify({ model: 'pacore', messages: [{ role: 'user', content: 'hello' }] });
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect(response.status).toBe(415);
    },
  );
});

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['localhost', true],
  ['LOCALHOST.', true],
  ['0.0.0.0', false],
  ['::', false],
  ['::ffff:10.0.0.1', false],
  ['10.0.0.1', false],
  ['127.0.0.1.nip.io', false],
  ['notlocalhost', false],
  ['', false],
])('%s is this machine alone: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe('the configuration of keys', () => {
  const load = (apiKeys: unknown, env = {}) => loadConfig({ source: { service: { apiKeys } }, env }).config.service;
  const { entry, key } = testKey('mine', ['ask']);

  it('takes hashes, and variables that hold a key', () => {
    const { name, hash } = entry;
    const byEnv = { name: 'other', keyEnv: 'MY_KEY', scopes: ['admin'] };
    expect(load([{ name, hash: `sha256:${hash.toUpperCase()}` }, byEnv], { MY_KEY: key }).apiKeys).toEqual([
      { name, hash, scopes: ['ask', 'read'] },
      { name: 'other', hash, scopes: ['admin'] },
    ]);
  });

  it.each([
    ['no mapping', 'secret'],
    ['no name', { hash: entry.hash }],
    ['no hash', { name: 'a' }],
    ['both', { name: 'a', hash: entry.hash, keyEnv: 'MY_KEY' }],
    ['a key for a hash', { name: 'a', hash: 'secret' }],
    ['a plain key', { name: 'a', key: 'secret' }],
    ['a key for a variable', { name: 'a', keyEnv: 'secret-key' }],
    ['a variable without a key', { name: 'a', keyEnv: 'NONE' }],
    ['a short key', { name: 'a', keyEnv: 'SHORT' }],
    ['no scope', { ...entry, scopes: [] }],
    ['an unknown scope', { ...entry, scopes: ['secret'] }],
  ])('refuses %s, and quotes nothing', (_, wrong) => {
    const failing = () => load([wrong], { SHORT: 'secret' });
    expect(failing).toThrow(/service\.apiKeys\[0\]/);
    expect(failing).not.toThrow(/: .*secret/);
  });

  it('refuses two of one name', () => {
    expect(() => load([entry, entry])).toThrow(/apiKeys\[1\]\.name.*taken/);
  });
});
