/** The one retry loop: what may pass by itself is tried again, as long as nothing of the answer was passed on. */
import type { Clock } from '../../clock.ts';
import { PacoreError } from '../../errors.ts';
import { pause } from '../interruption.ts';

/** Milliseconds before the first further attempt, at most; it doubles from one to the next. */
const FIRST_WAIT = 500;
const LONGEST_BACKOFF = 8000;
/** Whoever asks for more patience than this (in milliseconds) is not waited for. */
const LONGEST_WAIT = 60_000;

/** A failure that may pass by itself. `error` is what it is when it does not. */
export class TransientFailure extends Error {
  readonly error: PacoreError;
  /** Milliseconds that the endpoint asks to wait; null where it does not say. */
  readonly retryAfter: number | null;

  constructor(error: PacoreError, retryAfter: number | null) {
    super(error.message);
    this.error = error;
    this.retryAfter = retryAfter;
  }
}

/** How patient to be. */
export interface RetryPolicy {
  /** Further attempts, from 0. */
  readonly retries: number;
  readonly clock: Clock;
  /** 0..1, exclusive of 1. */
  readonly random: () => number;
  /** Told of every failure that is tried again, with the wait in milliseconds. */
  readonly onRetry: (error: PacoreError, wait: number) => void;
}

/**
 * What `attempt` yields, started over after a {@link TransientFailure} unless something was yielded already. Ends early,
 * without an error, when `signal` aborts the wait.
 * @throws PacoreError PACORE_OVERLOADED when the endpoint asks to wait longer than a minute, or what `attempt` throws
 */
export async function* retrying<T>(
  attempt: () => AsyncIterable<T>,
  { retries, clock, random, onRetry }: RetryPolicy,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    let hasBegun = false;
    try {
      for await (const event of attempt()) {
        hasBegun = true;
        yield event;
      }
      return;
    } catch (thrown) {
      if (!(thrown instanceof TransientFailure)) throw thrown;
      const { error, retryAfter } = thrown;
      if (hasBegun || failures >= retries) throw error;
      if (retryAfter !== null && retryAfter > LONGEST_WAIT) throw tooLongToWait(error, retryAfter);
      const wait = retryAfter ?? backoff(failures, random());
      onRetry(error, wait);
      await pause(wait, clock, signal);
    }
  }
}

/** Exponential; the upper half of it is spread at random, so that clients do not come back in step. */
function backoff(failures: number, random: number): number {
  return Math.round(Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** failures) * (1 - random / 2));
}

function tooLongToWait({ message }: PacoreError, retryAfter: number): PacoreError {
  const seconds = Math.ceil(retryAfter / 1000);
  const patience = `It asks to wait ${seconds} s, which is too long; ask later.`;
  return new PacoreError('PACORE_OVERLOADED', `${message} ${patience}`, { retryAfterMs: retryAfter });
}
