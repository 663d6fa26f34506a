/** A chat completion, as OpenAI's API has it. */
import { z } from 'zod';
import type { AnswerEvent, Choice } from './answering.ts';

const TokenLogprob = z.object({
  token: z.string(),
  logprob: z.number(),
  bytes: z.array(z.int()),
  top_logprobs: z.array(z.never()),
});

/** Where there are any: of a member alone, if its backend tells them while it writes. */
const Logprobs = z.object({ content: z.array(TokenLogprob), refusal: z.null() }).nullable();

/** See {@link Logprobs}. */
type Logprobs = z.infer<typeof Logprobs>;

/** Tokens, of all members that were asked. */
export const Usage = z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() });

const Decision = z.unknown().meta({ description: 'The decision record; see docs/http-api.md' });

/** The answer to a request that does not stream. */
export const Completion = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({ role: z.literal('assistant'), content: z.string(), refusal: z.null() }),
      logprobs: Logprobs,
      finish_reason: z.enum(['stop', 'length']),
      pacore: Decision.optional(),
    }),
  ),
  usage: Usage,
  pacore: Decision,
});

/** What stands in a completion and in each of its chunks. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** As the request had it. */
  readonly model: string;
}

/** Waits for the whole answer. */
export async function completionOf(
  events: AsyncIterable<AnswerEvent>,
  head: CompletionHead,
  wantsLogprobs: boolean,
): Promise<z.infer<typeof Completion>> {
  const logprobs = new Map<number, z.infer<typeof TokenLogprob>[]>();
  let choices: readonly Choice[] = [];
  for await (const event of events) {
    if (event.type === 'answered') choices = event.choices;
    if (event.type !== 'text' || event.logprob === undefined || !wantsLogprobs) continue;
    logprobs.set(event.choice, [...(logprobs.get(event.choice) ?? []), tokenLogprob(event.text, event.logprob)]);
  }
  return {
    ...head,
    object: 'chat.completion',
    choices: choices.map(({ text, finish, record }, index) => {
      const content = logprobs.get(index);
      return {
        index,
        message: { role: 'assistant', content: text, refusal: null },
        logprobs: content === undefined ? null : { content, refusal: null },
        finish_reason: finish,
        ...ownRecord(choices, record),
      };
    }),
    usage: usageOf(choices),
    pacore: choices[0]?.record,
  };
}

/** The logarithm of a token's probability, the way OpenAI's API says it. */
export function tokenLogprob(token: string, logprob: number): z.infer<typeof TokenLogprob> {
  return { token, logprob, bytes: [...Buffer.from(token)], top_logprobs: [] };
}

/** Of several decisions each stands beside its choice; the first one beside all of them, too. */
export function ownRecord(choices: readonly Choice[], record: Choice['record']): { pacore?: Choice['record'] } {
  return new Set(choices.map((choice) => choice.record)).size > 1 ? { pacore: record } : {};
}

/** The tokens of all decisions. */
export function usageOf(choices: readonly Choice[]): z.infer<typeof Usage> {
  const records = [...new Set(choices.map(({ record }) => record))];
  const sum = (count: (record: Choice['record']) => number) =>
    records.reduce((total, record) => total + count(record), 0);
  const prompt = sum(({ usage }) => usage.promptTokens);
  const completion = sum(({ usage }) => usage.completionTokens);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
