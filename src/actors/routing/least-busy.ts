import { hasRoom, type Load } from './load.ts';

/** Of the replicas with room the one with the smallest share of its slots in use; the first of equals. */
export function leastBusy<Replica extends Load>(replicas: readonly Replica[]): Replica | undefined {
  let best: Replica | undefined;
  for (const replica of replicas.filter(hasRoom)) {
    if (best === undefined || replica.inFlight / replica.slots < best.inFlight / best.slots) best = replica;
  }
  return best;
}
