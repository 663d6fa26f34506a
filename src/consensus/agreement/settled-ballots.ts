/** Ballots whose answers are compared with each other's, under one name where they are one. */
import type { Ballot } from '../ballot.ts';
import { canonicalBallots, type Election } from '../election.ts';
import type { Profile } from '../decision.ts';
import type { GivenAnswer } from './given-answer.ts';
import { settledAnswers } from './settle.ts';

/**
 * The ballots of the round that votes, in canonical order, with equal answers written alike.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function settledElection(election: Election): readonly Ballot[] {
  const ballots = canonicalBallots(election);
  const { rules, question } = election;
  return rules.asRead === true ? ballots : settledBallots(ballots, rules.profile, question);
}

/**
 * `ballots` with equal answers written alike, in their rankings too; `read` keeps what a ballot said where its answer was
 * renamed. `question` is left out of what two sentences have in common.
 */
export function settledBallots(ballots: readonly Ballot[], profile: Profile, question?: string): readonly Ballot[] {
  const names = settledAnswers(ballots.flatMap(givenBy), profile, question);
  return ballots.map((ballot) => renamed(ballot, names));
}

function givenBy({ answer: settled, read, weight, text, ranking = [] }: Ballot): readonly GivenAnswer[] {
  // What was settled before, in an earlier decision over the same ballots, is settled anew.
  const answer = read ?? settled;
  const ranked = ranking.map((candidate) => ({ answer: candidate, weight: 0, text: '' }));
  return answer === null ? ranked : [{ answer, weight, text }, ...ranked];
}

function renamed(ballot: Ballot, names: ReadonlyMap<string, string>): Ballot {
  const nameOf = (answer: string): string => names.get(answer) ?? answer;
  const { read, ...unread } = ballot;
  const { ranking } = ballot;
  const answer = read ?? ballot.answer;
  const ranked = ranking === undefined ? {} : { ranking: [...new Set(ranking.map(nameOf))] };
  if (answer === null) return ranking === undefined ? ballot : { ...ballot, ...ranked };
  const name = nameOf(answer);
  return { ...unread, ...ranked, answer: name, ...(name === answer ? {} : { read: answer }) };
}
