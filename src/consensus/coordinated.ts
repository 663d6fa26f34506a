/** From the vote of one round to the decision of all rounds. */
import type { Ballot } from './ballot.ts';
import type { Decision } from './decision.ts';
import { otherBallots, type Election } from './election.ts';
import { roundedShare } from './rounding.ts';
import { areOne, closingOf } from './closing.ts';
import { statusOf } from './status.ts';
import { isLevelIn } from './tally.ts';

/**
 * `vote`, the decision of the round that votes, with the ballots of the other rounds in the record and, where the rounds
 * close by one, its last word: in agreement it gives the text; against the vote the guard says which stands. The tally
 * stays the vote's. A synthesis that stands against it has the confidence and agreement that its answer has in the vote,
 * none if nobody else gave it: they measure support.
 * @throws PacoreError PACORE_USAGE: a ballot from a round that there is not, or one twice
 */
export function withRounds(vote: Decision, election: Election): Decision {
  const others = otherBallots(election);
  const ballots = [...others, ...vote.ballots].sort((a, b) => a.round - b.round);
  const decision = { ...vote, ballots, usage: usageOf(ballots) };
  const last = closingOf(others, { answer: vote.answer, isStrong: vote.status === 'decided' }, election.rules);
  if (last === null) return decision;
  const { closing, ballot } = last;
  if (closing.kept === 'vote' || ballot === null) return { ...decision, closing };
  const text = ballot.text;
  return closing.contradicts
    ? { ...decision, ...standingOf(closing.answer, vote, election), text, tieBreak: null, closing }
    : { ...decision, text, closing };
}

/** What ballots have cost. */
export function usageOf(ballots: readonly Ballot[]): Decision['usage'] {
  return {
    promptTokens: ballots.reduce((sum, ballot) => sum + ballot.promptTokens, 0),
    completionTokens: ballots.reduce((sum, ballot) => sum + ballot.completionTokens, 0),
    cancelledBallots: ballots.filter(({ finish }) => finish === 'cancelled').length,
  };
}

/** How an answer that did not win stands in the vote. */
function standingOf(answer: string | null, { status, tally, ballots }: Decision, { electorate, rules }: Election) {
  const isIt = (other: string | null) => other !== null && answer !== null && areOne(other, answer, rules);
  const total = electorate.reduce((sum, { weight }) => sum + weight, 0);
  const votes = ballots.filter((ballot) => isIt(ballot.answer));
  const agreement = roundedShare(votes.reduce((sum, { weight }) => sum + weight, 0) / (total || 1));
  const entry = tally.find((candidate) => isIt(candidate.answer));
  const confidence = entry?.share ?? 0;
  const isTied = entry !== undefined && isLevelIn(tally, entry.answer);
  const isQuorate = status !== 'no_quorum';
  return {
    answer,
    confidence,
    agreement,
    status: statusOf({ isQuorate, answer, confidence, agreement, isTied }, rules),
  };
}
