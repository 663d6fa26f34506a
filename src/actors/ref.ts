import { messageOf } from '../errors.ts';

/** The key under which a reference takes its messages; not exported from the package. */
export const deliver: unique symbol = Symbol('deliver');

/**
 * The address of an actor that takes `Message`. Unlike nact's own `Ref`, it is contravariant: a reference to an actor
 * of one message type is not accepted where another type is to be sent.
 */
export interface ActorRef<in Message> {
  /** For people and logs, such as `small-a#2`. */
  readonly name: string;
  readonly [deliver]: (message: Message) => void;
}

/** Sends a message and returns at once. Messages of one sender to one actor arrive in order, each at most once. */
export function tell<Message>(ref: ActorRef<Message>, message: Message): void {
  ref[deliver](message);
}

/**
 * A reference to a function, for replies that come to no actor, such as the deltas of a prompt. `callback` runs in the
 * sender's turn, so it should be quick; what it throws becomes a process warning, never the sender's crash.
 */
export function receiver<Message>(callback: (message: Message) => void, name = 'receiver'): ActorRef<Message> {
  return {
    name,
    [deliver](message) {
      try {
        callback(message);
      } catch (error) {
        process.emitWarning(`The callback of ${name} threw: ${messageOf(error)}`, 'PacoreWarning');
      }
    },
  };
}
