/** What an endpoint's failures mean. The key is nowhere in them, also where the endpoint sends it back. */
import { PacoreError } from '../../errors.ts';
import { at, textAt } from '../untrusted.ts';
import { TransientFailure } from './retry.ts';
import { retryAfterOf } from './retry-after.ts';
import type { OpenAiSpec } from './spec.ts';

/** Of what an endpoint says, so many characters are quoted. */
const MOST_QUOTED = 300;
/** Of the models that an endpoint has, so many are named, and so many characters of each name. */
const MOST_MODELS = 10;
const MOST_OF_NAME = 80;
const TOO_LONG = /context[_ ](length|window|size)|maximum (model|context) length/i;

/** What an endpoint answered instead of success. */
export interface Refusal {
  readonly status: number;
  /** The error that its body tells of: an object, a text, or nothing. */
  readonly body: unknown;
  readonly headers: Headers;
  /** The models that it has where the one asked for may not be one of them. */
  readonly models?: readonly string[];
}

/** The endpoint failed or said nonsense; `reason` follows its name. */
export function remoteFailure(spec: OpenAiSpec, reason: string, retryable = true): PacoreError {
  return new PacoreError('PACORE_REMOTE', `${named(spec)} ${reason}.`, { retryable });
}

/** Nothing came for `ms` milliseconds. */
export function silent(spec: OpenAiSpec, ms: number): PacoreError {
  return new PacoreError('PACORE_MEMBER_TIMEOUT', `${named(spec)} has been silent for ${ms} ms.`);
}

/** The failure behind an `error` object in a stream that began with success. */
export function reported(spec: OpenAiSpec, body: unknown): PacoreError {
  return tooLong(spec, body) ?? remoteFailure(spec, `reports an error${saying(spec, body)}`);
}

/** The failure behind a refusal; what may pass by itself is a {@link TransientFailure}. */
export function refused(spec: OpenAiSpec, { status, body, headers, models = [] }: Refusal, now: number): Error {
  const answered = `answers HTTP ${status}${saying(spec, body)}`;
  switch (true) {
    case status === 401 || status === 403:
      return remoteFailure(spec, `${refusedKey(spec)} (HTTP ${status})`, false);
    case status === 429: {
      const retryAfter = retryAfterOf(headers, now);
      const options = { retryAfterMs: retryAfter ?? undefined };
      return new TransientFailure(
        new PacoreError('PACORE_OVERLOADED', `${named(spec)} ${answered}.`, options),
        retryAfter,
      );
    }
    case status === 408 || status === 409 || status >= 500:
      return new TransientFailure(remoteFailure(spec, answered), retryAfterOf(headers, now));
    default:
      return tooLong(spec, body) ?? remoteFailure(spec, answered + offering(spec, models), false);
  }
}

/** The connection failed: could not be made, or was lost. */
export function disconnected(spec: OpenAiSpec, error: unknown): TransientFailure {
  const code = codeOf(error);
  const detail = code === null ? '' : ` (${code})`;
  return new TransientFailure(remoteFailure(spec, `cannot be reached, or closed the connection${detail}`), null);
}

/** A text of the endpoint's in quotation marks, on one line: it may be anything, of any length. */
export function quoted({ apiKey }: OpenAiSpec, text: string, most = MOST_QUOTED): string {
  const safe = apiKey === null ? text : text.replaceAll(apiKey, '[key]');
  const line = safe.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.length > most ? `${line.slice(0, most)}…` : line}"`;
}

/** The model, and the address where it was asked for: nothing of that may be secret. */
function named({ model, baseUrl }: OpenAiSpec): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${model} at ${origin}${pathname}`;
}

/** Which models there are instead, as the end of a sentence; nothing where none are known. */
function offering(spec: OpenAiSpec, models: readonly string[]): string {
  if (models.length === 0) return '';
  const names = models.slice(0, MOST_MODELS).map((model) => quoted(spec, model, MOST_OF_NAME));
  const more = models.length - names.length;
  return `; its models are ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function refusedKey({ apiKey, apiKeyEnv }: OpenAiSpec): string {
  // What it says of a key may hold part of it, so it is not quoted.
  return apiKey === null ? `wants a key: set ${apiKeyEnv}` : `refuses the key in ${apiKeyEnv}`;
}

function tooLong(spec: OpenAiSpec, body: unknown): PacoreError | null {
  const said = [body, at(body, 'code'), at(body, 'type'), at(body, 'message')].filter(
    (text) => typeof text === 'string',
  );
  if (!said.some((text) => TOO_LONG.test(text))) return null;
  const message = `The prompt does not fit ${named(spec)}${saying(spec, body)}.`;
  return new PacoreError('PACORE_PROMPT_TOO_LONG', message, { retryable: false });
}

/** What an endpoint says of its error: the text that it is, its `message`, or FastAPI's `detail`. */
export function saidIn(body: unknown): string {
  return typeof body === 'string' ? body : (textAt(body, 'message') ?? textAt(body, 'detail') ?? '');
}

/** What an endpoint says of its error, as the end of a sentence; nothing where it says nothing. */
function saying(spec: OpenAiSpec, body: unknown): string {
  const said = saidIn(body).trim();
  return said === '' ? '' : `: ${quoted(spec, said)}`;
}

/** The code of a failed connection, such as ECONNREFUSED, from the depths of fetch's error. */
function codeOf(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 5) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code ?? ('cause' in error ? codeOf(error.cause, depth + 1) : null);
}
