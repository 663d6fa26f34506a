/**
 * The router: brings each prompt to a replica with a free slot, queues what must wait, and vouches that every prompt
 * ends exactly once, whatever becomes of the model actor that runs it.
 */
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import { isModelReply, type ModelCommand, type ModelReply } from './model-protocol.ts';
import type { RouterCommand } from './protocol.ts';
import { receiver, tell, type ActorRef } from './ref.ts';
import { chooseReplica, type RoutingStrategy } from './routing.ts';
import type { ActorDefinition } from './system.ts';

/** From the supervisor to the router: which replicas there are. */
export type ReplicaNotice =
  | { readonly type: 'member-expected'; readonly member: string }
  | {
      readonly type: 'replica-up';
      readonly member: string;
      readonly name: string;
      readonly ref: ActorRef<ModelCommand>;
      readonly slots: number;
    }
  /** What it still runs fails with `error`. */
  | { readonly type: 'replica-down'; readonly member: string; readonly name: string; readonly error: Failure }
  /** The member takes nothing new; what waits for it fails with `error`; what runs goes on. */
  | { readonly type: 'member-away'; readonly member: string; readonly error: Failure }
  /** The member is forgotten. */
  | { readonly type: 'member-removed'; readonly member: string };

/** How the router works. */
export interface RouterOptions {
  readonly strategy: RoutingStrategy;
  /** Prompts that may wait for one member (or for `any`), beyond those that run. */
  readonly maxQueue: number;
}

type Prompt = Extract<RouterCommand, { type: 'prompt' }>;
/** A prompt at a replica. */
interface Run {
  readonly prompt: Prompt;
  readonly replica: Replica;
}
/** Private: a model actor's answer on its way back; it belongs to one run, whatever request id it carries. */
interface Reply {
  readonly type: 'reply';
  readonly run: Run;
  readonly reply: ModelReply;
}
type Message = RouterCommand | ReplicaNotice | Reply;

interface Replica {
  readonly member: string;
  readonly name: string;
  readonly ref: ActorRef<ModelCommand>;
  readonly slots: number;
  inFlight: number;
}

interface State {
  /** Members that prompts may be addressed to; an away one holds the reason. */
  readonly members: Map<string, Failure | null>;
  readonly replicas: Map<string, Replica>;
  /** Waiting prompts by addressee, oldest first. */
  readonly queues: Map<string, Prompt[]>;
  readonly running: Map<string, Run>;
  turn: number;
}

/** Addressed to whichever member is least busy. */
export const ANY = 'any';

/** The router's behaviour. */
export function routerActor(options: RouterOptions): ActorDefinition<Message, State> {
  return {
    start: () => ({ members: new Map(), replicas: new Map(), queues: new Map(), running: new Map(), turn: 0 }),
    receive(state, message, { self }) {
      switch (message.type) {
        case 'prompt':
          accept(state, message);
          break;
        case 'cancel':
          cancel(state, message.requestId);
          break;
        case 'reply':
          relay(state, message);
          break;
        case 'member-expected':
          state.members.set(message.member, null);
          break;
        case 'replica-up':
          state.members.set(message.member, null);
          state.replicas.set(message.name, { ...message, inFlight: 0 });
          break;
        case 'replica-down':
          dropReplica(state, message.name, message.error);
          break;
        case 'member-away':
          dropMember(state, message.member, message.error);
          break;
        case 'member-removed':
          state.members.delete(message.member);
          break;
      }
      dispatchWaiting(state, options.strategy, self);
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
  for (const prompt of queue.splice(maxQueue)) fail(prompt, overloaded(to, maxQueue), null);
  if (queue.length === 0) state.queues.delete(to);
}

function isKnown({ running, queues }: State, id: string): boolean {
  return running.has(id) || [...queues.values()].some((queue) => queue.some(({ requestId }) => requestId === id));
}

/** Why nobody can answer a prompt to `to`; null when somebody can, now or later. */
function awayReason({ members }: State, to: string): Failure | null {
  if (to !== ANY) return members.has(to) ? (members.get(to) ?? null) : unknownMember(members, to);
  const reasons = [...members.values()];
  return reasons.some((reason) => reason === null) ? null : (reasons[0] ?? unknownMember(members, to));
}

function dispatchWaiting(state: State, strategy: RoutingStrategy, self: ActorRef<Reply>): void {
  for (const [to, queue] of state.queues) {
    const candidates = [...state.replicas.values()].filter(({ member }) => to === ANY || member === to);
    for (let prompt = queue[0]; prompt !== undefined; prompt = queue[0]) {
      const replica = chooseReplica(strategy, candidates, state.turn);
      if (replica === undefined) break;
      queue.shift();
      run(state, prompt, replica, self);
    }
    if (queue.length === 0) state.queues.delete(to);
  }
}

function run(state: State, prompt: Prompt, replica: Replica, self: ActorRef<Reply>): void {
  state.turn += 1;
  replica.inFlight += 1;
  const entry: Run = { prompt, replica };
  state.running.set(prompt.requestId, entry);
  const replyTo = receiver<ModelReply>((reply) => tell(self, { type: 'reply', run: entry, reply }), 'router');
  tell(replica.ref, { type: 'generate', requestId: prompt.requestId, request: prompt.request, replyTo });
}

/** Answers for prompts that have ended already (a replica's late words) are dropped here: each prompt ends once. */
function relay(state: State, { run: entry, reply }: Reply): void {
  const { prompt, replica } = entry;
  if (state.running.get(prompt.requestId) !== entry) return;
  const { requestId } = prompt;
  const sound = isModelReply(reply) ? { ...reply, requestId } : malformed(requestId, replica.member);
  if (sound.type !== 'text-delta') {
    state.running.delete(requestId);
    replica.inFlight -= 1;
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
    if (prompt !== undefined)
      fail(prompt, toFailure(new PacoreError('PACORE_ABORTED', 'Cancelled while waiting.')), null);
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

function unknownMember(members: State['members'], id: string): Failure {
  const known = [...members.keys()].join(', ') || 'none';
  return toFailure(new PacoreError('PACORE_MEMBER_AWAY', `There is no member "${id}"; members: ${known}.`));
}

function takenId(requestId: string): Failure {
  const message = `The request "${requestId}" is under way already; choose another id.`;
  return toFailure(new PacoreError('PACORE_USAGE', message));
}

function malformed(requestId: string, member: string): ModelReply {
  const error = new PacoreError('PACORE_GENERATION', `The actor of ${member} sent a reply that is none.`);
  return { type: 'generation-failed', requestId, error: toFailure(error) };
}

function overloaded(to: string, maxQueue: number): Failure {
  const message = `${maxQueue} prompts already wait for ${to === ANY ? 'a member' : to}; ask again later or raise router.maxQueue.`;
  return toFailure(new PacoreError('PACORE_OVERLOADED', message));
}
