/* eslint-disable @typescript-eslint/no-deprecated -- clients send what their makers deprecate, for years */
import { afterEach, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { GenerateRequest } from '../../src/models/backend.ts';
import { faultPlan, scriptedModel } from '../../src/testing.ts';
import { probe } from '../support/probe.ts';
import { startService, type RunningService, type ServiceOptions } from '../support/service.ts';

/** The client as it comes, against a service that listens. */
const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options?: ServiceOptions, maxRetries = 0) {
  const service = await startService(options);
  running.push(service);
  return { ...service, client: new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'none needed', maxRetries }) };
}

const ask = { model: 'pacore', messages: [{ role: 'user' as const, content: 'What is 23 + 48 - 17?' }] };
const says = (id: string, reply: string, more: object = {}) => scriptedModel(id, { reply, ...more });
const crashes = (id: string) => ({
  ...scriptedModel(id, {
    reply: () => {
      throw new Error('gone');
    },
  }),
  restart: 'temporary',
});
const never = () => new Promise<string>(() => undefined);

/** What a stream said: its text, the progress, and the last decision. */
async function heard(stream: AsyncIterable<OpenAI.ChatCompletionChunk>) {
  const chunks: (OpenAI.ChatCompletionChunk & { pacore?: { progress?: { member: string }; answer?: string } })[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const texts = chunks.flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.content ?? []));
  const progress = chunks.flatMap(({ pacore }) => pacore?.progress?.member ?? []);
  return { chunks, texts, text: texts.join(''), progress, decision: chunks.findLast(({ pacore }) => pacore)?.pacore };
}

describe('models', () => {
  it('are listed and retrieved', async () => {
    const { client } = await start();
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toEqual(expect.arrayContaining(['pacore', 'pacore/ensemble', 'a']));
    expect(await client.models.retrieve('pacore/ensemble')).toMatchObject({ id: 'pacore/ensemble', object: 'model' });
    await expect(client.models.retrieve('none')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});

describe('a completion', () => {
  it('of the committee is its decision, with the record beside it', async () => {
    const { client } = await start({ members: [says('a', 'Answer: 54'), says('b', 'so 54'), says('c', 'Answer: 9')] });
    const completion = await client.chat.completions.create({ ...ask, seed: 7 });
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model: 'pacore',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: expect.stringContaining('54'), refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      pacore: { answer: '54', status: 'decided', strategy: 'majority_voting', seed: 7 },
    });
    expect(completion.id).toMatch(/^chatcmpl-/);
    expect(completion._request_id).toMatch(/^[\da-f-]{36}$/);
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = completion.usage ?? {};
    expect(completion_tokens).toBeGreaterThan(0);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it('under a strategy, of some members, and of one alone', async () => {
    const { client } = await start({
      members: [says('a', 'Answer: 1'), says('b', 'Answer: 2'), says('c', 'plain talk')],
    });
    expect(await client.chat.completions.create({ ...ask, model: 'pacore/borda_count' })).toMatchObject({
      pacore: { strategy: 'borda_count' },
    });
    const some = { ...ask, pacore: { members: ['b'], samples: 3, profile: 'number' } };
    expect(await client.chat.completions.create(some)).toMatchObject({
      choices: [{ message: { content: 'Answer: 2' } }],
      pacore: { electorate: [{ member: 'b', samples: 3 }] },
    });
    // A member alone is taken at its word, whether or not there is an answer in it.
    const alone = await client.chat.completions.create({ ...ask, model: 'c' });
    expect(alone.choices[0]?.message.content).toBe('plain talk');
    expect(alone).toMatchObject({ model: 'c', pacore: { electorate: [{ member: 'c' }] } });
  });

  it('has n choices: of a member its samples, of the committee decisions of their own', async () => {
    const replies = ['Answer: 1', 'Answer: 2', 'Answer: 3'];
    const { client } = await start({ members: [scriptedModel('a', { reply: replies })] });
    const samples = await client.chat.completions.create({ ...ask, model: 'a', n: 3 });
    expect(samples.choices.map(({ index, message }) => [index, message.content])).toEqual(
      replies.map((reply, index) => [index, reply]),
    );
    const decisions = await client.chat.completions.create({ ...ask, n: 2, seed: -1 });
    expect(decisions.choices).toMatchObject([
      { index: 0, pacore: { seed: 2 ** 32 - 1 } },
      { index: 1, pacore: { seed: 0 } },
    ]);
    expect(decisions).toMatchObject({ pacore: { seed: 2 ** 32 - 1 } });
  });

  it('hands on conversation, limits, sampling and stop strings', async () => {
    const seen = probe<GenerateRequest>();
    const reply = (request: GenerateRequest) => {
      seen.push(request);
      return 'one two three four';
    };
    const { client } = await start({ members: [scriptedModel('a', { reply })] });
    const completion = await client.chat.completions.create({
      model: 'a',
      messages: [
        { role: 'developer', content: 'Be short.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hi' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Count ' },
            { type: 'text', text: 'on.' },
          ],
        },
      ],
      max_tokens: 3,
      temperature: 1.2,
      top_p: 0.9,
      stop: ' three',
      user: 'someone',
    });
    expect(await seen.next()).toMatchObject({
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hi' },
        { role: 'user', content: 'Count on.' },
      ],
      maxTokens: 3,
      temperature: 1.2,
      sampling: { topP: 0.9 },
      stop: [' three'],
    });
    expect(completion.choices[0]).toMatchObject({ message: { content: 'one two' }, finish_reason: 'stop' });
    const cut = await client.chat.completions.create({ ...ask, model: 'a', max_completion_tokens: 2 });
    expect(cut.choices[0]).toMatchObject({ message: { content: 'one two ' }, finish_reason: 'length' });
    expect((await client.chat.completions.create({ ...ask, max_tokens: 2 })).choices[0]?.finish_reason).toBe('length');
  });

  it('is parsed by a schema', async () => {
    const seen = probe<GenerateRequest>();
    const reply = (request: GenerateRequest) => {
      seen.push(request);
      return '{"sum": 54}';
    };
    const { client } = await start({ members: ['a', 'b'].map((id) => scriptedModel(id, { reply })) });
    const response_format = zodResponseFormat(z.object({ sum: z.int() }), 'sum');
    for (const model of ['pacore', 'a']) {
      const completion = await client.chat.completions.parse({ ...ask, model, response_format });
      expect(completion.choices[0]?.message.parsed).toEqual({ sum: 54 });
      expect(await seen.next()).toMatchObject({ schema: { properties: { sum: { type: 'integer' } } } });
    }
    await client.chat.completions.create({ ...ask, model: 'a', response_format: { type: 'json_object' } });
    expect(await seen.next((request) => request.schema?.properties === undefined)).toMatchObject({
      schema: { type: 'object' },
    });
  });

  it('has no logprobs where the member gives none', async () => {
    const { client } = await start();
    const completion = await client.chat.completions.create({ ...ask, model: 'a', logprobs: true });
    expect(completion.choices[0]?.logprobs).toBeNull();
  });
});

describe('a stream', () => {
  it('of a committee tells of its ballots, then the decision', async () => {
    const { client } = await start({ consensus: { earlyDecision: false } });
    const { chunks, text, progress, decision } = await heard(
      await client.chat.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } }),
    );
    expect(text).toBe('23+48=71. 71-17=54. Answer: 54');
    expect(progress.sort()).toEqual(['a', 'b', 'c']);
    expect(decision).toMatchObject({ answer: '54', status: 'decided' });
    expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: 'assistant' });
    expect(chunks.at(-2)?.choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it('of a member is its words, as it writes them', async () => {
    const { client } = await start({ members: [says('a', 'one two three')] });
    const { texts, decision } = await heard(await client.chat.completions.create({ ...ask, model: 'a', stream: true }));
    expect(texts).toEqual(['', 'one ', 'two ', 'three']);
    expect(decision).toMatchObject({ electorate: [{ member: 'a' }] });
  });

  it('of a member says its first word while it still thinks of the rest', async () => {
    const plan = faultPlan({ rules: [{ fault: 'hang', member: 'a', nth: 1, token: 2 }] });
    const { client } = await start({ members: [says('a', 'one two three')], wrapBackend: plan.wrap });
    const stream = await client.chat.completions.create({ ...ask, model: 'a', stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content === 'one ') break;
    }
  });

  it('goes through the helper: events, snapshots, the final completion', async () => {
    const { client } = await start({ members: [says('a', '{"sum": 54}')] });
    const response_format = zodResponseFormat(z.object({ sum: z.int() }), 'sum');
    for (const model of ['pacore', 'a']) {
      const deltas: string[] = [];
      const stream = client.chat.completions
        .stream({ ...ask, model, n: 2, response_format, stream_options: { include_usage: true } })
        .on('content', (delta) => deltas.push(delta));
      const final = await stream.finalChatCompletion();
      expect(final.choices.map(({ message }) => message.parsed)).toEqual([{ sum: 54 }, { sum: 54 }]);
      expect(final).toMatchObject({ pacore: { schemaVersion: 1 }, usage: { total_tokens: expect.any(Number) } });
      expect(deltas.join('')).toHaveLength(2 * '{"sum": 54}'.length);
    }
  });

  it('goes on where it was when the member crashes and begins anew', async () => {
    const plan = faultPlan({ rules: [{ fault: 'exit', member: 'a', nth: 1, token: 2 }] });
    const { client } = await start({ members: [says('a', 'one two three four')], wrapBackend: plan.wrap });
    const { text } = await heard(await client.chat.completions.create({ ...ask, model: 'a', stream: true }));
    expect(text).toBe('one two three four');
  });

  it('ends with an error when it cannot go on', async () => {
    const plan = faultPlan({
      rules: [1, 2].map((nth) => ({ fault: 'throw' as const, member: 'a', nth, token: 2 })),
    });
    const { client } = await start({ members: [says('a', 'one two three four')], wrapBackend: plan.wrap });
    const stream = await client.chat.completions.create({ ...ask, model: 'a', stream: true });
    await expect(heard(stream)).rejects.toMatchObject({ type: 'service_unavailable' });
  });
});

describe('errors', () => {
  it.each([
    ['an unknown model', { model: 'gpt-4' }, 404, 'model_not_found', 'model'],
    ['an unknown strategy', { model: 'pacore/none' }, 404, 'model_not_found', 'model'],
    ['no messages', { messages: [] }, 400, 'PACORE_USAGE', 'messages'],
    ['an empty question', { messages: [{ role: 'user', content: ' ' }] }, 400, 'PACORE_USAGE', null],
    [
      'a last word that is not the user’s',
      { messages: [{ role: 'assistant', content: 'Hi' }] },
      400,
      'PACORE_USAGE',
      null,
    ],
    [
      'an image',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] },
      400,
      'PACORE_USAGE',
      'messages.0.content',
    ],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }, 400, 'unsupported_parameter', 'tools'],
    ['a penalty', { presence_penalty: 1 }, 400, 'unsupported_parameter', 'presence_penalty'],
    ['a temperature too high', { temperature: 3 }, 400, 'PACORE_USAGE', 'temperature'],
    ['an unknown member', { pacore: { members: ['none'] } }, 400, 'PACORE_USAGE', null],
    ['an unknown option', { pacore: { sample: 3 } }, 400, 'PACORE_USAGE', 'pacore'],
    ['committee options for a member alone', { model: 'a', pacore: { samples: 3 } }, 400, 'PACORE_USAGE', 'pacore'],
    [
      'a schema that nobody can keep to',
      { response_format: { type: 'json_schema', json_schema: { name: 's', schema: { type: 'sum' } } } },
      400,
      'PACORE_USAGE',
      null,
    ],
    [
      'too long a prompt',
      { messages: [{ role: 'user', content: 'x'.repeat(1001) }] },
      400,
      'context_length_exceeded',
      'messages',
    ],
    [
      'too long a prompt for the members',
      { messages: [{ role: 'user', content: 'a b c d e f g h' }] },
      400,
      'context_length_exceeded',
      'messages',
    ],
    [
      'too long a prompt for the member',
      { model: 'a', messages: [{ role: 'user', content: 'a b c d e f g h' }] },
      400,
      'context_length_exceeded',
      null,
    ],
  ])('%s', async (_, change, status, code, param) => {
    const members = ['a', 'b'].map((id) => says(id, 'Answer: 54', { contextSize: 8 }));
    const { client } = await start({ members, settings: { maxPrompt: 1000 } });
    const body = { ...ask, ...change } as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const expected = { status, code, param, type: 'invalid_request_error' };
    await expect(client.chat.completions.create(body)).rejects.toMatchObject(expected);
    await expect(client.chat.completions.create({ ...body, stream: true })).rejects.toMatchObject(expected);
  });

  it('no quorum is 503, and the record is in the body; in a stream, too', async () => {
    const { url } = await start({ members: [says('a', 'Answer: 54'), crashes('b'), crashes('c')] });
    for (const stream of [false, true]) {
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...ask, stream }),
      });
      const text = await response.text();
      const body: unknown = JSON.parse(stream ? (/^data: (\{"error".*)$/m.exec(text)?.[1] ?? text) : text);
      expect(body).toMatchObject({
        error: { type: 'service_unavailable', code: 'PACORE_NO_QUORUM' },
        pacore: { status: 'no_quorum', ballots: expect.any(Array) },
      });
      expect(response.status).toBe(stream ? 200 : 503);
    }
  });

  it('no ballot at all is a status in a stream, too', async () => {
    const { client } = await start({ members: [crashes('a'), crashes('b')] });
    await expect(client.chat.completions.create({ ...ask, stream: true })).rejects.toMatchObject({
      status: 503,
      code: 'PACORE_NO_QUORUM',
    });
  });

  it('are tried again by the client, and succeed', async () => {
    const plan = faultPlan({ rules: [1, 2].map((nth) => ({ fault: 'throw' as const, member: 'a', nth, token: 1 })) });
    const { client } = await start({ members: [says('a', 'one')], wrapBackend: plan.wrap }, 2);
    const completion = await client.chat.completions.create({ ...ask, model: 'a' });
    expect(completion.choices[0]?.message.content).toBe('one');
  });
});

describe('a client that goes away', () => {
  it.each([
    ['pacore', false],
    ['pacore', true],
    ['a', false],
    ['a', true],
  ])('stops the members: %s, stream %s', async (model, stream) => {
    const asked = probe<GenerateRequest>();
    const reply = (request: GenerateRequest) => {
      asked.push(request);
      return never();
    };
    const { client, pacore } = await start({ members: [scriptedModel('a', { reply })] });
    const failed = probe<{ code: string }>();
    pacore.events$.subscribe((event) => {
      if (event.type === 'question-failed') failed.push(event.error);
    });
    const controller = new AbortController();
    const asking = client.chat.completions.create({ ...ask, model, stream }, { signal: controller.signal });
    await asked.next();
    controller.abort();
    await expect(asking).rejects.toThrow(OpenAI.APIUserAbortError);
    expect(await failed.next()).toMatchObject({ code: 'PACORE_ABORTED' });
  });
});
