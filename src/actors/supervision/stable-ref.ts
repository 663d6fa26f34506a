import { PacoreError } from '../../errors.ts';
import { rejectQuery } from '../query.ts';
import { deliver, tell, type ActorRef } from '../ref.ts';

/** A reference that outlives the incarnations of its actor. */
export interface StableRef<in out Message> {
  readonly ref: ActorRef<Message>;
  /** From now on messages go to `incarnation`. */
  readonly pointTo: (incarnation: ActorRef<Message>) => void;
}

/**
 * Makes a {@link StableRef}. It keeps nothing: a message goes at once to the latest incarnation, and if that has
 * stopped, is refused by it as a dead letter. Before the first incarnation there is no system to report to, so a message
 * that comes too early ends its query and becomes a process warning.
 */
export function stableRef<Message>(name: string): StableRef<Message> {
  let latest: ActorRef<Message> | undefined;
  return {
    ref: {
      name,
      [deliver]: (message) => (latest === undefined ? refuseEarly(name, message) : tell(latest, message)),
    },
    pointTo: (incarnation) => void (latest = incarnation),
  };
}

function refuseEarly(name: string, message: unknown): void {
  const error = new PacoreError('PACORE_DEAD_LETTER', `${name} has not been started yet; it takes no messages.`);
  process.emitWarning(error.message, 'PacoreWarning');
  rejectQuery(message, error);
}
