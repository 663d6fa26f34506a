/** What a supervisor does about a child that is gone: OTP's strategies, as a pure function. */
import type { Failure } from '../../errors.ts';
import { backoffDelay } from '../backoff.ts';
import { recentRestarts, type RestartPolicy, type RestartType } from '../restart-policy.ts';

/** Who restarts with a failed child: nobody, those started after it, or all. */
export type SupervisionStrategy = 'one_for_one' | 'rest_for_one' | 'one_for_all';

/** A child, as far as the decision depends on it. */
export interface ChildStanding {
  readonly id: string;
  readonly restart: RestartType;
  /** An incarnation of it is there: starting, running or stopping. */
  readonly alive: boolean;
}

/** A child is gone, and all that the decision about it depends on. */
export interface ChildExit {
  readonly strategy: SupervisionStrategy;
  /** Counted for all children together. */
  readonly policy: RestartPolicy;
  /** The children before it, in the order of their start. */
  readonly before: readonly ChildStanding[];
  readonly exited: ChildStanding;
  /** Those after it. */
  readonly after: readonly ChildStanding[];
  /** Why it is gone; null when it ended by itself without a fault. */
  readonly failure: Failure | null;
  /** No incarnation of it ever got through its start. */
  readonly neverUp: boolean;
  /** When children restarted before, in milliseconds, oldest first. */
  readonly history: readonly number[];
  readonly now: number;
  /** 0..1, exclusive of 1, for the jitter. */
  readonly random: number;
}

/** Stop these one after the other, wait, start those one after the other. */
export interface Restart {
  readonly type: 'restart';
  /** Ids, last started first. */
  readonly stop: readonly string[];
  /** Ids, in the order of the specs. */
  readonly start: readonly string[];
  /** Milliseconds between the last stop and the first start. */
  readonly delayMs: number;
}

/** What to do. Giving up means that the supervisor stops all of its children and crashes. */
export type ExitDirective =
  { readonly type: 'leave-stopped' } | Restart | { readonly type: 'give-up'; readonly reason: string };

/** Decides; the supervisor carries it out. */
export function decideExit(exit: ChildExit): ExitDirective {
  const { policy, exited, failure, neverUp, history, now, random } = exit;
  if (neverUp && failure !== null) {
    return { type: 'give-up', reason: `${exited.id} could not start: ${failure.message}` };
  }
  if (!isRestarted(exited.restart, failure)) return { type: 'leave-stopped' };
  const recent = recentRestarts(history, policy.period, now).length;
  if (recent >= policy.intensity) {
    const cause = failure === null ? 'it ended' : failure.message;
    const reason = `more than ${policy.intensity} restarts within ${policy.period} ms; last ${exited.id}: ${cause}`;
    return { type: 'give-up', reason };
  }
  const affected = affectedBy(exit);
  return {
    type: 'restart',
    stop: idsOf(affected.filter(({ alive }) => alive)).reverse(),
    // As in OTP, a temporary child that has to go with another one does not come back, and a transient one that had
    // ended does.
    start: idsOf(affected.filter(({ restart }) => restart !== 'temporary')),
    delayMs: backoffDelay(policy.backoff, recent, random),
  };
}

function isRestarted(restart: RestartType, failure: Failure | null): boolean {
  return restart === 'permanent' || (restart === 'transient' && failure !== null);
}

function affectedBy({ strategy, before, exited, after }: ChildExit): readonly ChildStanding[] {
  switch (strategy) {
    case 'one_for_one':
      return [exited];
    case 'rest_for_one':
      return [exited, ...after];
    case 'one_for_all':
      return [...before, exited, ...after];
  }
}

function idsOf(children: readonly ChildStanding[]): string[] {
  return children.map(({ id }) => id);
}
