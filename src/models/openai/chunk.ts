import type { PacoreError } from '../../errors.ts';
import { at } from '../untrusted.ts';
import { textOf } from './content.ts';
import { quoted, remoteFailure, reported } from './failure.ts';
import { endingOf } from './finish-reason.ts';
import type { OpenAiSpec } from './spec.ts';
import { isDone, type ServerEvent } from './sse.ts';
import { usageIn, type Usage } from './usage.ts';

/** One event of a streamed completion, as far as it is needed. */
export type Chunk =
  | Piece
  | { readonly type: 'usage'; readonly usage: Usage }
  /** Nothing follows. */
  | { readonly type: 'done' }
  /** A ping, or whatever else is no part of a completion. */
  | { readonly type: 'stray' };

/** A piece of an answer, which may be empty. */
export interface Piece {
  readonly type: 'piece';
  readonly text: string;
  /** Whether `text` is the whole answer so far instead of what is new. */
  readonly isWhole: boolean;
  /** Of the tokens of `text`, natural logarithms; null where they are not told. */
  readonly logprobs: readonly number[] | null;
  /** Set on the last event with text, or the one after it. */
  readonly finish: 'stop' | 'length' | null;
  /** What that end is where no text has come; null where that is an answer too. */
  readonly ifEmpty: PacoreError | null;
  readonly usage: Usage | null;
}

/**
 * Reads one event.
 * @throws PacoreError PACORE_REMOTE, PACORE_PROMPT_TOO_LONG when it reports an error, or text may be lost in it
 */
export function readChunk(spec: OpenAiSpec, { name, data }: ServerEvent): Chunk {
  if (isDone(data)) return { type: 'done' };
  const error = errorIn(name, data);
  if (error !== null) throw reported(spec, error);
  if (typeof data === 'string' && /^[{[]/.test(data)) throw malformed(spec);
  const choice = at(data, 'choices', '0');
  const usage = usageIn(data);
  if (choice !== undefined && choice !== null) return pieceIn(spec, choice, usage);
  return usage === null ? { type: 'stray' } : { type: 'usage', usage };
}

/** Something that is no event of a streamed completion, though it should be one. */
export function malformed(spec: OpenAiSpec): PacoreError {
  return remoteFailure(spec, 'sent something that is no event of a streamed completion');
}

function errorIn(name: string | null, data: unknown): unknown {
  const error = at(data, 'error') ?? at(data, 'choices', '0', 'error');
  if (error !== undefined && error !== null && error !== false && error !== '') return error;
  return name === 'error' || at(data, 'object') === 'error' || at(data, 'type') === 'error' ? data : null;
}

function pieceIn(spec: OpenAiSpec, choice: unknown, usage: Usage | null): Piece {
  const fresh = textIn(spec, at(choice, 'delta', 'content')) || textIn(spec, at(choice, 'text'));
  const whole = fresh === '' ? textIn(spec, at(choice, 'message', 'content')) : '';
  return {
    type: 'piece',
    text: fresh || whole,
    isWhole: whole !== '',
    logprobs: logprobsIn(at(choice, 'logprobs', 'content')),
    ...endIn(spec, at(choice, 'finish_reason')),
    usage,
  };
}

function textIn(spec: OpenAiSpec, content: unknown): string {
  const text = textOf(content);
  if (text === null) throw malformed(spec);
  return text;
}

/** All of them, or none: with some missing nothing could be said of the whole. */
function logprobsIn(content: unknown): readonly number[] | null {
  if (!Array.isArray(content) || content.length === 0) return null;
  const logprobs = content.map((entry: unknown) => at(entry, 'logprob'));
  const areNumbers = logprobs.every((logprob) => typeof logprob === 'number' && Number.isFinite(logprob));
  // A probability above 1 is a rounding error, or a lie that gains nothing.
  return areNumbers ? logprobs.map((logprob) => Math.min(0, Number(logprob))) : null;
}

function endIn(spec: OpenAiSpec, reason: unknown): Pick<Piece, 'finish' | 'ifEmpty'> {
  if (reason === undefined || reason === null) return { finish: null, ifEmpty: null };
  if (typeof reason !== 'string') throw malformed(spec);
  const failure = () => remoteFailure(spec, `ended its answer with finish_reason ${quoted(spec, reason)}`, false);
  switch (endingOf(reason)) {
    case 'open':
      return { finish: null, ifEmpty: null };
    case 'stop':
      return { finish: 'stop', ifEmpty: null };
    case 'length':
      return { finish: 'length', ifEmpty: null };
    case 'filtered': // The text breaks off where the filter began.
      return { finish: 'length', ifEmpty: failure() };
    case 'unwanted':
      return { finish: 'stop', ifEmpty: failure() };
    case 'broken':
      throw failure();
  }
}
