import type { ActorDefinition } from './system.ts';

/** A user's actor and its state. */
interface Created<Message> {
  readonly definition: ActorDefinition<Message, unknown>;
  state: unknown;
}

/**
 * A user's actor, made in its own first turn: if making it throws, that is its crash and not its supervisor's.
 * `onStarted` is called once it is up.
 */
export function createdLate<Message>(
  create: () => ActorDefinition<Message, unknown>,
  onStarted: () => void,
): ActorDefinition<Message, Created<Message>> {
  let created: Created<Message> | undefined;
  return {
    start(context) {
      const definition = create();
      created = { definition, state: definition.start(context) };
      if (definition.whenStarted === undefined) onStarted();
      else definition.whenStarted(created.state, onStarted);
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
