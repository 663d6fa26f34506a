import type { ModelCommand } from './model-protocol.ts';
import type { ActorDefinition } from './system.ts';

/** A user's actor and its state. */
interface Created {
  readonly definition: ActorDefinition<ModelCommand, unknown>;
  state: unknown;
}

/**
 * A user's actor, made in its own first turn: if making it throws, that is its crash and not its supervisor's.
 * `onStarted` is called once it has started.
 */
export function createdLate(
  create: () => ActorDefinition<ModelCommand, unknown>,
  onStarted: () => void,
): ActorDefinition<ModelCommand, Created> {
  let created: Created | undefined;
  return {
    start(context) {
      const definition = create();
      created = { definition, state: definition.start(context) };
      onStarted();
      return created;
    },
    receive(own, command, context) {
      own.state = own.definition.receive(own.state, command, context);
      return own;
    },
    stop: ({ definition, state }, error) => definition.stop?.(state, error),
    refuse: (command, error) => created?.definition.refuse?.(command, error),
  };
}
