/**
 * Every way PaCoRe can fail, by code. docs/errors.md says of each what happened and what to do; a test keeps the two
 * lists the same.
 */
export const ERROR_CODES = [
  'PACORE_ABORTED',
  'PACORE_CLOSED',
  'PACORE_CLUSTER',
  'PACORE_CONFIG',
  'PACORE_CONFLICT',
  'PACORE_DEADLINE',
  'PACORE_DEAD_LETTER',
  'PACORE_DOWNLOAD',
  'PACORE_FORBIDDEN',
  'PACORE_GAVE_UP',
  'PACORE_GENERATION',
  'PACORE_INPUT',
  'PACORE_INTERNAL',
  'PACORE_MEMBER_AWAY',
  'PACORE_MEMBER_CRASHED',
  'PACORE_MEMBER_TIMEOUT',
  'PACORE_MODEL_LOAD',
  'PACORE_NOT_FOUND',
  'PACORE_NO_QUORUM',
  'PACORE_OVERLOADED',
  'PACORE_PROMPT_TOO_LONG',
  'PACORE_QUERY_TIMEOUT',
  'PACORE_RATE_LIMITED',
  'PACORE_REMOTE',
  'PACORE_STORAGE',
  'PACORE_STRATEGY',
  'PACORE_SUBSCRIBER',
  'PACORE_UNAUTHORIZED',
  'PACORE_UNAVAILABLE',
  'PACORE_USAGE',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What may accompany a {@link PacoreError}. */
export interface PacoreErrorOptions {
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
  /** False when trying again cannot help (a damaged file, a wrong key). Default true. */
  readonly retryable?: boolean;
  /** When trying again makes sense, in milliseconds from now; an estimate. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The one error class of PaCoRe: `code` classifies it (never match on the message), `retryable` says whether the same
 * attempt may succeed later. Errors lose their class across a worker boundary; {@link toFailure} and
 * {@link fromFailure} carry code and message over it.
 */
export class PacoreError extends Error {
  override readonly name = 'PacoreError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;

  constructor(code: ErrorCode, message: string, options: PacoreErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? true;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** An error as plain data, for messages between threads and for the decision record. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  /** When trying again makes sense, in milliseconds from then; an estimate. */
  readonly retryAfterMs?: number;
}

/** The plain-data form of anything thrown; what is not a PacoreError becomes `fallback`. */
export function toFailure(error: unknown, fallback: ErrorCode = 'PACORE_INTERNAL'): Failure {
  const { code, message, retryable, retryAfterMs } = asPacoreError(error, fallback);
  return { code, message, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** The error a {@link Failure} stands for. */
export function fromFailure({ code, message, retryable, retryAfterMs }: Failure): PacoreError {
  return new PacoreError(code, message, { retryable, retryAfterMs });
}

/** Anything thrown as a PacoreError: itself if it is one, otherwise wrapped under `fallback` with its message kept. */
export function asPacoreError(error: unknown, fallback: ErrorCode = 'PACORE_INTERNAL'): PacoreError {
  if (error instanceof PacoreError) return error;
  return new PacoreError(fallback, messageOf(error), { cause: error });
}

/** The message of anything thrown. Works across realms, where `instanceof Error` is false for a real error. */
export function messageOf(error: unknown): string {
  try {
    if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string') {
      return error.message;
    }
    return String(error);
  } catch {
    return 'something that cannot be shown'; // No prototype, or one whose methods throw themselves.
  }
}
