import { childSpec, type ChildDefinition, type ChildSpec } from '../../src/actors/supervision/child-spec.ts';
import type { SupervisionEvent } from '../../src/actors/supervision/events.ts';
import { tell, type ActorRef } from '../../src/actors/ref.ts';
import type { ActorDefinition } from '../../src/actors/system.ts';

/** What a child of the tests does on command. */
export type ChildCommand =
  | { readonly type: 'crash' }
  | { readonly type: 'leave' }
  | { readonly type: 'which'; readonly replyTo: ActorRef<string> };

/** How a child of the tests differs from an obedient one. */
export interface Quirks {
  /** Asked at each start; a start that fails throws. */
  readonly fails?: () => boolean;
  /** Awaited by each stop. */
  readonly release?: () => Promise<void>;
}

/** A child that enters its starts and stops in a diary, and crashes or leaves when told. */
export function diaryChild(
  id: string,
  write: (line: string) => void,
  { fails = () => false, release, ...spec }: Quirks & Omit<Partial<ChildDefinition<never, never>>, 'id' | 'start'> = {},
): ChildSpec<ChildCommand> {
  const definition: ActorDefinition<ChildCommand, string> = {
    start({ self }) {
      if (fails()) {
        write(`fail ${id}`);
        throw new Error(`${id} cannot`);
      }
      write(`start ${id}`);
      return self.name;
    },
    receive(name, message, { exit }) {
      switch (message.type) {
        case 'crash':
          throw new Error(`${id} broke`);
        case 'leave':
          exit();
          return name;
        case 'which':
          tell(message.replyTo, name);
          return name;
      }
    },
    stop() {
      write(`stop ${id}`);
      return release?.();
    },
  };
  return childSpec({ id, start: () => definition, ...spec });
}

/** An event as a line of the same diary. */
export function lineOf(event: SupervisionEvent): string {
  switch (event.type) {
    case 'child-started':
      return `up ${event.child}`;
    case 'child-exited':
      return `gone ${event.child}`;
    case 'child-left-behind':
      return `left ${event.child}`;
    case 'child-restarting':
      return `restart ${event.start.join(' ')} in ${event.delayMs}`;
    case 'supervisor-gave-up':
      return `${event.supervisor} gave up`;
  }
}
