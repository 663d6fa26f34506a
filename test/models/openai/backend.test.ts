import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { OpenAiSpec } from '../../../src/models/openai/spec.ts';
import { deferred } from '../../support/deferred.ts';
import {
  cuts,
  failure,
  finish,
  piece,
  refuses,
  says,
  silence,
  streams,
  usageOf,
  type Scene,
} from '../../support/openai-server.ts';
import { ask, endOf, eventsOf, never } from '../prompting.ts';
import { KEY, startRemoteMember, type RemoteMember } from './member.ts';

const members: RemoteMember[] = [];
afterEach(async () => {
  for (const member of members.splice(0)) {
    await member.close();
    expect(member.clock.pending).toBe(0);
  }
});

async function start(overrides: Partial<OpenAiSpec> = {}): Promise<RemoteMember> {
  const member = await startRemoteMember(overrides);
  members.push(member);
  return member;
}

/** Runs the backend's answer up to its first delta. */
async function firstDelta({ backend }: RemoteMember, signal: AbortSignal = never) {
  const events = backend.generate(ask('?'), signal);
  expect((await events.next()).value).toMatchObject({ type: 'text-delta' });
  return events;
}

describe('a remote member', () => {
  it('streams deltas and one end', async () => {
    const { backend, server } = await start();
    server.scenes = [says('So it is 54.')];
    const end = { promptTokens: 7, completionTokens: 2, confidence: null };
    expect(await eventsOf(backend, ask('What is it?'))).toEqual([
      { type: 'text-delta', text: 'So', completionTokens: 1 },
      { type: 'text-delta', text: ' it', completionTokens: 2 },
      { type: 'text-delta', text: ' is', completionTokens: 3 },
      { type: 'text-delta', text: ' 54.', completionTokens: 4 },
      { type: 'text-end', text: 'So it is 54.', finish: 'stop', ...end },
    ]);
  });

  it('asks for what the request says', async () => {
    const { backend, server } = await start({ logprobs: true });
    server.scenes = [says('54')];
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is it?' },
    ] as const;
    const schema = { type: 'object' };
    const sampling = { topK: 40, topP: 0.9, minP: 0.1, repeatPenalty: 1.1 };
    const stop = ['a', 'b', 'c', 'd', 'e'];
    await endOf(backend, { ...ask(''), messages, temperature: 0.7, seed: 5, maxTokens: 9, sampling, stop, schema });
    await endOf(backend, ask('plain'));
    expect((await server.asked.next()).body).toEqual({
      model: 'tiny',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.7,
      seed: 5,
      max_tokens: 9,
      top_p: 0.9,
      stop: ['a', 'b', 'c', 'd'],
      logprobs: true,
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
    });
    expect((await server.asked.next()).body).not.toHaveProperty('response_format');
  });

  describe('of a model that knows max_completion_tokens only', () => {
    const message = "Unsupported parameter: 'max_tokens' is not supported with this model.";
    const refusal = { error: { message, type: 'invalid_request_error', param: 'max_tokens', code: 'unsupported_parameter' } };
    const limits = ({ server }: RemoteMember) =>
      server.asked.received.map(({ body }) =>
        Object.entries(body as object).filter(([name]) => name.startsWith('max_')),
      );

    it.each([
      ['by its code', refusal],
      ['in words', failure("Use 'max_completion_tokens' instead.")],
    ])('uses that name from its first refusal on: %s', async (_, body) => {
      const member = await start({ retries: 0 });
      member.server.scenes = [refuses(400, body), says('54')];
      const prompt = { ...ask('?'), maxTokens: 9 };
      expect(await endOf(member.backend, prompt)).toMatchObject({ text: '54' });
      expect(await endOf(member.backend, prompt)).toMatchObject({ text: '54' });
      const [older, newer] = [[['max_tokens', 9]], [['max_completion_tokens', 9]]];
      expect(limits(member)).toEqual([older, newer, newer]);
    });

    it('lets every prompt that was refused meanwhile try the other name, once', async () => {
      const member = await start({ retries: 0 });
      member.server.scenes = [refuses(400, refusal), refuses(400, refusal), says('54')];
      const answers = await Promise.all([endOf(member.backend, ask('1')), endOf(member.backend, ask('2'))]);
      expect(answers.map(({ text }) => text)).toEqual(['54', '54']);
      member.server.scenes = [refuses(400, refusal)];
      await expect(endOf(member.backend, ask('3'))).rejects.toMatchObject({ code: 'PACORE_REMOTE', retryable: false });
      expect(limits(member)).toHaveLength(5);
    });

    it('takes no other refusal for that', async () => {
      const member = await start({ retries: 0 });
      const others = [[400, failure('max_tokens is too large')], [429, refusal], [400, 'max_completion_tokens']] as const;
      for (const [status, body] of others) {
        member.server.scenes = [refuses(status, body)];
        await expect(endOf(member.backend, ask('?'))).rejects.toMatchObject({ name: 'PacoreError' });
      }
      expect(member.server.paths).toHaveLength(others.length);
    });
  });

  it('sends its key, and nothing that is meant for somebody else', async () => {
    const variables = {
      OPENAI_API_KEY: 'sk-other',
      OPENAI_ADMIN_KEY: 'sk-admin',
      OPENAI_ORG_ID: 'org-other',
      OPENAI_PROJECT_ID: 'proj-other',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_LOG: 'debug',
      OPENAI_CUSTOM_HEADERS: 'authorization: Bearer other\nx-secret: other',
    };
    Object.assign(process.env, variables);
    const printed = jest.spyOn(console, 'debug').mockReturnValue();
    try {
      const member = await start();
      const keyless = await start({ apiKey: null });
      for (const { server, backend } of [member, keyless]) {
        server.scenes = [says('54')];
        await endOf(backend, ask('?'));
      }
      const { headers } = await member.server.asked.next();
      expect(headers.authorization).toBe(`Bearer ${KEY}`);
      expect(JSON.stringify(headers)).not.toMatch(/other|admin|stainless/i);
      expect((await keyless.server.asked.next()).headers.authorization).toBe('Bearer none');
      expect(printed).not.toHaveBeenCalled();
    } finally {
      printed.mockRestore();
      for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
    }
  });

  it('follows no redirect, so that nobody else gets the prompt', async () => {
    const { server: elsewhere } = await start();
    const { server, backend } = await start();
    server.scenes = [refuses(307, '', { location: `${elsewhere.baseUrl}/chat/completions` })];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({
      code: 'PACORE_REMOTE',
      retryable: false,
      message: expect.stringContaining('HTTP 307'),
    });
    expect(elsewhere.paths).toEqual([]);
  });

  it('tells of the length that ended an answer', async () => {
    const { server, backend } = await start();
    server.scenes = [streams([piece('So'), finish('length'), '[DONE]'])];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: 'So', finish: 'length', promptTokens: 0 });
    server.scenes = [streams(['[DONE]'])];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: '', finish: 'stop', completionTokens: 0 });
  });

  it.each(['error', 'abort', 5])('takes finish_reason %j for no answer', async (reason) => {
    const { server, backend } = await start();
    server.scenes = [streams([piece('So'), finish(reason), '[DONE]'])];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_REMOTE' });
  });

  it('keeps to stop strings also where the endpoint does not, and lets it go', async () => {
    const { server, backend } = await start();
    server.scenes = [streams([piece('54 EN'), piece('D and so'), piece(' on')], silence)];
    expect(await endOf(backend, ask('?', { stop: ['END'] }))).toMatchObject({
      text: '54 ',
      finish: 'stop',
      completionTokens: 2,
    });
    expect(await (await server.asked.next()).closed).toBe('closed');
    server.scenes = [says('54 EN')];
    expect(await endOf(backend, ask('?', { stop: ['END'] }))).toMatchObject({ text: '54 EN', finish: 'stop' });
  });

  it('has patience with a reader that is slow', async () => {
    const member = await start();
    const advanced = deferred<undefined>();
    const ends: Scene = (response) => advanced.promise.then(() => void response.end('data: [DONE]\n\n'));
    member.server.scenes = [streams([piece('So')], ends)];
    const events = await firstDelta(member);
    member.clock.advance(60_000);
    advanced.resolve(undefined);
    expect((await events.next()).value).toMatchObject({ text: 'So', finish: 'stop' });
  });

  it('begins anew with another attempt: what a stop string held back of the first is gone', async () => {
    const { server, backend, clock } = await start();
    server.scenes = [streams([piece('EN')], cuts), says('54')];
    const end = endOf(backend, ask('?', { stop: ['END'] }));
    await clock.pass(500);
    expect(await end).toMatchObject({ text: '54', completionTokens: 2 });
  });

  it('is complete once its end has come, whatever happens then', async () => {
    const { server, backend, clock } = await start();
    const complete = [piece('54'), finish('stop')];
    server.scenes = [streams(complete, silence)];
    const end = endOf(backend, ask('?'));
    await clock.pass(200);
    expect(await end).toMatchObject({ text: '54', finish: 'stop', completionTokens: 1 });
    server.scenes = [streams([...complete, piece(' or 55'), 'nonsense'])];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: '54', finish: 'stop' });
  });

  it('has a confidence from the probabilities of its tokens', async () => {
    const { server, backend } = await start({ logprobs: true });
    const [sure, unsure] = [Math.log(0.9), Math.log(0.4)];
    const told = (...logprobs: unknown[]) => ({ content: logprobs.map((logprob) => ({ token: '?', logprob })) });
    server.scenes = [streams([piece('So', told(sure)), piece(' 54', told(unsure, 1e-6)), finish('stop'), '[DONE]'])];
    const events = await eventsOf(backend, ask('?', { confidenceFrom: 'sequence' }));
    expect(events).toMatchObject([
      { text: 'So', logprob: sure, completionTokens: 1 },
      { text: ' 54', logprob: unsure, completionTokens: 3 },
      { confidence: expect.closeTo(0.36, 10) },
    ]);
  });

  it.each([
    ['that are missing for a piece', undefined],
    ['that are none', { content: [{ logprob: 'low' }] }],
    ['of more tokens than were asked for', { content: Array.from({ length: 100 }, () => ({ logprob: -1 })) }],
  ])('does not make a confidence of probabilities %s', async (_, logprobs) => {
    const { server, backend } = await start({ logprobs: true });
    server.scenes = [
      streams([piece('So', { content: [{ logprob: -1 }] }), piece(' 54', logprobs), finish('stop'), '[DONE]']),
    ];
    const [first, second, end] = await eventsOf(backend, ask('?'));
    expect(first).toHaveProperty('logprob', -1);
    expect(second).not.toHaveProperty('logprob');
    expect(end).toMatchObject({ confidence: null, completionTokens: 2 });
  });

  it('gives up on an answer without end', async () => {
    const { server, backend } = await start();
    const lot = piece('x'.repeat(2 ** 19));
    server.scenes = [streams(Array.from({ length: 9 }, () => lot))];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message: expect.stringContaining('4194304') });
    server.scenes = [streams([`"${'x'.repeat(2 ** 21)}"`])];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message: expect.stringContaining('does not end') });
  });

  it.each(['null', '5', '"x"', '[]', '{}', '{"choices":{}}', '{"choices":[{"delta":{"content":7}}]}'])(
    'takes %s for no event',
    async (event) => {
      const { server, backend } = await start();
      server.scenes = [streams([event, '[DONE]'])];
      await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_REMOTE', retryable: true });
    },
  );
});

describe('stopping a remote member', () => {
  it('ends with what there is, and closes the connection', async () => {
    const member = await start();
    member.server.scenes = [streams([piece('So')], silence)];
    const abort = new AbortController();
    const events = await firstDelta(member, abort.signal);
    const end = events.next();
    abort.abort();
    expect((await end).value).toMatchObject({ type: 'text-end', text: 'So', finish: 'cancelled' });
    expect((await events.next()).done).toBe(true);
    expect(await (await member.server.asked.next()).closed).toBe('closed');
  });

  it('before anything has come', async () => {
    const { server, backend } = await start();
    server.scenes = [silence];
    const abort = new AbortController();
    const end = endOf(backend, ask('?'), abort.signal);
    const { closed } = await server.asked.next();
    abort.abort();
    expect(await end).toMatchObject({ text: '', finish: 'cancelled' });
    expect(await closed).toBe('closed');
    expect(await endOf(backend, ask('?'), AbortSignal.abort())).toMatchObject({ finish: 'cancelled' });
    expect(server.paths).toHaveLength(1);
  });

  it('while it waits for another attempt', async () => {
    const { server, backend, clock } = await start();
    server.scenes = [refuses(503, '')];
    const abort = new AbortController();
    const end = endOf(backend, ask('?'), abort.signal);
    await clock.waits.next((ms) => ms === 500);
    abort.abort();
    expect(await end).toMatchObject({ text: '', finish: 'cancelled' });
    expect(server.paths).toHaveLength(1);
  });

  it('by reading no further closes the connection', async () => {
    const member = await start();
    member.server.scenes = [streams([piece('So')], silence)];
    const events = await firstDelta(member);
    await events.return();
    expect(await (await member.server.asked.next()).closed).toBe('closed');
  });

  it('by disposing of it, for good', async () => {
    const member = await start();
    member.server.scenes = [streams([piece('So')], silence)];
    const events = await firstDelta(member);
    const end = events.next();
    await member.backend.dispose();
    await member.backend.dispose();
    expect((await end).value).toMatchObject({ finish: 'cancelled' });
    await expect(endOf(member.backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
    await expect(member.backend.load(never)).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });
});

describe('loading a remote member', () => {
  it('asks whether the endpoint is there', async () => {
    const { server, backend } = await start({ contextSize: 4096 });
    const info = { model: 'tiny@here', slots: 4, contextSize: 4096, parameters: null, device: null };
    expect(await backend.load(never)).toEqual(info);
    server.models = refuses(404, failure('no such route'));
    expect(await backend.load(never)).toEqual(info);
    expect(server.paths).toEqual(['/v1/models', '/v1/models']);
  });

  it.each([
    [401, false, 'refuses the key in TEST_KEY (HTTP 401)'],
    [403, false, 'refuses the key in TEST_KEY (HTTP 403)'],
    [500, true, 'answers HTTP 500: "broken"'],
  ])('fails on HTTP %i; retryable: %j', async (status, retryable, said) => {
    const { server, backend } = await start();
    server.models = refuses(status, failure('broken'));
    await expect(backend.load(never)).rejects.toMatchObject({
      code: 'PACORE_MODEL_LOAD',
      retryable,
      message: expect.stringContaining(said),
    });
  });

  it('fails where nobody listens', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const { backend } = await start({ baseUrl: `http://127.0.0.1:${port}/v1` });
    await expect(backend.load(never)).rejects.toMatchObject({
      code: 'PACORE_MODEL_LOAD',
      retryable: true,
      message: `tiny@here at http://127.0.0.1:${port}/v1 cannot be reached, or closed the connection (ECONNREFUSED).`,
    });
  });

  it('fails when nothing comes, and can be aborted', async () => {
    const { server, backend, clock } = await start();
    server.models = silence;
    const loading = backend.load(never);
    await clock.pass(15_000);
    await expect(loading).rejects.toMatchObject({
      code: 'PACORE_MODEL_LOAD',
      message: `tiny@here at ${server.baseUrl} has been silent for 15000 ms.`,
    });
    const abort = new AbortController();
    const aborted = backend.load(abort.signal);
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'PACORE_ABORTED' });
    const disposed = backend.load(never);
    await backend.dispose();
    await expect(disposed).rejects.toMatchObject({ code: 'PACORE_CLOSED' });
  });
});

describe('the errors of a remote member', () => {
  it.each([
    ['OpenAI', 400, failure('too long', 'context_length_exceeded')],
    ['vLLM', 400, { object: 'error', message: "This model's maximum context length is 512 tokens.", code: 400 }],
    ['llama-server', 400, failure('the request exceeds the available context size, try increasing it')],
    ['a text', 413, { error: 'prompt is longer than the context window' }],
    ['a stream', 200, null],
  ])('tell of a prompt that is too long, as %s says it', async (_, status, body) => {
    const { server, backend } = await start();
    server.scenes = [body === null ? streams([failure('beyond the context length')]) : refuses(status, body)];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_PROMPT_TOO_LONG', retryable: false });
  });

  it.each([
    [400, failure('no such parameter'), 'answers HTTP 400: "no such parameter".'],
    [400, '<html>Bad Request</html>', 'answers HTTP 400.'],
    [404, { error: 'model "tiny" not found' }, 'answers HTTP 404: "model "tiny" not found".'],
    [422, 'not\u0007 like\n\n this', 'answers HTTP 422: "not like this".'],
    [403, failure(`no access for ${KEY}`), 'refuses the key in TEST_KEY (HTTP 403).'],
    [400, failure(`the key ${KEY} is odd`), 'answers HTTP 400: "the key [key] is odd".'],
  ])('on HTTP %i are not retried and say what the endpoint says: %j', async (status, body, said) => {
    const { server, backend } = await start();
    server.scenes = [refuses(status, body)];
    const message = `tiny@here at ${server.baseUrl} ${said}`;
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_REMOTE', retryable: false, message });
    expect(server.paths.filter((path) => path !== '/v1/models')).toHaveLength(1);
  });

  describe('about a model that it may not have', () => {
    const list = (...ids: readonly string[]) => refuses(200, { object: 'list', data: ids.map((id) => ({ id })) });
    const missing = { error: { message: 'The model `tiny` does not exist', code: 'model_not_found' } };
    const many = Array.from({ length: 12 }, (_, index) => `m${index}`);

    it.each([
      ['name those that it has', 404, missing, list('small', 'large'), '; its models are "small", "large".'],
      ['name them where it says so in other words', 400, 'invalid model', list('small'), '; its models are "small".'],
      ['name them where there may be no such route', 404, '', list('small'), '404; its models are "small".'],
      ['name ten of them', 404, '', list(...many), '"m8", "m9" and 2 more.'],
      ['are short about a long name', 404, '', list('x'.repeat(999)), `its models are "${'x'.repeat(80)}…".`],
      ['do not hold the key', 404, '', list(KEY), 'its models are "[key]".'],
      ['name none where it has it', 404, missing, list('small', 'tiny'), 'does not exist".'],
      ['name none where it has it in a folder', 404, missing, list('models/tiny'), 'does not exist".'],
      ['name none where it has none', 404, missing, list(), 'does not exist".'],
      ['name none where it does not say', 404, missing, refuses(500, ''), 'does not exist".'],
      ['name none where it says too much', 404, missing, list('small', 'x'.repeat(2 ** 20)), 'does not exist".'],
      ['name none where the fault is another one', 400, failure('no such model parameter set'), list('tiny'), 'set".'],
      ['name none where the prompt is at fault', 400, failure('bad prompt'), list('small'), 'answers HTTP 400: "bad prompt".'],
    ])('%s', async (_, status, body, models, end) => {
      const { server, backend } = await start();
      server.scenes = [refuses(status, body)];
      server.models = models;
      const error: unknown = await endOf(backend, ask('?')).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'PACORE_REMOTE', retryable: false });
      expect(String(error).endsWith(end)).toBe(true);
    });

    it('do not wait long for them', async () => {
      const { server, backend, clock } = await start();
      server.scenes = [refuses(404, missing)];
      server.models = silence;
      const end = endOf(backend, ask('?'));
      end.catch(() => undefined);
      await clock.pass(2000);
      await expect(end).rejects.toMatchObject({ message: expect.stringMatching(/does not exist"\.$/) });
    });
  });

  it('name the address without what may be secret in it', async () => {
    const { backend } = await start({ baseUrl: 'http://me:hidden@127.0.0.1:9/v1?key=hidden#hidden', retries: 0 });
    const error: unknown = await endOf(backend, ask('?')).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('tiny@here at http://127.0.0.1:9/v1 cannot be reached');
    expect(String(error)).not.toContain('hidden');
  });

  it('do not quote an endpoint without end', async () => {
    const { server, backend } = await start();
    server.scenes = [refuses(400, failure('x'.repeat(1000)))];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message: expect.stringMatching(/"x{300}…"\.$/) });
    server.scenes = [(response) => void response.writeHead(400).write('y'.repeat(2 ** 20))];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message: expect.stringMatching(/"y{300}…"\.$/) });
  });

  it.each([408, 409, 429, 500, 502, 599])('on HTTP %i are retried', async (status) => {
    const { server, ask: question, clock } = await start();
    server.scenes = [refuses(status, ''), says('54')];
    const outcome = question();
    await clock.pass(500);
    expect(await outcome).toEqual({ text: '54' });
  });

  it('do not hold the key wherever the endpoint sends it back', async () => {
    const { server, backend } = await start({ breaker: { failures: 9, cooldown: 1 } });
    const echoes = [
      refuses(400, KEY),
      refuses(200, '', { 'content-type': KEY }),
      streams([failure(KEY)]),
      streams([finish(`${KEY}.error`)]),
    ];
    for (const echo of echoes) {
      server.scenes = [echo];
      await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message: expect.stringContaining('[key]') });
    }
  });

  it('ask for a key where there is none', async () => {
    const { server, backend } = await start({ apiKey: null });
    server.scenes = [refuses(401, failure('no'))];
    const message = `tiny@here at ${server.baseUrl} wants a key: set TEST_KEY (HTTP 401).`;
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ message });
  });

  it('say how long an overloaded endpoint wants to be left alone', async () => {
    const { server, backend } = await start();
    server.scenes = [refuses(429, failure('slow down'), { 'retry-after': '3600' })];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({
      code: 'PACORE_OVERLOADED',
      message: `tiny@here at ${server.baseUrl} answers HTTP 429: "slow down". It asks to wait 3600 s, which is too long; ask later.`,
      retryAfterMs: 3_600_000,
    });
    const impatient = await start({ retries: 0 });
    impatient.server.scenes = [refuses(429, failure('slow down'), { 'retry-after': '7' })];
    await expect(endOf(impatient.backend, ask('?'))).rejects.toMatchObject({ retryAfterMs: 7000 });
  });
});

describe('the breaker of a remote member', () => {
  const broken = streams([piece('So')]);

  /** A member whose breaker has just opened. */
  async function spared() {
    const member = await start();
    member.server.scenes = [broken];
    await member.ask();
    await member.ask();
    return member;
  }

  it('says when it is tried again, in the error and in the log', async () => {
    const { backend, clock, log, server } = await spared();
    clock.advance(10_000);
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({
      code: 'PACORE_OVERLOADED',
      message: 'tiny@here has failed too often and is spared: it is tried again in 20 s.',
      retryAfterMs: 20_000,
    });
    clock.advance(20_000);
    server.scenes = [says('54')];
    await endOf(backend, ask('?'));
    expect(log).toEqual([
      { level: 'warn', message: 'tiny@here fails, and is spared for 30 s.' },
      { level: 'info', message: 'tiny@here works again.' },
    ]);
  });

  it('lets one prompt try, and another one when that was cancelled', async () => {
    const { ask: question, backend, clock, server } = await spared();
    clock.advance(30_000);
    server.scenes = [silence];
    const abort = new AbortController();
    const probe = endOf(backend, ask('?'), abort.signal);
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({
      code: 'PACORE_OVERLOADED',
      message: expect.stringContaining('a prompt is trying it'),
    });
    abort.abort();
    await probe;
    const another = question();
    expect(await question()).toEqual({ code: 'PACORE_OVERLOADED' });
    clock.advance(15_000);
    expect(await another).toEqual({ code: 'PACORE_MEMBER_TIMEOUT' });
  });

  it('is not opened by prompts that are at fault themselves', async () => {
    const { ask: question, server } = await start();
    server.scenes = [refuses(400, failure('no')), refuses(400, failure('no')), refuses(400, failure('no')), says('54')];
    for (let i = 0; i < 3; i += 1) expect(await question()).toEqual({ code: 'PACORE_REMOTE' });
    expect(await question()).toEqual({ text: '54' });
  });

  it('tells of every attempt that is repeated, at the level of debugging', async () => {
    const { ask: question, clock, log, server } = await start();
    server.scenes = [refuses(503, 'busy'), says('54')];
    const outcome = question();
    await clock.pass(500);
    await outcome;
    expect(log).toEqual([{ level: 'debug', message: `tiny@here at ${server.baseUrl} answers HTTP 503: "busy". Asked again in 500 ms.` }]);
  });
});

it('believes usage that can be true', async () => {
  const { server, backend } = await start();
  server.scenes = [streams([piece('a'), finish('stop'), usageOf({ prompt_tokens: 12, completion_tokens: 34 })])];
  expect(await endOf(backend, ask('?'))).toMatchObject({ promptTokens: 12, completionTokens: 34 });
});
