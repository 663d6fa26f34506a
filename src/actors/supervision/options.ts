import { PacoreError } from '../../errors.ts';
import type { BackoffPolicy } from '../backoff.ts';
import { receiver, tell } from '../ref.ts';
import type { RestartPolicy } from '../restart-policy.ts';
import type { ChildSpec } from './child-spec.ts';
import { isDuration, LONGEST_MS } from './duration.ts';
import type { SupervisionEvent } from './events.ts';
import type { SupervisionStrategy } from './strategy.ts';

/** What a supervisor needs; everything but `children` has a default. */
export interface SupervisorOptions {
  /** Started from the first to the last, each once the one before it is up; stopped from the last to the first. */
  readonly children: readonly ChildSpec<never>[];
  /** `one_for_one` unless given. */
  readonly strategy?: SupervisionStrategy;
  /** Restarts allowed within `period`, of all children together; one more and the supervisor gives up. From 0; 3 unless given. */
  readonly intensity?: number;
  /** Milliseconds, above 0; 5000 unless given. After a `period` without restarts the backoff is the shortest again. */
  readonly period?: number;
  /** What is left out is as in `{ min: 200, max: 10_000, factor: 2, jitter: 0.2 }`. */
  readonly backoff?: Partial<BackoffPolicy>;
  /** Should be quick: the supervisor waits for it. What it throws becomes a process warning. */
  readonly onEvent?: (event: SupervisionEvent) => void;
  /** 0..1, exclusive of 1, for the jitter; `Math.random` unless given. */
  readonly random?: () => number;
}

/** The options with their defaults, checked. */
export interface SupervisorSettings extends Required<Pick<SupervisorOptions, 'children' | 'strategy' | 'random'>> {
  readonly policy: RestartPolicy;
  /** Never throws. */
  readonly emit: (event: SupervisionEvent) => void;
}

const BACKOFF: BackoffPolicy = { min: 200, max: 10_000, factor: 2, jitter: 0.2 };

/**
 * Fills in the defaults.
 *
 * @throws PacoreError PACORE_USAGE naming the option that cannot be right
 */
export function supervisorSettings(options: SupervisorOptions): SupervisorSettings {
  const { children, strategy = 'one_for_one', onEvent = () => undefined, random = Math.random } = options;
  const { intensity = 3, period = 5000 } = options;
  const backoff = { ...BACKOFF, ...options.backoff };
  const policy: RestartPolicy = { intensity, period, backoff };
  checkIds(children);
  checkPolicy(policy);
  const events = receiver(onEvent, 'onEvent');
  return { children, strategy, policy, random, emit: (event) => tell(events, event) };
}

function checkIds(children: readonly ChildSpec<never>[]): void {
  const ids = new Set<string>();
  for (const { id } of children) {
    if (ids.has(id)) throw new PacoreError('PACORE_USAGE', `There are two children "${id}"; ids are unique.`);
    ids.add(id);
  }
}

function checkPolicy({ intensity, period, backoff: { min, max, factor, jitter } }: RestartPolicy): void {
  const milliseconds = `milliseconds, 0 to ${LONGEST_MS}`;
  const rules: readonly (readonly [name: string, value: number, isRight: boolean, wanted: string])[] = [
    ['intensity', intensity, Number.isSafeInteger(intensity) && intensity >= 0, 'a whole number from 0'],
    ['period', period, isDuration(period) && period > 0, `${milliseconds}, above 0`],
    ['backoff.min', min, isDuration(min), milliseconds],
    ['backoff.max', max, isDuration(max), milliseconds],
    ['backoff.factor', factor, Number.isFinite(factor) && factor >= 1, 'a number from 1'],
    ['backoff.jitter', jitter, jitter >= 0 && jitter <= 1, 'a number from 0 to 1'],
  ];
  for (const [name, value, isRight, wanted] of rules) {
    if (!isRight) throw new PacoreError('PACORE_USAGE', `${name} is ${value}; give ${wanted}.`);
  }
}
