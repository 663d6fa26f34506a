import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { PacoreError } from '../../../src/errors.ts';
import { retrying, TransientFailure } from '../../../src/models/openai/retry.ts';
import { retryAfterOf } from '../../../src/models/openai/retry-after.ts';
import { endingOf } from '../../../src/models/openai/finish-reason.ts';
import { linesOf, MOST_LINE_LENGTH } from '../../../src/models/openai/lines.ts';
import { modelNamesIn } from '../../../src/models/openai/model-list.ts';
import { MOST_EVENT_LENGTH, serverEvents, type ServerEvent } from '../../../src/models/openai/sse.ts';
import { completionTokensIn, promptTokensIn, updated, usageIn } from '../../../src/models/openai/usage.ts';
import { watchedClock } from '../../support/watched-clock.ts';
import { ask, never } from '../prompting.ts';

describe('the wait that an endpoint asks for', () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [{}, null],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }, 5000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9000],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '1e9' }, null],
    [{ 'retry-after': 'Infinity' }, null],
    [{ 'retry-after': '9999999999999999' }, null],
    [{ 'retry-after': '' }, null],
  ])('of %j is %j ms', (headers, wait) => {
    expect(retryAfterOf(new Headers(headers as Record<string, string>), now)).toBe(wait);
  });
});

describe('the retry loop', () => {
  const busy = new PacoreError('PACORE_REMOTE', 'busy');

  /** Runs attempts that all fail. */
  function failing(retries: number, random: number, signal = never) {
    const clock = watchedClock();
    const policy = { retries, clock, random: () => random, onRetry: () => undefined };
    let attempts = 0;
    const attempt = (): AsyncIterable<never> => {
      attempts += 1;
      const next = () => Promise.reject(new TransientFailure(busy, null));
      return { [Symbol.asyncIterator]: () => ({ next }) };
    };
    return { clock, attempts: () => attempts, end: retrying(attempt, policy, signal).next() };
  }

  it.each([
    [0, [500, 1000, 2000, 4000, 8000, 8000]],
    [0.5, [375, 750, 1500, 3000, 6000, 6000]],
  ])('waits longer each time, within limits; a draw of %j', async (random, waits) => {
    const { clock, attempts, end } = failing(waits.length, random);
    end.catch(() => undefined);
    for (const wait of waits) await clock.pass(wait);
    await expect(end).rejects.toBe(busy);
    expect(attempts()).toBe(waits.length + 1);
    expect(clock.waits.received).toEqual(waits);
  });

  it('ends without an error when a wait is aborted', async () => {
    const abort = new AbortController();
    const { clock, attempts, end } = failing(2, 0, abort.signal);
    await clock.waits.next();
    abort.abort();
    expect(await end).toMatchObject({ done: true });
    expect(attempts()).toBe(1);
    expect(clock.pending).toBe(0);
  });
});

/** What a stream of bytes is, as a connection brings it. */
async function* stream(pieces: Iterable<Uint8Array>) {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

const tooLong = () => new Error('too long');

async function eventsIn(pieces: Iterable<Uint8Array>): Promise<readonly ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of serverEvents(linesOf(stream(pieces), tooLong), tooLong)) events.push(event);
  return events;
}

const dataIn = async (text: string) => (await eventsIn([Buffer.from(text)])).map(({ data }) => data);

describe('server-sent events', () => {
  it.each(['\n', '\r\n', '\r'])('are the same wherever the connection cuts them; lines end with %j', async (end) => {
    const lines = ['\uFEFF: hello', 'event: x', 'data: {"é":', 'data:1}', '', '', 'id: 7', '', 'data:  ✓', '', 'data: end'];
    const bytes = Buffer.from(lines.join(end));
    const expected = [
      { name: 'x', data: { é: 1 } },
      { name: null, data: '✓' },
      { name: null, data: 'end' },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        expect(await eventsIn(pieces)).toEqual(expected);
      }),
    );
    expect(await eventsIn(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  it.each([
    ['without lines between them', 'data: {"a":1}\ndata: [DONE]\n', [{ a: 1 }, '[DONE]']],
    ['without data', 'data:\n\ndata: \n\nevent: ping\n\n: nothing\n\nid: 1\n\n', []],
    ['with empty data before it', 'data:\ndata: {"a":1}\n\n', [{ a: 1 }]],
    ['of JSON on many lines', '{\n  "a": [\n    {"b": 1}\n  ]\n}', [{ a: [{ b: 1 }] }]],
    ['of data on many lines', 'data: {"a": [\ndata: {"b": 1}\ndata: ]}\n\n', [{ a: [{ b: 1 }] }]],
    ['of JSON line by line', ' {"a":1}\n{"a":2}\n[DONE]\n', [{ a: 1 }, { a: 2 }, '[DONE]']],
    ['in the data of others', 'data: data: {"a":1}\n\ndata:data:data: [DONE]\n\n', [{ a: 1 }, '[DONE]']],
    ['that are no JSON', 'data: {"a":\n\ndata: ping\n\ndata: null\n\ndata: 5\n\n', ['{"a":', 'ping', 'null', 5]],
    ['that are texts', 'data: "[DONE]"\n\n', ['[DONE]']],
    ['in the manner of llama-server', 'error: {"code":500}\n\n', [{ code: 500 }]],
  ])('are read %s', async (_, text, expected) => {
    expect(await dataIn(text)).toEqual(expected);
  });

  it('have names', async () => {
    const text = 'event: ping\ndata: {}\n\ndata: {}\n\nevent:error\ndata: {}\ndata: {}\n\nerror: {}\n\n';
    const names = (await eventsIn([Buffer.from(text)])).map(({ name }) => name);
    expect(names).toEqual(['ping', null, 'error', null, 'error']);
  });

  it('are not read without end', async () => {
    const half = Buffer.alloc(MOST_EVENT_LENGTH / 2, 'x');
    const [begins, ends] = [Buffer.from('data: '), Buffer.from('\n\n')];
    const whole = [begins, half, ends];
    expect(await eventsIn([...whole, ...whole, ...whole])).toHaveLength(3);
    await expect(eventsIn([begins, half, half])).rejects.toThrow('too long');
    await expect(eventsIn([begins, half, Buffer.from('\ndata: '), half, ends])).rejects.toThrow('too long');
    await expect(eventsIn([Buffer.from('{\n'), half, Buffer.from('\n'), half, ends])).rejects.toThrow('too long');
  });

  it.each(['x', 'data:', '{', '[', ' '])('of a lot of %j are read in time that grows with their length', async (fill) => {
    const line = Buffer.concat([Buffer.from('data: '), Buffer.alloc(MOST_LINE_LENGTH - 6, fill), Buffer.from('\n')]);
    const start = performance.now();
    await eventsIn(Array.from({ length: line.length / 8 + 1 }, (_, index) => line.subarray(8 * index, 8 * index + 8)));
    await eventsIn([line.subarray('data: '.length)]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('the reason of an end', () => {
  it.each([
    ['stop', ['stop', 'STOP', 'eos', 'eos_token', 'end_turn', 'stop_sequence', 'COMPLETE', 'FinishReason.STOP', 'refusal', '?']],
    ['open', ['', ' ', 'null', 'None', 'FINISH_REASON_UNSPECIFIED']],
    ['length', ['length', 'max_tokens', 'MAX_TOKENS', 'FinishReason.MAX_TOKENS', 'model_length', 'max-tokens']],
    ['filtered', ['content_filter', 'SAFETY', 'sensitive']],
    ['unwanted', ['tool_calls', 'function_call']],
    ['broken', ['error', 'abort', 'cancelled', 'insufficient_system_resource']],
  ])('is %s for %j', (ending, reasons) => {
    expect(reasons.map(endingOf)).toEqual(reasons.map(() => ending));
  });
});

describe('what an endpoint says it counted', () => {
  const request = ask('What is 2 + 2?', { maxTokens: 10 });
  const told = { prompt_tokens: 20, completion_tokens: 10 };

  it.each([
    ['at its place', { usage: told }, 20, 10],
    ['at Groq', { usage: null, x_groq: { id: '1', usage: told } }, 20, 10],
    ['at Moonshot', { choices: [{ usage: told }] }, 20, 10],
    ['by other names', { usage: { input_tokens: 20, output_tokens: 10 } }, 20, 10],
    ['as timings', { timings: { prompt_n: 5, cache_n: 15, predicted_n: 10 } }, 20, 10],
    ['as timings without the cache', { timings: { prompt_n: 5, predicted_n: 10 } }, 0, 10],
    ['as usage beside timings', { usage: told, timings: { prompt_n: 1, cache_n: 1, predicted_n: 1 } }, 20, 10],
    ['beyond what can be', { usage: { prompt_tokens: 1100, completion_tokens: 11 } }, 0, 3],
    ['as nothing', { usage: { prompt_tokens: 0, completion_tokens: 0 } }, 0, 3],
    ['as no counts', { usage: { prompt_tokens: 1.5, completion_tokens: -1 } }, 0, 3],
    ['as texts', { usage: { prompt_tokens: '7', completion_tokens: null } }, 0, 3],
    ['as something else', { usage: 42 }, 0, 3],
    ['nowhere', undefined, 0, 3],
  ])('%s is believed where it can be true', (_, event, prompt, completion) => {
    const usage = usageIn(event);
    expect(promptTokensIn(usage, request)).toBe(prompt);
    expect(completionTokensIn(usage, request, 3)).toBe(completion);
  });

  it('is what it said last, of each', () => {
    const [first, second] = [usageIn({ usage: { ...told, completion_tokens: 1 } }), usageIn({ usage: { completion_tokens: 9 } })];
    expect(second && updated(first, second)).toEqual({ prompt: 20, completion: 9 });
    expect(first && updated(null, first)).toEqual({ prompt: 20, completion: 1 });
  });

  it('may be nothing where nothing came', () => {
    expect(completionTokensIn(usageIn({ usage: { completion_tokens: 0 } }), request, 0)).toBe(0);
  });
});

describe('the models of an endpoint', () => {
  it.each([
    [{ object: 'list', data: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }, ['a', 'b']],
    [{ models: [{ name: 'a' }, { model: 'b' }, {}, 7, null] }, ['a', 'b']],
    [['a', { id: 'b' }], ['a', 'b']],
    [{ data: {} }, []],
    ['nothing', []],
  ])('in %j are %j', (body, names) => {
    expect(modelNamesIn(JSON.stringify(body))).toEqual(names);
    expect(modelNamesIn('<html>')).toEqual([]);
  });
});
