/** What a committee asks its actors. */
import type { MemberState, ReplicaLoad, RouterCommand, SupervisorCommand } from '../actors/protocol.ts';
import { query } from '../actors/query.ts';
import type { ActorRef } from '../actors/ref.ts';
import { fromFailure, PacoreError } from '../errors.ts';

/** They reply in their next turn, which takes microseconds. */
const TIMEOUT_MS = 5000;

/** A model that is stopped may have to end what it computes. */
const RESTART_TIMEOUT_MS = 30_000;

/** The members as the supervisor tells them. */
export async function listMembers(supervisor: ActorRef<SupervisorCommand>): Promise<readonly MemberState[]> {
  const reply = await query(supervisor, (replyTo) => ({ type: 'list-members', replyTo }), { timeoutMs: TIMEOUT_MS });
  if (reply.type === 'members') return reply.members;
  throw reply.type === 'command-failed' ? fromFailure(reply.error) : new PacoreError('PACORE_INTERNAL', 'Not a list.');
}

/** What the replicas have to do, as the router tells it. */
export async function listLoads(router: ActorRef<RouterCommand>): Promise<readonly ReplicaLoad[]> {
  const reply = await query(router, (replyTo) => ({ type: 'load', replyTo }), { timeoutMs: TIMEOUT_MS });
  if (reply.type === 'load') return reply.replicas;
  throw reply.type === 'command-failed' ? fromFailure(reply.error) : new PacoreError('PACORE_INTERNAL', 'Not a load.');
}

/**
 * Stops a member and starts it anew, its restarts forgotten; resolves when it is starting.
 * @throws PacoreError PACORE_USAGE when there is no such member
 */
export async function restartMember(supervisor: ActorRef<SupervisorCommand>, id: string): Promise<MemberState> {
  const timeoutMs = RESTART_TIMEOUT_MS;
  const reply = await query(supervisor, (replyTo) => ({ type: 'restart-member', id, replyTo }), { timeoutMs });
  if (reply.type === 'member') return reply.member;
  throw reply.type === 'command-failed'
    ? fromFailure(reply.error)
    : new PacoreError('PACORE_INTERNAL', 'Not a member.');
}
