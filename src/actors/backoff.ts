/** How long to wait before the next restart: exponential, capped, with jitter so that restarts do not march in step. */
export interface BackoffPolicy {
  /** Milliseconds before the first restart. */
  readonly min: number;
  /** Milliseconds at most, before jitter. */
  readonly max: number;
  /** Growth from one restart to the next, at least 1. */
  readonly factor: number;
  /** 0..1: the delay is spread evenly over ± this part of itself. */
  readonly jitter: number;
}

/**
 * The delay before restart number `restarts` (0 for the first), in whole milliseconds.
 * @param random 0..1, exclusive of 1
 */
export function backoffDelay(policy: BackoffPolicy, restarts: number, random: number): number {
  const delay = Math.min(policy.max, policy.min * policy.factor ** restarts);
  return Math.round(delay * (1 + policy.jitter * (2 * random - 1)));
}
