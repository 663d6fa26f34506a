import { expect, it } from '@jest/globals';
import type { GenerationEvent } from '../../src/models/backend.ts';
import { batchDeltas } from '../../src/models/worker/batch-deltas.ts';

/** The texts that come out when a token is written at each of `times`, with what is told of each. */
async function batchesOf(times: readonly number[], logprobs: readonly (number | undefined)[] = []) {
  let now = 0;
  async function* written(): AsyncGenerator<GenerationEvent> {
    for (const [index, time] of times.entries()) {
      now = time;
      const logprob = index in logprobs ? logprobs[index] : -1;
      const sureness = logprob === undefined ? {} : { logprob };
      yield { type: 'text-delta', text: String(index), completionTokens: index + 1, ...sureness };
      await Promise.resolve();
    }
    const counts = { promptTokens: 1, completionTokens: times.length, confidence: null };
    yield { type: 'text-end', text: '', finish: 'stop', ...counts };
  }
  const out: GenerationEvent[] = [];
  for await (const event of batchDeltas(written(), () => now, 25)) out.push(event);
  expect(out.pop()?.type).toBe('text-end');
  return out.flatMap((event) => (event.type === 'text-delta' ? [event] : []));
}

it('joins what is written within the time, the first at once and the rest before the end', async () => {
  const batches = await batchesOf([0, 10, 24, 25, 30, 60, 61]);
  expect(batches.map(({ text }) => text)).toEqual(['0', '123', '45', '6']);
  expect(batches.map(({ completionTokens }) => completionTokens)).toEqual([1, 4, 6, 7]);
  expect(batches.map(({ logprob }) => logprob)).toEqual([-1, -3, -2, -1]);
});

it('tells no probability of what holds a token of unknown probability', async () => {
  const batches = await batchesOf([0, 1, 2, 30], [-1, -1, undefined, -1]);
  expect(batches.map(({ text, logprob }) => [text, logprob])).toEqual([
    ['0', -1],
    ['123', undefined],
  ]);
});

it('leaves a slow writer alone', async () => {
  expect((await batchesOf([0, 100, 200])).map(({ text }) => text)).toEqual(['0', '1', '2']);
});
