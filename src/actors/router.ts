/**
 * The router: brings each prompt to a replica with a free slot, queues what must wait, and vouches that every prompt
 * ends exactly once, whatever becomes of the model actor that runs it. A prompt whose model actor dies is tried once
 * more, on another replica or on the next incarnation.
 */
import type { Clock } from '../clock.ts';
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import { isModelReply, type ModelReply } from './model-protocol.ts';
import type { RouterCommand } from './protocol.ts';
import { receiver, tell, type ActorRef } from './ref.ts';
import type { ReplicaNotice } from './replica-notice.ts';
import { fail, refuse } from './router-failing.ts';
import { cancelledWhileWaiting, malformedReply, overloaded, pastDeadline, takenId } from './router-failures.ts';
import {
  ANY,
  awayReason,
  emptyState,
  expectedWait,
  isKnown,
  loadsOf,
  takeWaiting,
  termsOf,
  type Job,
  type Prompt,
  type RouterState,
  type Run,
} from './router-state.ts';
import { chooseReplica, NO_HISTORY, type RoutingStrategy } from './routing.ts';
import { observe } from './routing/latency.ts';
import type { ActorDefinition } from './system.ts';

/** How the router works. */
export interface RouterOptions {
  readonly strategy: RoutingStrategy;
  /** Prompts that may wait for one member (or for `any`), beyond those that run. */
  readonly maxQueue: number;
  /** By which latencies and deadlines are measured. */
  readonly clock: Clock;
  /** 0..1, exclusive of 1; draws replicas. */
  readonly random: () => number;
}

/** Private: a model actor's answer on its way back; it belongs to one run, whatever request id it carries. */
interface Reply {
  readonly type: 'reply';
  readonly run: Run;
  readonly reply: ModelReply;
}
/** Private: a deadline is over. */
interface Expired {
  readonly type: 'expired';
  readonly requestId: string;
}
type Message = RouterCommand | ReplicaNotice | Reply | Expired;

/** The router's behaviour. */
export function routerActor(options: RouterOptions): ActorDefinition<Message, RouterState> {
  return {
    start: emptyState,
    receive(state, message, { self }) {
      switch (message.type) {
        case 'prompt':
          accept(state, message, options.clock, self);
          break;
        case 'cancel':
          cancel(state, message.requestId);
          break;
        case 'expired':
          expire(state, message.requestId);
          break;
        case 'reply':
          relay(state, message, options.clock);
          break;
        case 'load':
          tell(message.replyTo, { type: 'load', replicas: loadsOf(state) });
          break;
        case 'member-expected':
          state.members.set(message.member, null);
          break;
        case 'replica-up':
          state.members.set(message.member, null);
          state.replicas.set(message.name, { ...message, inFlight: 0, tried: false, latency: null });
          break;
        case 'replica-down':
          dropReplica(state, message.name, message.error);
          break;
        case 'member-away':
          dropMember(state, message.member, message.error);
          break;
        case 'member-removed':
          state.members.delete(message.member);
          state.histories.delete(message.member);
          break;
      }
      dispatchWaiting(state, options, self);
      if (message.type === 'prompt') refuseOverflow(state, message.to, options.maxQueue);
      return state;
    },
    stop(state) {
      const closed = toFailure(new PacoreError('PACORE_CLOSED', 'PaCoRe is closing; the prompt was not answered.'));
      for (const queue of state.queues.values()) for (const job of queue.splice(0)) fail(job, closed, null);
      for (const run of state.running.values()) if (!run.isOver) fail(run.job, closed, run.replica.member);
    },
    refuse(message, error) {
      if (message.type === 'prompt') refuse(message, toFailure(error));
      if (message.type === 'load') tell(message.replyTo, { type: 'command-failed', error: toFailure(error) });
    },
  };
}

function accept(state: RouterState, prompt: Prompt, clock: Clock, self: ActorRef<Expired>): void {
  const { requestId, to, deadline = Infinity } = prompt;
  const refusal = isKnown(state, requestId) ? takenId(requestId) : awayReason(state, to);
  if (refusal !== null) return refuse(prompt, refusal);
  const left = deadline - clock.now();
  if (left <= 0) return refuse(prompt, pastDeadline());
  const expired = () => tell(self, { type: 'expired', requestId });
  const endsAt = clock.monotonic() + left;
  const cancelDeadline = left === Infinity ? () => undefined : clock.schedule(left, expired);
  queueOf(state, to).push({ prompt, endsAt, cancelDeadline, diedWith: null, isCancelled: false });
}

function queueOf({ queues }: RouterState, to: string): Job[] {
  const queue = queues.get(to) ?? [];
  queues.set(to, queue);
  return queue;
}

/** The newest prompts are refused when more wait than may; what could run at once never waited. */
function refuseOverflow(state: RouterState, to: string, maxQueue: number): void {
  const queue = state.queues.get(to) ?? [];
  for (const job of queue.splice(maxQueue)) {
    fail(job, overloaded(to === ANY ? 'a member' : to, maxQueue, expectedWait(state, to)), null);
  }
  if (queue.length === 0) state.queues.delete(to);
}

function dispatchWaiting(state: RouterState, options: RouterOptions, self: ActorRef<Reply>): void {
  if (state.queues.size === 0) return;
  const { strategy, clock, random } = options;
  const now = clock.monotonic();
  for (const [to, queue] of state.queues) {
    const candidates = [...state.replicas.values()].filter(({ member }) => to === ANY || member === to);
    for (let job = queue[0]; job !== undefined; job = queue[0]) {
      const history = state.histories.get(to) ?? NO_HISTORY;
      const choice = chooseReplica(strategy, candidates, history, { now, random });
      if (choice === undefined) break;
      queue.shift();
      state.histories.set(to, choice.history);
      start(state, { job, replica: choice.replica, since: now, isOver: false }, clock, self);
    }
    if (queue.length === 0) state.queues.delete(to);
  }
}

function start(state: RouterState, run: Run, clock: Clock, self: ActorRef<Reply>): void {
  const { replica, job } = run;
  const { requestId, request } = job.prompt;
  replica.inFlight += 1;
  replica.tried = true;
  state.running.set(requestId, run);
  // Deltas go through at once, by far the most messages there are: they change nothing here, and come before their end.
  const replyTo = receiver<ModelReply>((reply) => {
    if (isModelReply(reply) && reply.type === 'text-delta') passOn(state, run, reply);
    else tell(self, { type: 'reply', run, reply });
  }, 'router');
  tell(replica.ref, { type: 'generate', requestId, request, ...termsOf(run, clock.now()), replyTo });
}

function passOn(state: RouterState, run: Run, delta: ModelReply): void {
  const { requestId, replyTo } = run.job.prompt;
  if (run.isOver || state.running.get(requestId) !== run) return;
  tell(replyTo, { ...delta, requestId, member: run.replica.member });
}

/** Answers for prompts that have ended already (a replica's late words) are dropped here: each prompt ends once. */
function relay(state: RouterState, { run, reply }: Reply, clock: Clock): void {
  const { job, replica, since } = run;
  const { requestId, replyTo } = job.prompt;
  if (state.running.get(requestId) !== run) return;
  const sound: ModelReply = isModelReply(reply)
    ? { ...reply, requestId }
    : { type: 'generation-failed', requestId, error: malformedReply(replica.member) };
  // The replica says itself that it is dead; its supervisor will say so too.
  if (sound.type === 'generation-failed' && sound.error.code === 'PACORE_MEMBER_CRASHED')
    return dropReplica(state, replica.name, sound.error);
  state.running.delete(requestId);
  replica.inFlight -= 1;
  if (run.isOver) return;
  job.cancelDeadline();
  // Only what ended normally tells how fast the replica is.
  if (sound.type === 'text-end' && sound.finish !== 'cancelled') {
    const now = clock.monotonic();
    replica.latency = observe(replica.latency, now - since, now);
  }
  tell(replyTo, { ...sound, member: replica.member });
}

/** What runs is cancelled at the model actor, whose end is then the answer; what waits ends here. */
function cancel(state: RouterState, requestId: string): void {
  const running = state.running.get(requestId);
  if (running !== undefined) {
    running.job.isCancelled = true;
    return tell(running.replica.ref, { type: 'cancel', requestId });
  }
  const waiting = takeWaiting(state, requestId);
  if (waiting !== undefined) fail(waiting, cancelledWhileWaiting(), null);
}

/** A prompt past its deadline ends now, whatever its replica does; nobody goes on working on it. */
function expire(state: RouterState, requestId: string): void {
  const run = state.running.get(requestId);
  const job = run?.job ?? takeWaiting(state, requestId);
  if (job === undefined) return;
  fail(job, pastDeadline(), run?.replica.member ?? null);
  if (run === undefined) return;
  run.isOver = true;
  tell(run.replica.ref, { type: 'cancel', requestId });
}

function dropReplica(state: RouterState, name: string, error: Failure): void {
  state.replicas.delete(name);
  const dropped = [...state.running.values()].filter(({ replica }) => replica.name === name);
  // The last one first, for each goes to the head of its queue.
  for (const { job, replica, isOver } of dropped.reverse()) {
    state.running.delete(job.prompt.requestId);
    if (!isOver) retryOnce(state, job, replica.member, error);
  }
}

function retryOnce(state: RouterState, job: Job, member: string, error: Failure): void {
  const { requestId, to, replyTo } = job.prompt;
  if (job.isCancelled || job.diedWith !== null || awayReason(state, to) !== null) return fail(job, error, member);
  job.diedWith = error;
  tell(replyTo, { type: 'generation-restarted', requestId, error, member });
  queueOf(state, to).unshift(job);
}

function dropMember(state: RouterState, member: string, error: Failure): void {
  state.members.set(member, error);
  for (const [name, replica] of state.replicas) if (replica.member === member) state.replicas.delete(name);
  failQueue(state, member, error);
  if ([...state.members.values()].every((away) => away !== null)) failQueue(state, ANY, error);
}

function failQueue(state: RouterState, to: string, error: Failure): void {
  for (const job of state.queues.get(to) ?? []) fail(job, job.diedWith ?? error, null);
  state.queues.delete(to);
}
