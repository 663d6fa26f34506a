import type { Failure } from '../errors.ts';
import { backoffDelay, type BackoffPolicy } from './backoff.ts';

/** OTP's restart types: always, only after a crash, never. */
export type RestartType = 'permanent' | 'transient' | 'temporary';

/** How often a member may restart, and how soon. Counted per member, unlike OTP's per supervisor: members are independent. */
export interface RestartPolicy {
  /** Restarts allowed within `period`; one more gives the member up. 0 allows none. */
  readonly intensity: number;
  /** Milliseconds. A member that was quiet for so long starts again with the shortest backoff. */
  readonly period: number;
  readonly backoff: BackoffPolicy;
}

/** What to do about a model actor that is gone. */
export type RestartDirective =
  | { readonly type: 'restart'; readonly delayMs: number }
  /** With `againMs` it is tried once more all the same, after so many milliseconds. */
  | { readonly type: 'give-up'; readonly reason: string; readonly againMs?: number }
  | { readonly type: 'leave-stopped' };

/** All that the decision depends on. */
export interface RestartCase {
  readonly restart: RestartType;
  /** Why it is gone; null when it ended by itself without a fault. */
  readonly failure: Failure | null;
  /** Whether it runs on a machine of somebody else's, which may come back by itself: a load that fails is no fault of ours. */
  readonly isRemote: boolean;
  /** When the member restarted before, in milliseconds, oldest first. */
  readonly history: readonly number[];
  readonly now: number;
  /** 0..1, for the jitter. */
  readonly random: number;
}

/** Decides; the supervisor carries it out. */
export function decideRestart(
  policy: RestartPolicy,
  { restart, failure, isRemote, history, now, random }: RestartCase,
): RestartDirective {
  if (restart === 'temporary') {
    return failure === null
      ? { type: 'leave-stopped' }
      : { type: 'give-up', reason: `temporary, and it failed: ${failure.message}` };
  }
  if (restart === 'transient' && failure === null) return { type: 'leave-stopped' };
  if (failure?.retryable === false) return { type: 'give-up', reason: failure.message };
  const recent = recentRestarts(history, policy.period, now).length;
  const delayMs = backoffDelay(policy.backoff, recent, random);
  if (recent >= policy.intensity) {
    const cause = failure === null ? '' : `; last: ${failure.message}`;
    const reason = `more than ${policy.intensity} restarts within ${policy.period} ms${cause}`;
    const mayComeBack = isRemote && failure?.code === 'PACORE_MODEL_LOAD';
    return { type: 'give-up', reason, ...(mayComeBack && { againMs: delayMs }) };
  }
  return { type: 'restart', delayMs };
}

/** The restarts that still count: those within `period` before `now`. */
export function recentRestarts(history: readonly number[], period: number, now: number): readonly number[] {
  return history.filter((at) => now - at < period);
}
