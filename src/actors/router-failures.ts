/** Why the router itself fails a prompt, in words for people. */
import { PacoreError, toFailure, type Failure } from '../errors.ts';

/** Nobody of that name. */
export function unknownMember(known: Iterable<string>, id: string): Failure {
  const names = [...known].join(', ') || 'none';
  return toFailure(new PacoreError('PACORE_MEMBER_AWAY', `There is no member "${id}"; members: ${names}.`));
}

/** Two prompts under way must not share an id. */
export function takenId(requestId: string): Failure {
  const message = `The request "${requestId}" is under way already; choose another id.`;
  return toFailure(new PacoreError('PACORE_USAGE', message));
}

/** What came from a model actor is no reply. */
export function malformedReply(member: string): Failure {
  return toFailure(new PacoreError('PACORE_GENERATION', `The actor of ${member} sent a reply that is none.`));
}

/**
 * @param addressee in words, such as `a member`
 * @param retryAfterMs when there should be room again
 */
export function overloaded(addressee: string, maxQueue: number, retryAfterMs: number): Failure {
  const seconds = (retryAfterMs / 1000).toFixed(retryAfterMs < 10_000 ? 1 : 0);
  const message =
    `${maxQueue} prompts already wait for ${addressee}; ` +
    `ask again in about ${seconds} s, add replicas, or raise router.maxQueue.`;
  return toFailure(new PacoreError('PACORE_OVERLOADED', message, { retryAfterMs }));
}

/** The prompt was called off before a replica had room for it. */
export function cancelledWhileWaiting(): Failure {
  return toFailure(new PacoreError('PACORE_ABORTED', 'Cancelled while waiting.'));
}

/** Nobody waits for the answer any more. */
export function pastDeadline(): Failure {
  return toFailure(new PacoreError('PACORE_DEADLINE', 'The prompt was not answered before its deadline.'));
}
