import { PacoreError } from '../../errors.ts';
import { createdLate } from '../own-actor.ts';
import type { ActorRef } from '../ref.ts';
import type { RestartType } from '../restart-policy.ts';
import type { ActorDefinition, Spawn, SpawnOptions } from '../system.ts';
import { isDuration, LONGEST_MS } from './duration.ts';
import { stableRef } from './stable-ref.ts';

/** The key under which a supervisor starts a child; not exported from the package. */
export const incarnate: unique symbol = Symbol('incarnate');

/** How a child comes and goes; made by {@link childSpec}. It belongs to one place in one tree. */
export interface ChildSpec<in Message> {
  readonly id: string;
  readonly restart: RestartType;
  /** Milliseconds that the child's own `stop` may take before the child is left behind. */
  readonly shutdown: number;
  /**
   * Stays the same over all incarnations, also when the supervisor above is restarted. Each message is delivered at most
   * once and never kept: while no incarnation runs it is a dead letter, which is reported and ends its query at once.
   */
  readonly ref: ActorRef<Message>;
  /** Starts the next incarnation, with which `ref` is connected from now on. */
  readonly [incarnate]: (spawn: Spawn, options: SpawnOptions, onStarted: () => void) => ActorRef<never>;
}

/** What {@link childSpec} needs; everything but `id` and `start` has a default. */
export interface ChildDefinition<Message, State> {
  /** Unique among its siblings. */
  readonly id: string;
  /** Called for each incarnation, in the child's own turn: what it throws is the child's crash. */
  readonly start: () => ActorDefinition<Message, State>;
  /** `permanent` unless given. */
  readonly restart?: RestartType;
  /** Milliseconds, at least 0; 5000 unless given. */
  readonly shutdown?: number;
}

/**
 * Specifies a child of a supervisor and makes the reference to it.
 *
 * @throws PacoreError PACORE_USAGE when `id` is empty or `shutdown` is no number of milliseconds
 */
export function childSpec<Message, State>(definition: ChildDefinition<Message, State>): ChildSpec<Message> {
  const { id, start, restart = 'permanent', shutdown = 5000 } = definition;
  if (id === '') throw new PacoreError('PACORE_USAGE', 'A child needs an id that is not empty.');
  if (!isDuration(shutdown)) {
    throw new PacoreError('PACORE_USAGE', `${id}: shutdown is ${shutdown}; give milliseconds, 0 to ${LONGEST_MS}.`);
  }
  const { ref, pointTo } = stableRef<Message>(id);
  return {
    id,
    restart,
    shutdown,
    ref,
    [incarnate](spawn, options, onStarted) {
      const incarnation = spawn(createdLate(start, onStarted), options);
      pointTo(incarnation);
      return incarnation;
    },
  };
}
