import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { PacoreError } from '../../../src/errors.ts';
import { retrying, TransientFailure } from '../../../src/models/openai/retry.ts';
import { retryAfterOf } from '../../../src/models/openai/retry-after.ts';
import { eventData, MOST_EVENT_LENGTH } from '../../../src/models/openai/sse.ts';
import { completionTokensIn, promptTokensIn } from '../../../src/models/openai/usage.ts';
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

describe('server-sent events', () => {
  const tooLong = () => new Error('too long');

  async function read(pieces: Iterable<Uint8Array>): Promise<string[]> {
    async function* bytes() {
      for (const piece of pieces) yield await Promise.resolve(piece);
    }
    const events: string[] = [];
    for await (const data of eventData(bytes(), tooLong)) events.push(data);
    return events;
  }

  it.each(['\n', '\r\n', '\r'])('are the same wherever the connection cuts them; lines end with %j', async (end) => {
    const lines = [
      ': hello',
      'event: x',
      'data: {"é":',
      'data:1}',
      '',
      '',
      'id: 7',
      '',
      'data:  ✓',
      '',
      'data: cut off',
    ];
    const bytes = Buffer.from(lines.join(end));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        expect(await read(pieces)).toEqual(['{"é":\n1}', ' ✓']);
      }),
    );
  });

  it('are not read without end', async () => {
    const half = Buffer.alloc(MOST_EVENT_LENGTH / 2, 'x');
    const whole = [Buffer.from('data: '), half, Buffer.from('\n\n')];
    expect(await read([...whole, ...whole, ...whole])).toHaveLength(3);
    await expect(read([Buffer.from('data: '), half, half])).rejects.toThrow('too long');
    await expect(read([Buffer.from('data: '), half, Buffer.from('\ndata: '), half])).rejects.toThrow('too long');
  });
});

describe('what an endpoint says it counted', () => {
  const request = ask('What is 2 + 2?', { maxTokens: 10 });

  it.each([
    [{ prompt_tokens: 20, completion_tokens: 10 }, 20, 10],
    [{ prompt_tokens: 1100, completion_tokens: 11 }, 0, 3],
    [{ prompt_tokens: 0, completion_tokens: 0 }, 0, 3],
    [{ prompt_tokens: 1.5, completion_tokens: -1 }, 0, 3],
    [{ prompt_tokens: '7', completion_tokens: null }, 0, 3],
    [undefined, 0, 3],
    [42, 0, 3],
  ])('of %j is %j and %j', (usage, prompt, completion) => {
    expect(promptTokensIn(usage, request)).toBe(prompt);
    expect(completionTokensIn(usage, request, 3)).toBe(completion);
  });

  it('may be nothing where nothing came', () => {
    expect(completionTokensIn({ completion_tokens: 0 }, request, 0)).toBe(0);
  });
});
