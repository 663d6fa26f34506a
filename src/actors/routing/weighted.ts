/**
 * Smooth weighted round robin, nginx's algorithm ("Upstream: smooth weighted round-robin balancing", Maxim Dounin,
 * 2012, ngx_http_upstream_round_robin.c). At each choice every replica with room earns its weight, the one with the most
 * is chosen and pays what all of them have earned. Weights 5, 1, 1 give a a b a c a a: shares are exact, without bursts.
 */
import { hasRoom, type Load } from './load.ts';

/** A replica with its weight. */
export interface Weighted extends Load {
  /** Unique. */
  readonly name: string;
  /** Above 0. */
  readonly weight: number;
}

/** What each replica has earned and not yet spent (nginx's current_weight), by name. The sum is 0. */
export type Credits = ReadonlyMap<string, number>;

/** The replica for the next prompt, and the credits afterwards; undefined when every replica is full. */
export function smoothWeighted<Replica extends Weighted>(
  replicas: readonly Replica[],
  before: Credits,
): { readonly replica: Replica; readonly credits: Credits } | undefined {
  const open = replicas.filter(hasRoom);
  const credits = balanced(replicas, before);
  let best: Replica | undefined;
  let earned = 0;
  for (const replica of open) {
    earned += replica.weight;
    credits.set(replica.name, creditOf(credits, replica) + replica.weight);
    if (best === undefined || creditOf(credits, replica) > creditOf(credits, best)) best = replica;
  }
  if (best === undefined) return undefined;
  credits.set(best.name, creditOf(credits, best) - earned);
  return { replica: best, credits };
}

/**
 * The credits of those that are there, shifted to the sum 0; one that is new starts with the mean. A replica that vanishes
 * takes its credit or debt along: without the shift, those that waited for a heavy one would be chosen again and again
 * before whoever comes next.
 */
function balanced(replicas: readonly Weighted[], before: Credits): Map<string, number> {
  const known = replicas.flatMap(({ name }) => before.get(name) ?? []);
  const mean = known.length === 0 ? 0 : known.reduce((sum, credit) => sum + credit, 0) / known.length;
  return new Map(replicas.map(({ name }) => [name, (before.get(name) ?? mean) - mean]));
}

function creditOf(credits: Credits, { name }: Weighted): number {
  return credits.get(name) ?? 0;
}
