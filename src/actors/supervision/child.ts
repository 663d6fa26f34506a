import type { PacoreError } from '../../errors.ts';
import { tell, type ActorRef } from '../ref.ts';
import type { ActorContext, SpawnOptions } from '../system.ts';
import { incarnate, type ChildSpec } from './child-spec.ts';
import type { SupervisorSettings } from './options.ts';

/** A child and its latest incarnation. */
export interface Child {
  readonly spec: ChildSpec<never>;
  /** Its index among the specs: its siblings stop before it or after it by theirs. */
  readonly place: number;
  incarnations: number;
  status: 'starting' | 'running' | 'stopping' | 'stopped';
  ref: ActorRef<never> | null;
  /** No incarnation of it ever got through its start. */
  neverUp: boolean;
}

/** What an incarnation reports to the supervisor. `name` is its own, so that an old one's late words are ignored. */
export type ChildReport =
  | { readonly type: 'child-started'; readonly name: string }
  | { readonly type: 'child-gone'; readonly name: string; readonly error: PacoreError | undefined };

/** A child that has not been started. */
export function createChild(spec: ChildSpec<never>, place: number): Child {
  return { spec, place, incarnations: 0, status: 'stopped', ref: null, neverUp: true };
}

/** The latest incarnation's name. */
export function nameOf({ spec, incarnations }: Child): string {
  return `${spec.id}#${incarnations}`;
}

/** Starts the next incarnation below the supervisor, to which it reports. */
export function startChild(
  child: Child,
  { self, spawn }: Pick<ActorContext<ChildReport>, 'self' | 'spawn'>,
  emit: SupervisorSettings['emit'],
): void {
  const { spec, place } = child;
  child.incarnations += 1;
  child.status = 'starting';
  const name = nameOf(child);
  const { id, shutdown } = spec;
  const watch: SpawnOptions = {
    name,
    place,
    shutdownMs: shutdown,
    onLeftBehind: () => emit({ type: 'child-left-behind', supervisor: self.name, child: id, name, shutdown }),
    onExit: (error) => tell(self, { type: 'child-gone', name, error }),
  };
  child.ref = spec[incarnate](spawn, watch, () => tell(self, { type: 'child-started', name }));
}

/** Asks the latest incarnation to stop, if there is one; it reports once it is gone. */
export function stopChild(child: Child, stop: ActorContext<never>['stop']): void {
  if (child.ref === null) return;
  child.status = 'stopping';
  void stop(child.ref);
}
