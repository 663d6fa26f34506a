import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock } from '../../src/manual-clock.ts';
import { MemberAgreement } from '../../src/service/member-agreement.ts';
import { Sessions } from '../../src/service/sessions.ts';
import type { PacoreEvent } from '../../src/events.ts';
import { startService, testKey, type RunningService, type ServiceOptions } from '../support/service.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const folder = temporaryFolders();
const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options: ServiceOptions = {}): Promise<RunningService> {
  const service = await startService({ storage: { path: join(folder(), 'pacore.db') }, ...options });
  running.push(service);
  return service;
}

const asker = testKey('asker', ['ask']);
const admin = testKey('admin', ['ask', 'read', 'admin']);
const withKeys = { settings: { apiKeys: [asker.entry, admin.entry] } };

/** Signs in as a browser does; the cookie. */
async function signIn(url: string, key: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url };
  const response = await fetch(`${url}/dashboard/session`, { method: 'POST', headers, body: JSON.stringify({ key }) });
  expect(response.status).toBe(204);
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^pacore_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(cookie).not.toContain(key);
  return cookie.split(';')[0] ?? '';
}

describe('the page', () => {
  it.each(['/dashboard', '/dashboard/'])(
    'is there at %s, with what it names, and allows nothing else',
    async (path) => {
      const { url } = await start(withKeys);
      const response = await fetch(url + path);
      const page = await response.text();
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(page).not.toMatch(/<script(?![^>]*src=)| style=| on\w+=/);
      const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
        ([, name = '']) => new URL(name, url + path).href,
      );
      expect(named.length).toBeGreaterThan(2);
      for (const address of named) {
        const asset = await fetch(address);
        expect([address, asset.status]).toEqual([address, 200]);
        expect(asset.headers.get('cache-control')).toContain('immutable');
        expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
      }
    },
  );

  it.each(['/dashboard/assets/', '/dashboard/assets/../index.html', '/dashboard/assets/%2e%2e/%2e%2e/package.json'])(
    'gives away nothing else: %s',
    async (path) => {
      const { server } = await start();
      expect((await server.inject(path)).statusCode).toBe(404);
    },
  );
});

describe('a session', () => {
  it('lets its holder do what the key is for, and no more', async () => {
    const { url } = await start(withKeys);
    expect((await fetch(`${url}/dashboard/session`)).status).toBe(401);
    const cookie = await signIn(url, asker.key);
    const session = await fetch(`${url}/dashboard/session`, { headers: { cookie } });
    expect(await session.json()).toMatchObject({ caller: 'asker', scopes: ['ask'], keepsTasks: true });
    expect((await fetch(`${url}/v1/tasks`, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(`${url}/v1/members`, { headers: { cookie } })).status).toBe(403);
    const end = await fetch(`${url}/dashboard/session`, { method: 'DELETE', headers: { cookie, origin: url } });
    expect([end.status, end.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await fetch(`${url}/v1/tasks`, { headers: { cookie } })).status).toBe(401);
  });

  it('is refused for a key that is not known', async () => {
    const { server } = await start(withKeys);
    const refused = await server.inject({
      method: 'POST',
      url: '/dashboard/session',
      payload: { key: 'x'.repeat(32) },
    });
    expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('changes nothing for a page from elsewhere', async () => {
    const { url } = await start(withKeys);
    const cookie = await signIn(url, admin.key);
    const restart = (headers: Readonly<Record<string, string>>) =>
      fetch(`${url}/v1/members/a/restart`, { method: 'POST', headers: { cookie, ...headers } });
    for (const origin of ['https://elsewhere.example', 'null', 'http://127.0.0.1:1'])
      expect([origin, (await restart({ origin })).status]).toEqual([origin, 403]);
    expect((await restart({})).status).toBe(403);
    expect((await restart({ origin: url })).status).toBe(202);
  });

  it('is marked as secure where the browser came over TLS', async () => {
    const { server } = await start(withKeys);
    const headers = { origin: 'https://pacore.example' };
    const payload = { key: admin.key };
    const { headers: answered } = await server.inject({ method: 'POST', url: '/dashboard/session', headers, payload });
    expect(answered['set-cookie']).toContain('; Secure');
  });

  it('ends after twelve hours, and there are at most a thousand', () => {
    const clock = manualClock();
    const sessions = new Sessions(clock);
    const key = { ...admin.entry };
    const first = sessions.begin(key, false);
    clock.set(-3_600_000); // Setting the time of day makes no session longer.
    clock.advance(12 * 60 * 60 * 1000 - 1);
    expect(sessions.keyOf(first)).toBe(key);
    clock.advance(1);
    expect(sessions.keyOf(first)).toBeNull();
    const cookies = Array.from({ length: 1001 }, () => sessions.begin(key, false));
    expect(sessions.keyOf(cookies[0])).toBeNull();
    expect(sessions.keyOf(cookies[1])).toBe(key);
    expect(sessions.keyOf('pacore_session=')).toBeNull();
    expect(sessions.keyOf(undefined)).toBeNull();
  });
});

describe('MemberAgreement', () => {
  it('counts who answered, and who said what won', async () => {
    const { pacore } = await start();
    const record = await pacore.ask('What is 23 + 48 - 17?', { samples: 2 });
    const agreement = new MemberAgreement();
    const decided = (changes: Partial<typeof record>): PacoreEvent => ({
      ...{ type: 'question-decided', questionId: 'q', record: { ...record, ...changes } },
    });
    const tally = [{ answer: '54', score: 2, share: 1, members: ['a', 'b'] }];
    const ballots = record.ballots
      .filter(({ member }) => member !== 'b')
      .map((ballot) => ({ ...ballot, finish: 'stop' as const }));
    agreement.add(decided({ tally, ballots, answer: '54' }));
    agreement.add(decided({ answer: null }));
    expect(['a', 'b', 'c'].map((id) => agreement.of(id))).toEqual([
      { questions: 1, agreed: 1 },
      { questions: 0, agreed: 0 },
      { questions: 1, agreed: 0 },
    ]);
    agreement.add({ type: 'member-removed', member: 'a' });
    expect(agreement.of('a')).toEqual({ questions: 0, agreed: 0 });
  });
});
