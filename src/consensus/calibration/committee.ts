/** How a committee would have voted on the questions of a table. */
import type { ElectorateEntry } from '../ballot.ts';
import type { Accuracies } from './accuracy.ts';
import type { Observation } from './isotonic.ts';
import { ALONE, isAnswer, RIGHT, type OutcomeRow, type RecordedMember } from './outcomes.ts';
import { leadersOf, logOdds } from './posterior.ts';
import { logOddsWeight } from './weight.ts';

/** The log-odds weights of the members of a table. */
export interface MemberWeights {
  /** By the member's place in the table, for questions of a category; null or an unknown one: over all questions. */
  readonly in: (category: string | null) => readonly number[];
  /** Of a member that nothing is known of. */
  readonly ofStranger: number;
}

/** Members' accuracies as weights among `options` options. */
export function memberWeights({ overall, byCategory, mean }: Accuracies, options: number): MemberWeights {
  const weigh = (accuracies: readonly number[]) => accuracies.map((accuracy) => logOddsWeight(accuracy, options));
  const categories = new Map([...byCategory].map(([category, accuracies]) => [category, weigh(accuracies)]));
  const anywhere = weigh(overall);
  return {
    in: (category) => (category === null ? anywhere : (categories.get(category) ?? anywhere)),
    ofStranger: logOddsWeight(mean, options),
  };
}

/** A voter, with its place in the table. */
export interface Seat {
  /** Place among the members. */
  readonly member: number;
  /** Place of its first sample in a row of outcomes. */
  readonly place: number;
  readonly samples: number;
  /** Without what was learned. */
  readonly weight: number;
}

/** Who votes, and how the answer is chosen. */
export interface Committee {
  readonly seats: readonly Seat[];
  /** Whether votes count by the learned weights, or only by those that members have anyway. */
  readonly isWeighted: boolean;
  /** Whether the category of a question is known when it is voted on. */
  readonly knowsCategory: boolean;
}

/** The seats of an electorate; null where a member, or one of its samples, is not in the table. */
export function seatsOf(
  electorate: readonly Pick<ElectorateEntry, 'member' | 'samples' | 'weight'>[],
  members: readonly RecordedMember[],
): readonly Seat[] | null {
  const known = new Map<string, Pick<Seat, 'member' | 'place' | 'samples'>>();
  let place = 0;
  for (const [index, { member, samples }] of members.entries()) {
    known.set(member, { member: index, place, samples });
    place += samples;
  }
  const seats = electorate.flatMap(({ member, samples, weight }): readonly Seat[] => {
    const seat = known.get(member);
    return seat === undefined || seat.samples < samples ? [] : [{ ...seat, samples, weight }];
  });
  return seats.length === electorate.length ? seats : null;
}

/**
 * What the committee would have answered, scored by {@link logOdds}; none where nobody answers. Answers that are level
 * share the question, for what tells them apart in a vote says nothing about which is right.
 */
export function observationsOf(
  { outcomes, category }: OutcomeRow,
  { seats, isWeighted, knowsCategory }: Committee,
  weights: MemberWeights,
  options: number,
): readonly Observation[] {
  const learned = weights.in(knowsCategory ? category : null);
  const votes = new Map<string, number>();
  const support = new Map<string, number>();
  for (const { member, place, samples, weight } of seats) {
    const odds = learned[member] ?? weights.ofStranger;
    for (let ballot = place; ballot < place + samples; ballot++) {
      const outcome = outcomes.charAt(ballot);
      if (!isAnswer(outcome)) continue;
      const answer = outcome === ALONE ? `${ALONE}${ballot}` : outcome;
      votes.set(answer, (votes.get(answer) ?? 0) + (weight * (isWeighted ? odds : 1)) / samples);
      support.set(answer, (support.get(answer) ?? 0) + odds / samples);
    }
  }
  if (votes.size === 0) return [];
  const leaders = leadersOf(votes);
  return leaders.map((answer) => ({
    score: logOdds(support, answer, options),
    isRight: answer === RIGHT,
    weight: 1 / leaders.length,
  }));
}
