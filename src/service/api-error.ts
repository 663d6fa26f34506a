/** From errors to HTTP: one table, one form. */
import type { DecisionRecord } from '../decision-record.ts';
import { PacoreError, type ErrorCode, type PacoreErrorOptions } from '../errors.ts';

/** What only HTTP knows of an error. */
export interface ApiErrorOptions extends PacoreErrorOptions {
  /** The request's field that is wrong. */
  readonly param?: string;
  /** What OpenAI's API calls it, where that has a name of its own; otherwise the error's code is said. */
  readonly apiCode?: string;
  /** Above the table's. */
  readonly status?: number;
  /** The decision that came to nothing. */
  readonly record?: DecisionRecord;
}

/** An error with what only HTTP knows of it. */
export class ApiError extends PacoreError {
  readonly details: ApiErrorOptions;

  constructor(code: ErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(code, message, options);
    this.details = options;
  }
}

/** How OpenAI's API, and so its clients, say that something is wrong. */
interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string;
  };
  readonly pacore?: DecisionRecord;
}

/** An error as an answer. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

/** The answer to a request that failed with `error`. What went wrong inside stays there. */
export function answerOf(error: PacoreError): ErrorAnswer {
  const { status, type, code } = SHAPES[error.code];
  const details = error instanceof ApiError ? error.details : {};
  const message =
    status === 500 ? 'The service failed inside; its log says how, under this x-request-id.' : error.message;
  return {
    status: details.status ?? status,
    headers: headersOf(error, status),
    body: {
      error: { message, type, param: details.param ?? null, code: details.apiCode ?? code ?? error.code },
      ...(details.record && { pacore: details.record }),
    },
  };
}

function headersOf({ retryAfterMs = 1000 }: PacoreError, status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (status !== 429 && status !== 503) return {};
  return { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
}

interface Shape {
  readonly status: number;
  readonly type: string;
  readonly code?: string;
}

const INVALID: Shape = { status: 400, type: 'invalid_request_error' };
/** Trying again may help: clients do so by themselves. */
const LATER: Shape = { status: 503, type: 'service_unavailable' };
const OURS: Shape = { status: 500, type: 'server_error' };

const SHAPES: Readonly<Record<ErrorCode, Shape>> = {
  PACORE_USAGE: INVALID,
  PACORE_INPUT: INVALID,
  PACORE_PROMPT_TOO_LONG: { ...INVALID, code: 'context_length_exceeded' },
  PACORE_UNAUTHORIZED: { status: 401, type: 'authentication_error', code: 'invalid_api_key' },
  PACORE_FORBIDDEN: { status: 403, type: 'permission_error' },
  PACORE_NOT_FOUND: { status: 404, type: 'invalid_request_error', code: 'not_found' },
  PACORE_CONFLICT: { status: 409, type: 'invalid_request_error', code: 'conflict' },
  PACORE_RATE_LIMITED: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  PACORE_OVERLOADED: LATER,
  PACORE_UNAVAILABLE: LATER,
  PACORE_CLOSED: LATER,
  PACORE_ABORTED: LATER,
  PACORE_NO_QUORUM: LATER,
  PACORE_DEADLINE: LATER,
  PACORE_GAVE_UP: LATER,
  PACORE_GENERATION: LATER,
  PACORE_MEMBER_AWAY: LATER,
  PACORE_MEMBER_CRASHED: LATER,
  PACORE_MEMBER_TIMEOUT: LATER,
  PACORE_MODEL_LOAD: LATER,
  PACORE_REMOTE: LATER,
  PACORE_QUERY_TIMEOUT: LATER,
  PACORE_STORAGE: LATER,
  PACORE_CLUSTER: LATER,
  PACORE_DEAD_LETTER: LATER,
  PACORE_CONFIG: OURS,
  PACORE_DOWNLOAD: OURS,
  PACORE_INTERNAL: OURS,
  PACORE_STRATEGY: OURS,
  PACORE_SUBSCRIBER: OURS,
};
