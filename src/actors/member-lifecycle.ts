/** How a member's model actors come and go: started, ready, taken down, restarted as the policy says, or given up. */
import type { Clock } from '../clock.ts';
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { ModelInfo } from '../models/backend.ts';
import { STOP_GRACE_MS } from './in-time.ts';
import type { Member, Replica } from './member.ts';
import { modelActor } from './model.ts';
import { createdLate } from './own-actor.ts';
import type { Vigilance } from './probing.ts';
import { tell, type ActorRef } from './ref.ts';
import type { ReplicaNotice } from './replica-notice.ts';
import { decideRestart, recentRestarts, type RestartPolicy } from './restart-policy.ts';
import type { Spawn } from './system.ts';

/** What the lifecycle works with. */
export interface Lifecycle {
  readonly policy: RestartPolicy;
  readonly vigilance: Vigilance;
  readonly router: ActorRef<ReplicaNotice>;
  readonly clock: Clock;
  readonly emit: Emit;
  /** 0..1, for the jitter. */
  readonly random: () => number;
}

/** What a replica reports to the supervisor. `name` is the incarnation's, so that an old one's late words are ignored. */
export type ReplicaReport = { readonly member: string; readonly name: string } & (
  | { readonly type: 'replica-ready'; readonly info: ModelInfo }
  | { readonly type: 'replica-crashed'; readonly error: PacoreError }
  | { readonly type: 'replica-drained' }
  | { readonly type: 'replica-gone'; readonly error: PacoreError | undefined }
  | { readonly type: 'restart-due' }
);

/** Starts the next incarnation of a replica under the supervisor, to which it reports. */
export function startReplica(
  member: Member,
  replica: Replica,
  supervisor: { readonly self: ActorRef<ReplicaReport>; readonly spawn: Spawn },
  { emit, clock, vigilance }: Lifecycle,
): void {
  const { id, run, model, slots } = member.spec;
  member.incarnations += 1;
  const name = `${id}#${member.incarnations}`;
  const key = { member: id, name };
  const report = (message: ReplicaReport) => tell(supervisor.self, message);
  const onReady = (info: ModelInfo) => report({ ...key, type: 'replica-ready', info });
  replica.name = name;
  replica.status = 'starting';
  emit({ type: 'model-starting', member: id, replica: name });
  const watch = {
    name,
    onCrash: (error: PacoreError) => report({ ...key, type: 'replica-crashed', error }),
    onExit: (error: PacoreError | undefined) => report({ ...key, type: 'replica-gone', error }),
  };
  const onStarted = () => onReady({ model, slots, contextSize: null, parameters: null, device: null });
  replica.ref =
    run.type === 'backend'
      ? supervisor.spawn(modelActor({ ...vigilance, create: run.create, onReady, clock }), watch)
      : supervisor.spawn(createdLate(run.create, onStarted), { ...watch, shutdownMs: run.shutdown ?? STOP_GRACE_MS });
}

/** A replica can take prompts. */
export function announceReady(member: Member, replica: Replica, info: ModelInfo, { router, emit }: Lifecycle): void {
  if (replica.status !== 'starting' || replica.ref === null) return;
  const { id, terms } = member.spec;
  const { name, ref } = replica;
  replica.status = 'ready';
  Object.assign(member, { givenUp: null, isAway: false } satisfies Partial<Member>);
  replica.info = info;
  tell(router, { type: 'replica-up', member: id, name, ref, slots: info.slots, weight: terms.weight });
  emit({ type: 'model-ready', member: id, replica: name, info });
}

/** A replica stops: what it runs fails at once with `failure`, before its release is through. */
export function takeDown(member: Member, replica: Replica, failure: Failure, { router }: Lifecycle): void {
  replica.status = 'stopping';
  replica.info = null;
  tell(router, { type: 'replica-down', member: member.spec.id, name: replica.name, error: failure });
}

/** A replica that should run is gone: restart it after its backoff, or leave it, as the policy decides. */
export function replace(
  member: Member,
  replica: Replica,
  failure: Failure | null,
  self: ActorRef<ReplicaReport>,
  { policy, clock, emit, random }: Lifecycle,
): void {
  const now = clock.monotonic();
  const { id, restart, run } = member.spec;
  const { name } = replica;
  const isRemote = run.type === 'backend' && run.isRemote === true;
  const restartIn = (delayMs: number) => {
    const due = () => tell(self, { type: 'restart-due', member: id, name });
    member.history = [...member.history, now];
    replica.cancelRestart = clock.schedule(delayMs, due);
  };
  member.history = recentRestarts(member.history, policy.period, now);
  const directive = decideRestart(policy, {
    restart,
    failure,
    isRemote,
    history: member.history,
    now,
    random: random(),
  });
  switch (directive.type) {
    case 'restart':
      restartIn(directive.delayMs);
      replica.status = 'restarting';
      emit({ type: 'model-restarting', member: id, replica: name, delayMs: directive.delayMs });
      return;
    case 'give-up':
      member.givenUp = directive.reason;
      if (directive.againMs !== undefined) restartIn(directive.againMs);
      return;
    case 'leave-stopped':
      return;
  }
}

/** No replica is left: prompts to this member fail until someone restarts it, or a remote one has come back by itself. */
export function giveUp(member: Member, { router, emit }: Lifecycle): void {
  if (member.isAway) return;
  member.isAway = true;
  const { id } = member.spec;
  const reason = member.givenUp ?? 'it has stopped';
  tell(router, { type: 'member-away', member: id, error: memberAway(id, reason) });
  emit({ type: 'member-given-up', member: id, reason });
}

/** The failure of a prompt to a member that does not answer prompts now. */
export function memberAway(id: string, reason: string): Failure {
  return toFailure(new PacoreError('PACORE_MEMBER_AWAY', `${id} takes no prompts: ${reason}.`));
}
