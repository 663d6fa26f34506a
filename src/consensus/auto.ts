/** The default strategy: leaves the decision to the one that fits the answers. */
import type { CountedBallot } from './ballot.ts';
import { ensemble } from './ensemble.ts';
import { isFreeText } from './free-text.ts';
import { isMajority, majorityScore, majorityVoting } from './majority.ts';
import { countVotes } from './plurality.ts';
import type { Strategy } from './strategy.ts';

const DECIDERS = { majority_voting: majorityVoting, ensemble } as const;

/**
 * `auto`: `majority_voting` where the answers are values, or where more than half of the electorate gives one and the same
 * answer; `ensemble` where free texts are among them and no answer has that much behind it. Counting equal answers says
 * nothing of free texts, for hardly any two are equal; between different ones the order of the alphabet would choose.
 * Where one answer has such a majority the others, of whatever kind, do not change who decides: so it may be known early.
 */
export const auto: Strategy = (ballots, options, context) => {
  const decidedBy = deciderOf(ballots, context.totalWeight);
  return { ...DECIDERS[decidedBy](ballots, options, context), decidedBy };
};

function deciderOf(ballots: readonly CountedBallot[], totalWeight: number): keyof typeof DECIDERS {
  const candidates = countVotes(ballots, majorityScore);
  const isClear = candidates.some(({ score }) => isMajority(score, totalWeight));
  return isClear || !candidates.some(({ answer }) => isFreeText(answer)) ? 'majority_voting' : 'ensemble';
}
