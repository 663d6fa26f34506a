/** Puts learned weights into an election, and takes them out again. */
import type { Ballot, ElectorateEntry } from '../ballot.ts';
import type { Election } from '../election.ts';
import { withoutNoise } from '../rounding.ts';

/** Whose weights are learned: `weightOf` gives the factor for a member on questions of a category, above 0. */
export interface WeightSource {
  weightOf(member: string, category: string | null): number;
}

/** The one strategy whose votes count by what was learned about their members. */
const WEIGHTED = 'weighted_voting';

/**
 * The election with the weights that its strategy is to count: for `weighted_voting` each member's own weight × the
 * learned one, for any other strategy the member's own. Without a source a `weighted_voting` keeps the weights that it
 * comes with, so that a recorded decision is made again as it was. Idempotent.
 */
export function reweighed(election: Election, source: WeightSource | null): Election {
  const { electorate, ballots, rules } = election;
  const isWeighted = rules.strategy === WEIGHTED;
  const hasLearned = electorate.some(({ learnedWeight }) => learnedWeight !== undefined);
  if (isWeighted ? source === null : !hasLearned) return election;
  const changed = electorate.map((entry) => {
    const own = withoutLearnedWeight(entry);
    if (!isWeighted || source === null) return own;
    const learnedWeight = source.weightOf(entry.member, rules.category ?? null);
    return { ...own, weight: own.weight * learnedWeight, learnedWeight };
  });
  const factors = new Map(
    electorate.map(({ member, weight }, index) => [member, (changed[index]?.weight ?? 0) / weight]),
  );
  return { ...election, electorate: changed, ballots: ballots.map((ballot) => scaled(ballot, factors)) };
}

/** The entry with the member's own weight only. */
export function withoutLearnedWeight(entry: ElectorateEntry): ElectorateEntry {
  const { learnedWeight, ...own } = entry;
  return learnedWeight === undefined ? entry : { ...own, weight: withoutNoise(entry.weight / learnedWeight) };
}

/** Ballots from outside the electorate stay as they are: the check that follows refuses them. */
function scaled(ballot: Ballot, factors: ReadonlyMap<string, number>): Ballot {
  const factor = factors.get(ballot.member) ?? 1;
  return { ...ballot, weight: factor === 1 ? ballot.weight : withoutNoise(ballot.weight * factor) };
}
