/** How the router chooses among the replicas that could take a prompt. Pure. */

/** The rules there are; the configuration names one. */
export type RoutingStrategy = 'least_busy' | 'round_robin';

/** A replica's load. */
export interface Load {
  /** Prompts it may run at the same time, at least 1. */
  readonly slots: number;
  /** Prompts it runs now. */
  readonly inFlight: number;
}

/**
 * The replica for the next prompt, or undefined when every one is full.
 * - `least_busy`: the smallest share of slots in use; the first of equals.
 * - `round_robin`: the first with a free slot, counted from `turn`.
 * @param turn number of prompts dispatched so far
 */
export function chooseReplica<Replica extends Load>(
  strategy: RoutingStrategy,
  replicas: readonly Replica[],
  turn: number,
): Replica | undefined {
  switch (strategy) {
    case 'least_busy':
      return leastBusy(replicas.filter(hasRoom));
    case 'round_robin': {
      const first = replicas.length === 0 ? 0 : turn % replicas.length;
      return [...replicas.slice(first), ...replicas.slice(0, first)].find(hasRoom);
    }
  }
}

function hasRoom(load: Load): boolean {
  return load.inFlight < load.slots;
}

function leastBusy<Replica extends Load>(replicas: readonly Replica[]): Replica | undefined {
  let best: Replica | undefined;
  for (const replica of replicas) {
    if (best === undefined || replica.inFlight / replica.slots < best.inFlight / best.slots) best = replica;
  }
  return best;
}
