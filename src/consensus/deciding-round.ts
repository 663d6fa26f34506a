/** Which of several rounds decides: the one that votes, or, where that comes to nothing, one before it. */
import { answeringMembers, outstanding, quorumOf, type Election } from './election.ts';
import type { Ballot, ElectorateEntry } from './ballot.ts';
import type { Rules } from './decision.ts';
import { votingRound } from './rounds.ts';

/**
 * Each round until the one that votes as an election of its own: the rules of an earlier one say so (`decidingRound`).
 * @param electorates by round; an empty one never has a quorum
 */
export function roundElections(
  electorates: readonly (readonly ElectorateEntry[])[],
  ballots: readonly Ballot[],
  rules: Rules,
): readonly Election[] {
  const voting = votingRound(rules);
  return electorates.map((electorate, round) => {
    return { electorate, ballots, rules: round === voting ? rules : { ...rules, decidingRound: round } };
  });
}

/** Those of `rounds` that were begun: a round starts when every ballot of the one before is in. */
export function begunRounds(rounds: readonly Election[]): readonly Election[] {
  const underWay = rounds.findIndex((election) => outstanding(election).size > 0);
  return underWay === -1 ? rounds : rounds.slice(0, underWay + 1);
}

/** The latest of the rounds `begun` that has a quorum; where none has, the last one, for what was voted there. */
export function decidingElection(begun: readonly Election[]): Election | undefined {
  return begun.findLast(isQuorate) ?? begun.at(-1);
}

function isQuorate(election: Election): boolean {
  const round = votingRound(election.rules);
  const answering = answeringMembers(election.ballots.filter((ballot) => ballot.round === round));
  return answering.size >= quorumOf(election);
}
