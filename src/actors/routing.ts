/** How the router chooses among the replicas that could take a prompt. Pure: what is remembered goes in and comes out. */
import { betterOfTwo, type Timed } from './routing/latency.ts';
import { leastBusy } from './routing/least-busy.ts';
import { roundRobin } from './routing/round-robin.ts';
import { smoothWeighted, type Credits, type Weighted } from './routing/weighted.ts';

/** The rules there are; the configuration names one. */
export const ROUTING_STRATEGIES = ['least_busy', 'round_robin', 'weighted', 'latency'] as const;

/** One of them. */
export type RoutingStrategy = (typeof ROUTING_STRATEGIES)[number];

/** A replica that may be chosen. */
export type Candidate = Weighted & Timed;

/** What is remembered of the choices so far, for each addressee apart: the prompts to others are not in this rotation. */
export interface History {
  /** Number of choices. */
  readonly turn: number;
  readonly credits: Credits;
}

/** Before the first choice. */
export const NO_HISTORY: History = { turn: 0, credits: new Map() };

/** A choice, and the history with it. */
export interface Choice<Replica> {
  readonly replica: Replica;
  readonly history: History;
}

/** Time and chance. */
export interface Surroundings {
  /** Milliseconds, by a clock that only goes on. */
  readonly now: number;
  /** 0..1, exclusive of 1. */
  readonly random: () => number;
}

/** The replica for the next prompt, or undefined when every one is full; each rule stands in `routing/`. */
export function chooseReplica<Replica extends Candidate>(
  strategy: RoutingStrategy,
  replicas: readonly Replica[],
  { turn, credits }: History,
  { now, random }: Surroundings,
): Choice<Replica> | undefined {
  const choice = (replica: Replica | undefined, after = credits): Choice<Replica> | undefined =>
    replica && { replica, history: { turn: turn + 1, credits: after } };
  switch (strategy) {
    case 'least_busy':
      return choice(leastBusy(replicas));
    case 'round_robin':
      return choice(roundRobin(replicas, turn));
    case 'weighted': {
      const chosen = smoothWeighted(replicas, credits);
      return choice(chosen?.replica, chosen?.credits);
    }
    case 'latency':
      return choice(betterOfTwo(replicas, now, random));
  }
}
