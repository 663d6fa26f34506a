/** The pace of samples where a lead can stop the question: nobody runs ahead of most of the others. */
import type { ElectorateEntry } from './ballot.ts';
import { majorityOf, type Election } from './election.ts';

/**
 * Whether a member whose `sample` ballots are in may begin its next one: when as many are in of more than half of the
 * members. So one that hangs keeps nobody waiting, and one that is fast does not make up the lead alone.
 * @param ended the ballots that are in, failures included, of every member that can be asked
 */
export function mayBegin(sample: number, ended: readonly number[]): boolean {
  return sample === 0 || ended.filter((count) => count >= sample).length >= majorityOf(ended.length);
}

/**
 * How many samples of each member were begun when the last of `ballots`, which are in the order in which they came, had come
 * and nothing was begun for it any more. At least 1.
 */
export function samplesBegun({ electorate, ballots }: Election): ReadonlyMap<string, number> {
  const present = electorate.filter(({ missing }) => missing === undefined);
  const before = countsOf(ballots.slice(0, -1));
  const ended = present.map(({ member }) => before.get(member) ?? 0);
  const last = ballots.at(-1);
  const begunBy = ({ member, samples }: ElectorateEntry, index: number): number => {
    const count = ended[index] ?? 0;
    const begun = mayBegin(count, ended) ? count + 1 : count;
    return Math.min(samples, Math.max(begun, last?.member === member ? last.sample + 1 : 1));
  };
  return new Map(present.map((entry, index) => [entry.member, begunBy(entry, index)]));
}

function countsOf(ballots: Election['ballots']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { member } of ballots) counts.set(member, (counts.get(member) ?? 0) + 1);
  return counts;
}
