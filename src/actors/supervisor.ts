/**
 * The supervisor: starts the members' model actors, hears of their ends, and takes the commands that add, drain,
 * restart and remove members. One for one: a member's fault is no other member's business.
 */
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import { STOP_GRACE_MS } from './in-time.ts';
import {
  announceReady,
  giveUp,
  memberAway,
  replace,
  startReplica,
  takeDown,
  type Lifecycle,
  type ReplicaReport,
} from './member-lifecycle.ts';
import type { MemberSpec } from './member-spec.ts';
import { createMember, memberState, type Intent, type Member, type Replica } from './member.ts';
import type { SupervisorCommand, SupervisorReply } from './protocol.ts';
import { receiver, tell, type ActorRef } from './ref.ts';
import { recentRestarts } from './restart-policy.ts';
import { ANY } from './router-state.ts';
import type { ActorContext, ActorDefinition } from './system.ts';

type Message = SupervisorCommand | ReplicaReport;
type State = Map<string, Member>;
type Context = ActorContext<Message>;
type ReplyTo = ActorRef<SupervisorReply>;

/** The supervisor's behaviour. */
export function supervisorActor(lifecycle: Lifecycle): ActorDefinition<Message, State> {
  return {
    start: () => new Map(),
    receive(members, message, context) {
      switch (message.type) {
        case 'add-member':
          addMember(members, message.spec, message.replyTo, context, lifecycle);
          return members;
        case 'remove-member':
          return pursue('remove', members, message.id, message.replyTo, context, lifecycle);
        case 'drain-member':
          return pursue('drain', members, message.id, message.replyTo, context, lifecycle);
        case 'restart-member':
          return pursue('restart', members, message.id, message.replyTo, context, lifecycle);
        case 'list-members':
          tell(message.replyTo, { type: 'members', members: [...members.values()].map((m) => stateOf(m, lifecycle)) });
          return members;
        default:
          return hear(members, message, context, lifecycle);
      }
    },
    stop(members) {
      const closed = toFailure(new PacoreError('PACORE_CLOSED', 'PaCoRe is closing.'));
      for (const { replicas, waiting } of members.values()) {
        for (const { cancelRestart, cancelDrain } of replicas) {
          cancelRestart?.();
          cancelDrain?.();
        }
        for (const replyTo of waiting) tell(replyTo, { type: 'command-failed', error: closed });
      }
    },
    refuse(message, error) {
      if ('replyTo' in message) tell(message.replyTo, { type: 'command-failed', error: toFailure(error) });
    },
  };
}

function addMember(members: State, spec: MemberSpec, replyTo: ReplyTo, context: Context, lifecycle: Lifecycle): void {
  const refusal = whyNotAdd(members, spec);
  if (refusal !== null) return tell(replyTo, { type: 'command-failed', error: refusal });
  const member = createMember(spec);
  members.set(spec.id, member);
  begin(member, context, lifecycle);
  tell(replyTo, { type: 'member', member: stateOf(member, lifecycle) });
}

function whyNotAdd(members: State, { id, run, replicas, slots, terms }: MemberSpec): Failure | null {
  const refuse = (message: string) => toFailure(new PacoreError('PACORE_USAGE', message));
  if (id === '' || id === ANY) return refuse(`"${id}" cannot be a member's id; choose another name.`);
  if (members.has(id)) return refuse(`There is a member "${id}" already; ids are unique.`);
  for (const [name, value] of Object.entries({ replicas, slots, maxTokens: terms.maxTokens })) {
    if (!Number.isSafeInteger(value) || value < 1)
      return refuse(`${id}: ${name} is ${value}; give a whole number from 1.`);
  }
  const shutdown = run.type === 'actor' ? (run.shutdown ?? STOP_GRACE_MS) : STOP_GRACE_MS;
  const amounts = { weight: terms.weight, temperature: terms.temperature, shutdown };
  for (const [name, value] of Object.entries(amounts)) {
    if (!Number.isFinite(value) || value <= 0) return refuse(`${id}: ${name} is ${value}; give a number above 0.`);
  }
  return null;
}

function begin(member: Member, context: Context, lifecycle: Lifecycle): void {
  tell(lifecycle.router, { type: 'member-expected', member: member.spec.id });
  for (const replica of member.replicas) startReplica(member, replica, context, lifecycle);
}

/** Takes on a command: replicas are stopped (or drained) first, and the command is answered once they are gone. */
function pursue(
  intent: Exclude<Intent, 'run'>,
  members: State,
  id: string,
  replyTo: ReplyTo,
  context: Context,
  lifecycle: Lifecycle,
): State {
  const member = members.get(id);
  if (member === undefined) {
    const known = [...members.keys()].join(', ') || 'none';
    const error = new PacoreError('PACORE_USAGE', `There is no member "${id}"; members: ${known}.`);
    tell(replyTo, { type: 'command-failed', error: toFailure(error) });
    return members;
  }
  if (member.intent === 'remove' && intent !== 'remove') {
    tell(replyTo, { type: 'command-failed', error: superseded(id, 'remove') });
    return members;
  }
  if (member.intent !== intent) {
    for (const earlier of member.waiting.splice(0))
      tell(earlier, { type: 'command-failed', error: superseded(id, intent) });
  }
  member.intent = intent;
  member.waiting.push(replyTo);
  const reason = memberAway(id, `it was asked to ${intent}`);
  // A member that restarts is still expected: what waits for it goes on waiting.
  if (intent !== 'restart') tell(lifecycle.router, { type: 'member-away', member: id, error: reason });
  for (const replica of member.replicas) wind(member, replica, reason, context, lifecycle);
  fulfil(members, member, context, lifecycle);
  return members;
}

/** Winds up one replica as the member's intent asks. */
function wind(member: Member, replica: Replica, reason: Failure, context: Context, lifecycle: Lifecycle): void {
  const { ref, name, status } = replica;
  replica.cancelRestart?.();
  if (ref === null) {
    replica.status = 'stopped';
  } else if (member.intent === 'drain' && status === 'ready') {
    const { id, run } = member.spec;
    const drained = () => tell(context.self, { type: 'replica-drained', member: id, name });
    tell(ref, { type: 'drain', replyTo: receiver(drained, 'supervisor') });
    // An actor of ours ends what runs or is restarted for its silence; one of someone else's may not even know the command.
    if (run.type === 'actor') replica.cancelDrain ??= lifecycle.clock.schedule(run.shutdown ?? STOP_GRACE_MS, drained);
  } else if (status !== 'stopping') {
    takeDown(member, replica, reason, lifecycle);
    void context.stop(ref);
  }
}

/** What a replica's report changes. */
function hear(members: State, report: ReplicaReport, context: Context, lifecycle: Lifecycle): State {
  const member = members.get(report.member);
  const replica = member?.replicas.find(({ name }) => name === report.name);
  if (member === undefined || replica === undefined) return members;
  switch (report.type) {
    case 'replica-ready':
      announceReady(member, replica, report.info, lifecycle);
      break;
    case 'replica-crashed':
      member.lastError = toFailure(report.error);
      takeDown(member, replica, crashOf(report.member, report.error), lifecycle);
      lifecycle.emit({ type: 'model-crashed', member: report.member, replica: report.name, error: member.lastError });
      break;
    case 'replica-drained':
      if (replica.status !== 'ready') break;
      takeDown(member, replica, memberAway(report.member, 'it is drained'), lifecycle);
      if (replica.ref !== null) void context.stop(replica.ref);
      break;
    case 'replica-gone':
      // It ended by itself, in good order: what it ran fails all the same.
      if (replica.status !== 'stopping') takeDown(member, replica, memberAway(report.member, 'it ended'), lifecycle);
      replica.cancelDrain?.();
      replica.cancelDrain = null;
      replica.ref = null;
      replica.status = 'stopped';
      lifecycle.emit({ type: 'model-stopped', member: report.member, replica: report.name });
      if (member.intent === 'run') replace(member, replica, failureOf(report.error), context.self, lifecycle);
      fulfil(members, member, context, lifecycle);
      break;
    case 'restart-due':
      if (member.intent === 'run') startReplica(member, replica, context, lifecycle);
      break;
  }
  return members;
}

/** Once no replica is left, the intent is fulfilled and those who wait for it are answered. */
function fulfil(members: State, member: Member, context: Context, lifecycle: Lifecycle): void {
  if (member.replicas.some(({ status }) => status !== 'stopped')) return;
  const { id } = member.spec;
  switch (member.intent) {
    case 'run':
      return giveUp(member, lifecycle);
    case 'drain':
      lifecycle.emit({ type: 'member-drained', member: id });
      break;
    case 'remove':
      members.delete(id);
      tell(lifecycle.router, { type: 'member-removed', member: id });
      lifecycle.emit({ type: 'member-removed', member: id });
      break;
    case 'restart':
      Object.assign(member, { intent: 'run', givenUp: null, isAway: false, history: [] } satisfies Partial<Member>);
      begin(member, context, lifecycle);
      break;
  }
  const state = stateOf(member, lifecycle);
  for (const replyTo of member.waiting.splice(0)) tell(replyTo, { type: 'member', member: state });
}

function superseded(id: string, by: Intent): Failure {
  return toFailure(new PacoreError('PACORE_USAGE', `${id}: another command (${by}) has taken the place of this one.`));
}

function failureOf(error: PacoreError | undefined): Failure | null {
  return error === undefined ? null : toFailure(error);
}

/** A prompt's failure says that its member crashed, whatever the crash was. */
function crashOf(id: string, error: PacoreError): Failure {
  return toFailure(new PacoreError('PACORE_MEMBER_CRASHED', `${id} crashed: ${error.message}`));
}

function stateOf(member: Member, { policy, clock }: Lifecycle) {
  return memberState(member, recentRestarts(member.history, policy.period, clock.monotonic()).length);
}
