import { parse } from 'yaml';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';
import { PacoreError } from '../../src/errors.ts';
import { blocksOf } from '../support/markdown.ts';

const member = { id: 'far', backend: 'openai', model: 'tiny' };

function load(keys: object, env: NodeJS.ProcessEnv = {}) {
  return loadConfig({ source: { members: [{ ...member, ...keys }] }, env });
}

function complaint(keys: object, env: NodeJS.ProcessEnv = {}): string {
  try {
    load(keys, env);
  } catch (error) {
    if (error instanceof PacoreError && error.code === 'PACORE_CONFIG') return error.message;
  }
  throw new Error('the configuration was accepted');
}

describe('a remote member', () => {
  it('has the documented defaults', () => {
    expect(load({}).config.members).toEqual([
      {
        id: 'far',
        backend: 'openai',
        model: 'tiny',
        baseUrl: 'https://api.openai.com/v1',
        apiKeyEnv: 'OPENAI_API_KEY',
        replicas: 1,
        slots: 4,
        contextSize: null,
        temperature: 0.7,
        maxTokens: 256,
        stop: [],
        topP: 1,
        logprobs: false,
        confidenceFrom: 'mean',
        weight: 1,
        restart: 'permanent',
        firstTokenTimeout: 15_000,
        idleTimeout: 10_000,
        retries: 2,
        breaker: { failures: 5, cooldown: 30_000 },
      },
    ]);
  });

  it('is configured as docs/remote.md shows', () => {
    const examples = blocksOf('docs/remote.md').filter(({ language }) => language === 'yaml');
    const [far] = examples.map(
      ({ text }) => loadConfig({ source: parse(text) as Record<string, unknown>, env: {} }).config.members[2],
    );
    expect(far).toMatchObject({ id: 'far', backend: 'openai', slots: 8, logprobs: true });
  });

  it('takes durations and a breaker of its own', () => {
    const [far] = load({ idleTimeout: '2s', breaker: { cooldown: '1m' }, contextSize: 4096 }).config.members;
    expect(far).toMatchObject({ idleTimeout: 2000, breaker: { failures: 5, cooldown: 60_000 }, contextSize: 4096 });
  });

  it('finds its key in the environment, and keeps it out of the configuration', () => {
    const loaded = load({ apiKeyEnv: 'MY_KEY' }, { MY_KEY: ' sk-1\n', OPENAI_API_KEY: 'sk-2' });
    expect([...loaded.apiKeys]).toEqual([['MY_KEY', 'sk-1']]);
    expect(JSON.stringify(loaded.config)).not.toContain('sk-');
    expect(load({}, { OPENAI_API_KEY: ' ' }).apiKeys.size).toBe(0);
  });

  it.each<readonly [string, object, RegExp]>([
    ['a key instead of its variable', { apiKeyEnv: 'sk-secret' }, /members\[0\]\.apiKeyEnv: give the name of the/],
    ['a key in the configuration', { apiKey: 'sk-secret' }, /members\[0\]\.apiKey: there is no such key/],
    ['a password in the address', { baseUrl: 'http://a:secret@h/v1' }, /members\[0\]\.baseUrl: give an address/],
    ['a query in the address', { baseUrl: 'http://h/v1?secret' }, /members\[0\]\.baseUrl: give an address/],
    ['an address of another kind', { baseUrl: 'file:///secret' }, /members\[0\]\.baseUrl: give an address/],
    ['an address that is none', { baseUrl: 'secret' }, /members\[0\]\.baseUrl: give an address/],
    ['no model', { model: '' }, /members\[0\]\.model: give a text/],
    ['a breaker of nothing', { breaker: { failures: 0 } }, /breaker\.failures: give a whole number from 1/],
    ['a limit of nothing', { idleTimeout: 0 }, /idleTimeout: give a duration above 0/],
    ['a setting of llama.cpp', { minP: 0.1 }, /members\[0\]\.minP: there is no such key/],
  ])('refuses %s, and does not say it', (_, keys, message) => {
    expect(complaint(keys)).toMatch(message);
    expect(complaint(keys)).not.toContain('secret');
  });

  it('refuses a key that cannot be sent, and does not say it', () => {
    const message = complaint({ apiKeyEnv: 'MY_KEY' }, { MY_KEY: 'sécret' });
    expect(message).toMatch(/members\[0\]\.apiKeyEnv: the variable MY_KEY holds characters that no key has/);
    expect(message).not.toContain('sécret');
  });
});
