/** What the router remembers: who takes prompts, which prompts wait, and which run where. */
import type { Cancel } from '../clock.ts';
import type { Failure } from '../errors.ts';
import type { ModelCommand } from './model-protocol.ts';
import type { ReplicaLoad, RouterCommand } from './protocol.ts';
import type { ActorRef } from './ref.ts';
import { unknownMember } from './router-failures.ts';
import type { Candidate, History } from './routing.ts';

/** Addressed to whichever member the strategy chooses. */
export const ANY = 'any';

/** What is asked. */
export type Prompt = Extract<RouterCommand, { type: 'prompt' }>;

/** A prompt on its way to its one end. */
export interface Job {
  readonly prompt: Prompt;
  /** When its deadline is, by the clock's `monotonic`: Infinity where it has none. */
  readonly endsAt: number;
  /** Calls the timer of its deadline off. */
  readonly cancelDeadline: Cancel;
  /** How the replica died that ran it before; null: none did. It gets a second one, and no third. */
  diedWith: Failure | null;
  /** Nobody wants it any more; it still ends, but is not tried again. */
  isCancelled: boolean;
}

/** A job at a replica. */
export interface Run {
  readonly job: Job;
  readonly replica: Replica;
  /** When it was dispatched, by the clock's `monotonic`. */
  readonly since: number;
  /** The prompt has ended already (its deadline); the slot is taken until the replica leaves off. */
  isOver: boolean;
}

/** A model actor that takes prompts. */
interface Replica extends Candidate {
  readonly member: string;
  readonly ref: ActorRef<ModelCommand>;
  inFlight: number;
  tried: boolean;
  latency: Candidate['latency'];
}

/** All of it. */
export interface RouterState {
  /** Members that prompts may be addressed to; an away one holds the reason. */
  readonly members: Map<string, Failure | null>;
  readonly replicas: Map<string, Replica>;
  /** Waiting jobs by addressee, oldest first. */
  readonly queues: Map<string, Job[]>;
  /** By request id. */
  readonly running: Map<string, Run>;
  /** What the strategy remembers, by addressee. */
  readonly histories: Map<string, History>;
}

/** Nobody is there yet. */
export function emptyState(): RouterState {
  return { members: new Map(), replicas: new Map(), queues: new Map(), running: new Map(), histories: new Map() };
}

/** Whether a prompt of this id is under way. */
export function isKnown({ running, queues }: RouterState, id: string): boolean {
  if (running.has(id)) return true;
  for (const queue of queues.values()) if (queue.some(({ prompt }) => prompt.requestId === id)) return true;
  return false;
}

/** Why nobody can answer a prompt to `to`; null when somebody can, now or later. */
export function awayReason({ members }: RouterState, to: string): Failure | null {
  if (to !== ANY) return members.has(to) ? (members.get(to) ?? null) : unknownMember(members.keys(), to);
  const reasons = [...members.values()];
  return reasons.some((reason) => reason === null) ? null : (reasons[0] ?? unknownMember(members.keys(), to));
}

/** Where nothing was measured yet; milliseconds. */
const ASSUMED_LATENCY_MS = 1000;

/** How long the next prompt to `to` would wait, in whole milliseconds: those before it, at the pace of late. */
export function expectedWait({ replicas, queues }: RouterState, to: string): number {
  const able = [...replicas.values()].filter(({ member }) => to === ANY || member === to);
  const promptsPerMs = able.reduce((sum, { slots, latency }) => {
    return sum + slots / Math.max(1, latency?.mean ?? ASSUMED_LATENCY_MS);
  }, 0);
  const waiting = (queues.get(to)?.length ?? 0) + 1;
  return Math.ceil(waiting / (promptsPerMs || 1 / ASSUMED_LATENCY_MS));
}

/** Takes a waiting job out of its queue. */
export function takeWaiting({ queues }: RouterState, requestId: string): Job | undefined {
  for (const queue of queues.values()) {
    const index = queue.findIndex(({ prompt }) => prompt.requestId === requestId);
    if (index !== -1) return queue.splice(index, 1)[0];
  }
  return undefined;
}

/** What each replica has to do. */
export function loadsOf({ replicas, queues }: RouterState): readonly ReplicaLoad[] {
  return [...replicas.values()].map(({ name, member, slots, inFlight }) => {
    const queued = queues.get(member)?.length ?? 0;
    return { name, member, slots, inFlight, queued };
  });
}

/**
 * What goes to the model actor besides the request, at the time of day `now`. That may have been set while the prompt waited:
 * its deadline is as far away as it was, not when it was.
 */
export function termsOf({ job: { prompt, endsAt }, since }: Run, now: number) {
  const { deadline, trace } = prompt;
  return {
    ...(deadline !== undefined && { deadline: now + endsAt - since }),
    ...(trace !== undefined && { trace }),
  };
}
