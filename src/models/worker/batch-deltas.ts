import type { GenerationEvent, TextDelta } from '../backend.ts';

/**
 * `events` with what was written within `everyMs` milliseconds of the last delta in one: a message between threads costs as
 * much as a token of a small model. The first comes at once, and nothing waits for a timer: what is held back goes with
 * the next event. `now` is monotonic, in milliseconds.
 */
export async function* batchDeltas(
  events: AsyncIterable<GenerationEvent>,
  now: () => number,
  everyMs: number,
): AsyncGenerator<GenerationEvent, void> {
  let held: TextDelta | undefined;
  let last = -Infinity;
  for await (const event of events) {
    if (event.type === 'text-delta') {
      held = held === undefined ? event : joined(held, event);
      if (now() - last < everyMs) continue;
      last = now();
      yield held;
      held = undefined;
    } else {
      if (held !== undefined) yield held;
      yield event;
    }
  }
}

function joined(one: TextDelta, { text, completionTokens, logprob }: TextDelta): TextDelta {
  const sureness = one.logprob === undefined || logprob === undefined ? {} : { logprob: one.logprob + logprob };
  return { type: 'text-delta', text: one.text + text, completionTokens, ...sureness };
}
