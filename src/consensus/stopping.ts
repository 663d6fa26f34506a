/** Statistical early decision, on request: stop when the leading answer is unlikely to lose its lead. */
import { asCounted } from './assumed-confidence.ts';
import { settledElection } from './agreement/settled-ballots.ts';
import type { Ballot, ElectorateEntry } from './ballot.ts';
import { isValid } from './ballot.ts';
import { leadProbability } from './beta-rule.ts';
import { answeringMembers, quorumOf, totalWeight, type Election } from './election.ts';
import { equivalenceOf, isExact } from './equivalence.ts';
import { samplesBegun } from './pace.ts';
import { countVotes } from './plurality.ts';
import type { RegisteredStrategy } from './registry.ts';
import { leadOf } from './tie-break.ts';

/**
 * What `election` comes down to when `rules.stopAt` stops it now: its electorate without the samples that were never
 * begun (they were not asked, so they are nobody's missing votes), the ballots at the weight that follows. Null where the
 * rule is not asked for, does not apply (the strategy needs all ballots) or is not reached, or the quorum is not.
 *
 * The ballots are in the order in which they came, for it tells which samples were under way (pace.ts). Those stay in the
 * electorate; what has not come of them is cancelled and counts as such.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function stoppedElection(election: Election, { ballotScore }: RegisteredStrategy): Election | null {
  const { rules, electorate } = election;
  if (rules.stopAt === undefined || ballotScore === undefined || !isExact(equivalenceOf(rules.options))) return null;
  const votes = asCounted(settledElection(election).filter(isValid));
  const candidates = countVotes(votes, ballotScore);
  const lead = leadOf(candidates, totalWeight(electorate));
  // Of answers with the same score none leads, whatever tells them apart.
  if (lead?.tieBreak !== null || answeringMembers(votes).size < quorumOf(election)) return null;
  const leader = lead.winner;
  const second = Math.max(0, ...candidates.filter((other) => other !== leader).map(({ ballots }) => ballots));
  if (leadProbability(leader.ballots, second) < rules.stopAt) return null;
  return narrowed(election, samplesBegun(election));
}

function narrowed({ electorate, ballots, rules }: Election, begun: ReadonlyMap<string, number>): Election {
  const entries = electorate.map((entry): ElectorateEntry => ({ ...entry, samples: begun.get(entry.member) ?? 1 }));
  const weights = new Map(entries.map(({ member, weight, samples }) => [member, weight / samples]));
  const reweighed = (ballot: Ballot): Ballot => ({ ...ballot, weight: weights.get(ballot.member) ?? ballot.weight });
  return { electorate: entries, ballots: ballots.map(reweighed), rules };
}
