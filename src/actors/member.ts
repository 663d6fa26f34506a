/** What the supervisor remembers of a member, and how it tells of it. */
import type { Cancel } from '../clock.ts';
import type { Failure } from '../errors.ts';
import type { ModelInfo } from '../models/backend.ts';
import type { MemberSpec } from './member-spec.ts';
import type { ModelCommand } from './model-protocol.ts';
import type { MemberState, MemberStatus, SupervisorReply } from './protocol.ts';
import type { ActorRef } from './ref.ts';

/** What shall become of a member: go on, or what a command asked for. */
export type Intent = 'run' | 'drain' | 'remove' | 'restart';

/** One model actor of a member, through all its incarnations. */
export interface Replica {
  /** The present incarnation's, or the last one's. */
  name: string;
  status: MemberState['replicas'][number]['status'];
  /** Null while there is no actor. */
  ref: ActorRef<ModelCommand> | null;
  info: ModelInfo | null;
  /** Calls off the restart that is scheduled, if one is; one that was given up may have one too. */
  cancelRestart: Cancel | null;
  /** Calls off the end of its patience with a drain, if that runs. */
  cancelDrain: Cancel | null;
}

/** A member with its replicas. */
export interface Member {
  readonly spec: MemberSpec;
  readonly replicas: readonly Replica[];
  intent: Intent;
  /** Commands that are answered when the intent is fulfilled. */
  readonly waiting: ActorRef<SupervisorReply>[];
  /** When it restarted, in milliseconds, oldest first. */
  history: readonly number[];
  /** Model actors started so far; numbers their names. */
  incarnations: number;
  /** Why it was given up, if so. */
  givenUp: string | null;
  /** That it is given up was told; until a replica of it is ready again. */
  isAway: boolean;
  lastError: Failure | null;
}

/** A member of which nothing has been started yet. */
export function createMember(spec: MemberSpec): Member {
  const replica = (): Replica => {
    return { name: spec.id, status: 'stopped', ref: null, info: null, cancelRestart: null, cancelDrain: null };
  };
  return {
    spec,
    replicas: Array.from({ length: spec.replicas }, replica),
    intent: 'run',
    waiting: [],
    history: [],
    incarnations: 0,
    givenUp: null,
    isAway: false,
    lastError: null,
  };
}

/** The member as others see it. */
export function memberState(member: Member, restarts: number): MemberState {
  return {
    id: member.spec.id,
    model: member.spec.model,
    status: statusOf(member),
    reason: member.givenUp,
    slots: member.spec.slots * member.spec.replicas,
    terms: member.spec.terms,
    replicas: member.replicas.map(({ name, status, info }) => ({ name, status, info })),
    restarts,
    lastError: member.lastError,
  };
}

function statusOf({ intent, replicas, isAway }: Member): MemberStatus {
  const some = (status: Replica['status']) => replicas.some((replica) => replica.status === status);
  const stopped = replicas.every(({ status }) => status === 'stopped');
  switch (intent) {
    case 'drain':
      return stopped ? 'drained' : 'draining';
    case 'remove':
      return 'stopping';
    case 'restart':
      return 'restarting';
    case 'run':
      if (some('ready')) return 'ready';
      if (stopped || isAway) return 'given-up';
      return some('starting') ? 'starting' : 'restarting';
  }
}
