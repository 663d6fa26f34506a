import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { loadConfig } from '../../src/config/load.ts';
import { runCli, startCli, type Running } from '../support/cli.ts';
import { probe } from '../support/probe.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-serve-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const started: Running[] = [];
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

let databases = 0;
const ownDatabase = () => ({ PACORE_STORAGE_PATH: join(folder, `${(databases += 1)}.db`) });

/** Starts the service on a free port; resolves when it has said where it listens. */
async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const running = startCli(['serve', '--port', '0', '--json', ...args], { env: { ...ownDatabase(), ...env } });
  started.push(running);
  const lines = probe<string>();
  running.child.stdout.on('data', (text: string) => lines.push(text));
  const { url } = JSON.parse(await lines.next()) as { url: string };
  return { ...running, url };
}

function configFile(text: string): string {
  const file = join(folder, 'pacore.yaml');
  writeFileSync(file, text);
  return file;
}

/** Members that need seconds for their answer, a word at a time. */
const SLOW = `
members:
  - { id: a, backend: scripted, script: { reply: one two three four, tokenDelay: 300ms } }
`;

const ask = { messages: [{ role: 'user' as const, content: 'What is 23 + 48 - 17?' }] };
const clientOf = (url: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 });

describe('pacore serve', () => {
  it('answers with the embedded family, says 0 after SIGTERM, and logs no texts', async () => {
    const { url, child, ended } = await serve([]);
    const completion = await clientOf(url).chat.completions.create({ ...ask, model: 'pacore' });
    expect(completion).toMatchObject({ pacore: { answer: '54' } });
    const alone = await clientOf(url).chat.completions.create({ ...ask, model: 'small-a', logprobs: true });
    const { content = null } = alone.choices[0]?.logprobs ?? {};
    expect(content?.map(({ token }) => token).join('')).toBe(alone.choices[0]?.message.content);
    expect(content?.every(({ logprob }) => logprob <= 0)).toBe(true);
    const object = await clientOf(url).chat.completions.create({
      ...ask,
      model: 'small-a',
      response_format: { type: 'json_object' },
      max_completion_tokens: 50,
    });
    expect(object.choices[0]?.message.content).toMatch(/^\{/);
    child.kill('SIGTERM');
    const { status, signal, stderr } = await ended;
    expect([status, signal]).toEqual([0, null]);
    expect(stderr).toMatch(/answered .*route="\/v1\/chat\/completions" status=200/);
    expect(stderr).not.toMatch(/23 \+ 48/);
  });

  it('ends an answer that is under way before it ends itself', async () => {
    const { url, child, ended } = await serve(['--config', configFile(SLOW)]);
    const stream = await clientOf(url).chat.completions.create({ ...ask, model: 'a', stream: true });
    const words: string[] = [];
    for await (const chunk of stream) {
      const word = chunk.choices[0]?.delta.content ?? '';
      if (words.push(word) === 2) child.kill('SIGTERM');
    }
    expect(words.join('')).toBe('one two three four');
    expect(await ended).toMatchObject({ status: 0, signal: null });
  });

  it('bids farewell to an answer for which there is no time', async () => {
    const { url, child, ended } = await serve(['--config', configFile(SLOW)], {
      PACORE_SERVICE_DRAIN_TIMEOUT: '1ms',
    });
    const stream = await clientOf(url).chat.completions.create({ ...ask, model: 'a', stream: true });
    const reading = (async () => {
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content === 'one ') child.kill('SIGTERM');
    })();
    await expect(reading).rejects.toMatchObject({ code: 'PACORE_UNAVAILABLE' });
    expect(await ended).toMatchObject({ status: 0, signal: null });
  });

  it('ends at once at the second signal', async () => {
    const { url, child, ended } = await serve(['--config', configFile(SLOW.replace('300ms', '1h'))]);
    const asking = expect(clientOf(url).chat.completions.create({ ...ask, model: 'a' })).rejects.toThrow();
    const isAsked = async (): Promise<boolean> =>
      (await (await fetch(`${url}/v1/members`)).text()).includes('"inFlight":1');
    while (!(await isAsked()));
    child.kill('SIGTERM');
    while ((await fetch(`${url}/readyz`)).status !== 503);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: null, signal: 'SIGKILL' });
    await asking;
  });

  it('does not listen where others can ask without a key', async () => {
    const { status, stdout, stderr } = await runCli(['serve', '--host', '0.0.0.0', '--port', '0']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/service\.host is 0\.0\.0\.0.*\n.*pacore keys create/);
  });

  it('listens there with a key that pacore keys create has made', async () => {
    const made = await runCli(['keys', 'create', 'laptop', '--scopes', 'ask']);
    const [, key = ''] = /shown this once: (\S+)/.exec(made.stdout) ?? [];
    const file = configFile(SLOW + made.stdout.slice(made.stdout.indexOf('service:')));
    expect(loadConfig({ source: file, env: {} }).config.service.apiKeys).toMatchObject([
      { name: 'laptop', scopes: ['ask'] },
    ]);
    const { url } = await serve(['--config', file, '--host', '0.0.0.0']);
    const list = (apiKey: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 }).models.list();
    expect((await list(key)).data.length).toBeGreaterThan(1);
    await expect(list('another')).rejects.toMatchObject({ status: 401 });
  });

  it('says which port is taken', async () => {
    const { url } = await serve(['--config', configFile(SLOW)]);
    const { status, stderr } = await runCli(['serve', '--config', configFile(SLOW), '--port', new URL(url).port], {
      env: ownDatabase(),
    });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/cannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE/),
    ]);
  });

  it.each([
    [['keys', 'create', 'a b'], /name "a b"/],
    [['keys', 'create', 'a', '--scopes', 'all'], /no scope "all"/],
    [['serve', '--port', '70000'], /service\.port: give a port/],
    [['serve', '--port', 'x'], /whole number/],
  ])('%j is wrong usage', async (args, message) => {
    const { status, stderr } = await runCli(args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('is all that loads fastify', () => {
    expect(readFileSync('src/cli/serve.ts', 'utf8')).toMatch(/await import\('\.\.\/service\.ts'\)/);
  });
});
