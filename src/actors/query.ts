import { PacoreError } from '../errors.ts';
import { receiver, tell, type ActorRef } from './ref.ts';

/** Queries under way, by the message that carries them, so that a dead letter ends its query at once. */
const pending = new WeakMap<object, (error: PacoreError) => void>();

/** What the commands of an actor are answered with. */
export type ReplyOf<Command> = Command extends { readonly replyTo: ActorRef<infer Reply> } ? Reply : never;

/**
 * Sends a command that carries a `replyTo` and resolves with the first reply.
 *
 *     const reply = await query(supervisor, (replyTo) => ({ type: 'list-members', replyTo }), { timeoutMs: 1000 })
 *
 * @throws PacoreError PACORE_QUERY_TIMEOUT after `timeoutMs`, PACORE_DEAD_LETTER when the actor has stopped
 */
// `Given` keeps the literal type of the command, which plain `Command` would widen to string.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function query<Command extends object, const Given extends Command>(
  ref: ActorRef<Command>,
  makeCommand: (replyTo: ActorRef<ReplyOf<Command>>) => Given,
  options: { readonly timeoutMs: number },
): Promise<ReplyOf<Command>> {
  return new Promise((resolve, reject) => {
    const replyTo = receiver<ReplyOf<Command>>((reply) => {
      clearTimeout(timer);
      resolve(reply);
    }, `reply of ${ref.name}`);
    const command = makeCommand(replyTo);
    const timer = setTimeout(() => {
      reject(new PacoreError('PACORE_QUERY_TIMEOUT', `${ref.name} did not reply within ${options.timeoutMs} ms.`));
    }, options.timeoutMs);
    pending.set(command, (error) => {
      clearTimeout(timer);
      reject(error);
    });
    tell(ref, command);
  });
}

/** Ends the query that `message` carried, if it is one. */
export function rejectQuery(message: unknown, error: PacoreError): void {
  if (typeof message === 'object' && message !== null) pending.get(message)?.(error);
}
