/**
 * A circuit breaker (Nygard, Release It!, 2007) as a pure state machine: an endpoint that fails again and again is left
 * alone for a while, then one prompt tries whether it works again.
 */

/** When it opens, and for how long. */
export interface BreakerPolicy {
  /** Prompts that must fail in a row, at least 1. */
  readonly failures: number;
  /** Milliseconds until one prompt may try again. */
  readonly cooldown: number;
}

/** Closed: prompts pass. Open: none does before `until`. Half-open: one is on its way, as a probe. */
export type BreakerState =
  | { readonly type: 'closed'; /** Failures in a row so far. */ readonly failures: number }
  | { readonly type: 'open'; /** By a clock that only goes on, in milliseconds. */ readonly until: number }
  | { readonly type: 'half-open' };

/** What a prompt passed as; its end is settled with it. */
export type Ticket = 'regular' | 'probe';

/** How a prompt ended, for the breaker; `abandoned` says nothing of the endpoint. */
export type Outcome = 'succeeded' | 'failed' | 'abandoned';

/** Whether a prompt may pass; `retryAt` is null while a probe is on its way. */
export type Admission =
  | { readonly state: BreakerState; readonly ticket: Ticket }
  | { readonly state: BreakerState; readonly ticket: null; readonly retryAt: number | null };

/** Where a breaker begins. */
export const CLOSED: BreakerState = { type: 'closed', failures: 0 };

/** Lets a prompt pass or not; every one that passes is settled later. */
export function admit(state: BreakerState, now: number): Admission {
  switch (state.type) {
    case 'closed':
      return { state, ticket: 'regular' };
    case 'open':
      return now >= state.until
        ? { state: { type: 'half-open' }, ticket: 'probe' }
        : { state, ticket: null, retryAt: state.until };
    case 'half-open':
      return { state, ticket: null, retryAt: null };
  }
}

/** The state after a prompt that had passed has ended. */
export function settle(
  policy: BreakerPolicy,
  state: BreakerState,
  ticket: Ticket,
  outcome: Outcome,
  now: number,
): BreakerState {
  if (ticket === 'probe') return afterProbe(policy, outcome, now);
  // What passed before the breaker opened is no news of the time since.
  if (state.type !== 'closed' || outcome === 'abandoned') return state;
  if (outcome === 'succeeded') return CLOSED;
  const failures = state.failures + 1;
  return failures >= policy.failures ? open(policy, now) : { type: 'closed', failures };
}

function afterProbe(policy: BreakerPolicy, outcome: Outcome, now: number): BreakerState {
  switch (outcome) {
    case 'succeeded':
      return CLOSED;
    case 'failed':
      return open(policy, now);
    case 'abandoned':
      return { type: 'open', until: now }; // The next prompt is the probe.
  }
}

function open({ cooldown }: BreakerPolicy, now: number): BreakerState {
  return { type: 'open', until: now + cooldown };
}
