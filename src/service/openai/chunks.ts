/** A chat completion that streams, as OpenAI's API has it: chunks that all have `choices`, in events without a name. */
import { asPacoreError } from '../../errors.ts';
import { answerOf } from '../api-error.ts';
import type { AnswerEvent, Choice } from './answering.ts';
import { ownRecord, tokenLogprob, usageOf, type CompletionHead } from './completion.ts';

/** How chunks are made. */
export interface ChunkOptions {
  readonly wantsLogprobs: boolean;
  readonly includeUsage: boolean;
}

/**
 * The events of a stream, as text. Until an answer has begun, what fails throws; from then on it is an event, since the
 * status has been sent. An answer begins with a member's first word, or the first ballot that is no failure.
 */
export async function* chunksOf(
  events: AsyncIterable<AnswerEvent>,
  head: CompletionHead,
  options: ChunkOptions,
): AsyncGenerator<string, void> {
  const chunk: Chunk = (choices, more = {}) => eventOf({ ...head, object: 'chat.completion.chunk', choices, ...more });
  const opened = new Set<number>();
  const held: string[] = [];
  let hasBegun = false;
  try {
    for await (const event of events) {
      for (const index of choicesIn(event)) {
        if (!opened.has(index)) held.push(chunk([choice(index, { role: 'assistant', content: '', refusal: null })]));
        opened.add(index);
      }
      held.push(...chunksFor(event, chunk, options));
      hasBegun ||= event.type !== 'progress' || event.ballot.error === undefined;
      if (hasBegun) yield* held.splice(0);
    }
    yield 'data: [DONE]\n\n';
  } catch (error) {
    if (!hasBegun) throw error;
    yield eventOf(answerOf(asPacoreError(error)).body);
  }
}

type Chunk = (choices: readonly object[], more?: object) => string;

function choicesIn(event: AnswerEvent): Iterable<number> {
  return event.type === 'answered' ? event.choices.keys() : [event.choice];
}

function chunksFor(event: AnswerEvent, chunk: Chunk, options: ChunkOptions): readonly string[] {
  switch (event.type) {
    case 'progress':
      return [chunk([choice(event.choice, {})], { pacore: { progress: event.ballot } })];
    case 'text':
      return [chunk([choice(event.choice, { content: event.text }, logprobsOf(event, options))])];
    case 'answered':
      return closing(event.choices, chunk, options);
  }
}

function closing(choices: readonly Choice[], chunk: Chunk, { includeUsage }: ChunkOptions): readonly string[] {
  const pacore = choices[0]?.record;
  const ends = choices.map(({ finish, record }, index) =>
    chunk([{ ...choice(index, {}), finish_reason: finish, ...ownRecord(choices, record) }], { pacore }),
  );
  return includeUsage ? [...ends, chunk([], { usage: usageOf(choices) })] : ends;
}

function choice(index: number, delta: object, more: object = {}) {
  return { index, delta, logprobs: null, finish_reason: null, ...more };
}

function logprobsOf({ text, logprob }: Extract<AnswerEvent, { type: 'text' }>, { wantsLogprobs }: ChunkOptions) {
  if (!wantsLogprobs || logprob === undefined) return {};
  return { logprobs: { content: [tokenLogprob(text, logprob)], refusal: null } };
}

function eventOf(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
