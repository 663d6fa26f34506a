/** Who is asked where not all are: `ask` N of the members. Pure. */
import type { Voter } from './prompt.ts';
import { memberDraw } from './seed.ts';

/**
 * The `count` least busy voters, in the order in which they were given. Ties go to the higher weight, then to the first.
 * @param busy the share of its slots that each member has in use, above 1 where prompts wait; a member that is not in it
 * has no slot now and comes after those that have
 */
export function leastBusyVoters(
  voters: readonly Voter[],
  count: number,
  busy: ReadonlyMap<string, number>,
): readonly Voter[] {
  return firstOf(voters, count, ({ member, weight }) => [busy.get(member) ?? Infinity, -weight]);
}

/**
 * `count` voters drawn without replacement, in the order in which they were given; each draw takes a voter with a
 * probability proportional to its weight among those left. The same seed draws the same ones, however they are ordered.
 *
 * Each voter gets the key `−ln(u) / weight`, with u of the seed and its name, and the lowest keys win: P. S. Efraimidis
 * and P. G. Spirakis, "Weighted random sampling with a reservoir", Information Processing Letters 97(5), 2006.
 */
export function drawnVoters(voters: readonly Voter[], count: number, seed: number): readonly Voter[] {
  return firstOf(voters, count, ({ member, weight }) => [-Math.log(memberDraw(seed, member)) / weight]);
}

/** Those with the lowest keys. Those that cannot answer only fill up what the others leave. */
function firstOf(
  voters: readonly Voter[],
  count: number,
  keysOf: (voter: Voter) => readonly number[],
): readonly Voter[] {
  const ranked = voters
    .map((voter) => ({ voter, keys: [voter.missing === undefined ? 0 : 1, ...keysOf(voter)] }))
    .sort((one, other) => compareKeys(one.keys, other.keys));
  const chosen = new Set(ranked.slice(0, count).map(({ voter }) => voter));
  return voters.filter((voter) => chosen.has(voter));
}

/** The first keys that differ decide. Differences would not do: Infinity − Infinity is no number. */
function compareKeys(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((key, index) => key !== other[index]);
  return place === -1 ? 0 : (one[place] ?? 0) < (other[place] ?? 0) ? -1 : 1;
}
