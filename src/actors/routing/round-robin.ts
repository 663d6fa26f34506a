import { hasRoom, type Load } from './load.ts';

/**
 * The first replica with room, counted from `turn`.
 * @param turn number of prompts dispatched to these replicas so far
 */
export function roundRobin<Replica extends Load>(replicas: readonly Replica[], turn: number): Replica | undefined {
  const first = replicas.length === 0 ? 0 : turn % replicas.length;
  return [...replicas.slice(first), ...replicas.slice(0, first)].find(hasRoom);
}
