/**
 * The router: brings each prompt to a replica with a free slot, queues what must wait, and vouches that every prompt
 * ends exactly once, whatever becomes of the model actor that runs it.
 */
import type { Clock } from '../clock.ts';
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import { isModelReply, type ModelCommand, type ModelReply } from './model-protocol.ts';
import type { ReplicaLoad, RouterCommand } from './protocol.ts';
import { receiver, tell, type ActorRef } from './ref.ts';
import type { ReplicaNotice } from './replica-notice.ts';
import { cancelledWhileWaiting, malformedReply, overloaded, takenId, unknownMember } from './router-failures.ts';
import { chooseReplica, NO_HISTORY, type Candidate, type History, type RoutingStrategy } from './routing.ts';
import { observe } from './routing/latency.ts';
import type { ActorDefinition } from './system.ts';

/** How the router works. */
export interface RouterOptions {
  readonly strategy: RoutingStrategy;
  /** Prompts that may wait for one member (or for `any`), beyond those that run. */
  readonly maxQueue: number;
  /** By which latencies are measured. */
  readonly clock: Pick<Clock, 'now'>;
  /** 0..1, exclusive of 1; draws replicas. */
  readonly random: () => number;
}

type Prompt = Extract<RouterCommand, { type: 'prompt' }>;
/** A prompt at a replica. */
interface Run {
  readonly prompt: Prompt;
  readonly replica: Replica;
  /** When it was dispatched, in milliseconds since the epoch. */
  readonly since: number;
}
/** Private: a model actor's answer on its way back; it belongs to one run, whatever request id it carries. */
interface Reply {
  readonly type: 'reply';
  readonly run: Run;
  readonly reply: ModelReply;
}
type Message = RouterCommand | ReplicaNotice | Reply;

interface Replica extends Candidate {
  readonly member: string;
  readonly ref: ActorRef<ModelCommand>;
  inFlight: number;
  tried: boolean;
  latency: Candidate['latency'];
}

interface State {
  /** Members that prompts may be addressed to; an away one holds the reason. */
  readonly members: Map<string, Failure | null>;
  readonly replicas: Map<string, Replica>;
  /** Waiting prompts by addressee, oldest first. */
  readonly queues: Map<string, Prompt[]>;
  readonly running: Map<string, Run>;
  /** What the strategy remembers, by addressee. */
  readonly histories: Map<string, History>;
}

/** Addressed to whichever member the strategy chooses. */
export const ANY = 'any';

/** The router's behaviour. */
export function routerActor(options: RouterOptions): ActorDefinition<Message, State> {
  return {
    start: () => ({
      members: new Map(),
      replicas: new Map(),
      queues: new Map(),
      running: new Map(),
      histories: new Map(),
    }),
    receive(state, message, { self }) {
      switch (message.type) {
        case 'prompt':
          accept(state, message);
          break;
        case 'cancel':
          cancel(state, message.requestId);
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
      for (const queue of state.queues.values()) for (const prompt of queue.splice(0)) fail(prompt, closed, null);
      for (const { prompt, replica } of state.running.values()) fail(prompt, closed, replica.member);
    },
    refuse(message, error) {
      if (message.type === 'prompt') fail(message, toFailure(error), null);
      if (message.type === 'load') tell(message.replyTo, { type: 'command-failed', error: toFailure(error) });
    },
  };
}

function accept(state: State, prompt: Prompt): void {
  const refusal = isKnown(state, prompt.requestId) ? takenId(prompt.requestId) : awayReason(state, prompt.to);
  if (refusal !== null) return fail(prompt, refusal, null);
  const queue = state.queues.get(prompt.to) ?? [];
  state.queues.set(prompt.to, queue);
  queue.push(prompt);
}

/** The newest prompts are refused when more wait than may; what could run at once never waited. */
function refuseOverflow(state: State, to: string, maxQueue: number): void {
  const queue = state.queues.get(to) ?? [];
  for (const prompt of queue.splice(maxQueue)) fail(prompt, overloaded(to === ANY ? 'a member' : to, maxQueue), null);
  if (queue.length === 0) state.queues.delete(to);
}

function isKnown({ running, queues }: State, id: string): boolean {
  return running.has(id) || [...queues.values()].some((queue) => queue.some(({ requestId }) => requestId === id));
}

/** Why nobody can answer a prompt to `to`; null when somebody can, now or later. */
function awayReason({ members }: State, to: string): Failure | null {
  if (to !== ANY) return members.has(to) ? (members.get(to) ?? null) : unknownMember(members.keys(), to);
  const reasons = [...members.values()];
  return reasons.some((reason) => reason === null) ? null : (reasons[0] ?? unknownMember(members.keys(), to));
}

function dispatchWaiting(state: State, options: RouterOptions, self: ActorRef<Reply>): void {
  const { strategy, clock, random } = options;
  const now = clock.now();
  for (const [to, queue] of state.queues) {
    const candidates = [...state.replicas.values()].filter(({ member }) => to === ANY || member === to);
    for (let prompt = queue[0]; prompt !== undefined; prompt = queue[0]) {
      const history = state.histories.get(to) ?? NO_HISTORY;
      const choice = chooseReplica(strategy, candidates, history, { now, random });
      if (choice === undefined) break;
      queue.shift();
      state.histories.set(to, choice.history);
      run(state, { prompt, replica: choice.replica, since: now }, self);
    }
    if (queue.length === 0) state.queues.delete(to);
  }
}

function run(state: State, entry: Run, self: ActorRef<Reply>): void {
  const { prompt, replica } = entry;
  replica.inFlight += 1;
  replica.tried = true;
  state.running.set(prompt.requestId, entry);
  // Deltas go through at once, by far the most messages there are: they change nothing here, and come before their end.
  const replyTo = receiver<ModelReply>((reply) => {
    if (isModelReply(reply) && reply.type === 'text-delta') passOn(state, entry, reply);
    else tell(self, { type: 'reply', run: entry, reply });
  }, 'router');
  tell(replica.ref, { type: 'generate', requestId: prompt.requestId, request: prompt.request, replyTo });
}

function passOn(state: State, entry: Run, delta: ModelReply): void {
  const { prompt, replica } = entry;
  if (state.running.get(prompt.requestId) !== entry) return;
  tell(prompt.replyTo, { ...delta, requestId: prompt.requestId, member: replica.member });
}

/** Answers for prompts that have ended already (a replica's late words) are dropped here: each prompt ends once. */
function relay(state: State, { run: entry, reply }: Reply, clock: RouterOptions['clock']): void {
  const { prompt, replica, since } = entry;
  if (state.running.get(prompt.requestId) !== entry) return;
  const { requestId } = prompt;
  const sound: ModelReply = isModelReply(reply)
    ? { ...reply, requestId }
    : { type: 'generation-failed', requestId, error: malformedReply(replica.member) };
  state.running.delete(requestId);
  replica.inFlight -= 1;
  // Only what ended normally tells how fast the replica is.
  if (sound.type === 'text-end' && sound.finish !== 'cancelled') {
    const now = clock.now();
    replica.latency = observe(replica.latency, Math.max(0, now - since), now);
  }
  tell(prompt.replyTo, { ...sound, member: replica.member });
}

/** What runs is cancelled at the model actor, whose end is then the answer; what waits ends here. */
function cancel(state: State, requestId: string): void {
  const running = state.running.get(requestId);
  if (running !== undefined) return tell(running.replica.ref, { type: 'cancel', requestId });
  for (const queue of state.queues.values()) {
    const index = queue.findIndex((prompt) => prompt.requestId === requestId);
    const [prompt] = index === -1 ? [] : queue.splice(index, 1);
    if (prompt !== undefined) fail(prompt, cancelledWhileWaiting(), null);
  }
}

function dropReplica(state: State, name: string, error: Failure): void {
  state.replicas.delete(name);
  for (const [requestId, { prompt, replica }] of state.running) {
    if (replica.name !== name) continue;
    state.running.delete(requestId);
    fail(prompt, error, replica.member);
  }
}

function dropMember(state: State, member: string, error: Failure): void {
  state.members.set(member, error);
  for (const [name, replica] of state.replicas) if (replica.member === member) state.replicas.delete(name);
  failQueue(state, member, error);
  if ([...state.members.values()].every((away) => away !== null)) failQueue(state, ANY, error);
}

function failQueue(state: State, to: string, error: Failure): void {
  for (const prompt of state.queues.get(to) ?? []) fail(prompt, error, null);
  state.queues.delete(to);
}

function fail(prompt: Prompt, error: Failure, member: string | null): void {
  tell(prompt.replyTo, { type: 'generation-failed', requestId: prompt.requestId, error, member });
}

function loadsOf({ replicas, queues }: State): readonly ReplicaLoad[] {
  return [...replicas.values()].map(({ name, member, slots, inFlight }) => {
    const queued = queues.get(member)?.length ?? 0;
    return { name, member, slots, inFlight, queued };
  });
}
