import type { PacoreError } from '../../errors.ts';
import { at } from '../untrusted.ts';
import { quoted, remoteFailure, reported } from './failure.ts';
import type { OpenAiSpec } from './spec.ts';

/** One event of a streamed completion, as far as it is needed. */
export interface Chunk {
  readonly text: string;
  /** Of the tokens of `text`, natural logarithms; null where they are not told. */
  readonly logprobs: readonly number[] | null;
  /** Set on the last event with text, or the one after it. */
  readonly finish: 'stop' | 'length' | null;
  /** What the endpoint says it counted; unchecked. */
  readonly usage: unknown;
}

/** The event that ends a stream. */
const DONE: Chunk = { text: '', logprobs: null, finish: 'stop', usage: undefined };

/**
 * Reads the data of one event.
 * @throws PacoreError PACORE_REMOTE, PACORE_PROMPT_TOO_LONG when it reports an error, or has not the shape of an event
 */
export function readChunk(spec: OpenAiSpec, data: string): Chunk {
  if (data.startsWith('[DONE]')) return DONE;
  const chunk = parsed(spec, data);
  const error = at(chunk, 'error');
  if (error !== undefined && error !== null) throw reported(spec, error);
  const choices = at(chunk, 'choices');
  if (!Array.isArray(choices)) throw malformed(spec);
  const choice: unknown = choices[0];
  return {
    text: textIn(spec, at(choice, 'delta', 'content')),
    logprobs: logprobsIn(at(choice, 'logprobs', 'content')),
    finish: finishIn(spec, at(choice, 'finish_reason')),
    usage: at(chunk, 'usage') ?? undefined,
  };
}

function parsed(spec: OpenAiSpec, data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw malformed(spec);
  }
}

function textIn(spec: OpenAiSpec, content: unknown): string {
  if (content === undefined || content === null) return '';
  if (typeof content !== 'string') throw malformed(spec);
  return content;
}

/** All of them, or none: with some missing nothing could be said of the whole. */
function logprobsIn(content: unknown): readonly number[] | null {
  if (!Array.isArray(content) || content.length === 0) return null;
  const logprobs = content.map((entry: unknown) => at(entry, 'logprob'));
  const areNumbers = logprobs.every((logprob) => typeof logprob === 'number' && Number.isFinite(logprob));
  // A probability above 1 is a rounding error, or a lie that gains nothing.
  return areNumbers ? logprobs.map((logprob) => Math.min(0, Number(logprob))) : null;
}

function finishIn(spec: OpenAiSpec, reason: unknown): Chunk['finish'] {
  if (reason === undefined || reason === null) return null;
  if (reason === 'stop' || reason === 'length') return reason;
  if (typeof reason !== 'string') throw malformed(spec);
  // Filtered, failed, or a tool wanted that nobody offered: the text so far is no answer.
  throw remoteFailure(spec, `ended its answer with finish_reason ${quoted(spec, reason)}`, false);
}

function malformed(spec: OpenAiSpec): PacoreError {
  return remoteFailure(spec, 'sent something that is no event of a streamed completion');
}
