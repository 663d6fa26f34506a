/** Lossless early decision: when no ballot that is still out can change the outcome. */
import { isFirm, mayMerge } from './agreement/firm.ts';
import { isValid, type Ballot } from './ballot.ts';
import { answeringMembers, canonicalBallots, outstanding, quorumOf, totalWeight, type Election } from './election.ts';
import { equivalenceOf, isExact } from './equivalence.ts';
import { isMajority } from './majority.ts';
import { OpenCount } from './open-count.ts';
import type { LinearScore } from './plurality.ts';
import type { RegisteredStrategy } from './registry.ts';
import { roundedShare } from './rounding.ts';
import { statusOf } from './status.ts';

/**
 * Whether the outcome (winning answer and status) is the same whatever the ballots still out turn out to be: votes for
 * any answer, new ones too, with any confidence or none, abstentions or failures. Only where each ballot adds to its answer
 * and answers are compared exactly can that be known before the last ballot. A tie that may yet come about, or be broken, is
 * waited for: it makes the difference between decided and low_confidence.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function isSettled(election: Election, entry: RegisteredStrategy): boolean {
  const ballots = canonicalBallots(election);
  const open = outstanding(election);
  if (open.size === 0) return true;
  const { ballotScore, needsMajority } = entry;
  if (ballotScore === undefined || !isExact(equivalenceOf(election.rules.options))) return false;
  const count = openCount(election, ballotScore);
  for (const ballot of ballots) count.add(ballot);
  const winner = count.settledWinner();
  if (winner === null) return false;
  const merges = mayMerge(ballots, election.rules);
  if (
    (needsMajority === true || merges) &&
    !isMajority(count.scoreRange(winner).least, totalWeight(election.electorate))
  )
    return false;
  if (merges && !isFirm(winner)) return false;
  return isStatusSettled(election, ballots, { winner, count, open, merges });
}

/**
 * How many ballots, in the order given, it takes until the answer (not the status) can no longer change; all of them
 * where the strategy needs all. For the statistics of `vote --summary`.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function ballotsNeeded(election: Election, { ballotScore, needsMajority = false }: RegisteredStrategy): number {
  canonicalBallots(election);
  const { ballots, rules } = election;
  if (ballotScore === undefined || !isExact(equivalenceOf(rules.options))) return ballots.length;
  const count = openCount(election, ballotScore);
  const merges = mayMerge(ballots, rules);
  const total = totalWeight(election.electorate);
  for (const [index, ballot] of ballots.entries()) {
    const winner = count.settledWinner();
    const needs = needsMajority || merges;
    if (winner !== null && (!needs || isMajority(count.scoreRange(winner).least, total)) && (!merges || isFirm(winner)))
      return index;
    count.add(ballot);
  }
  return ballots.length;
}

/** Nothing is in yet. */
function openCount({ electorate, rules }: Election, scoreOf: LinearScore): OpenCount {
  return new OpenCount(scoreOf, outstanding({ electorate, ballots: [], rules }), totalWeight(electorate));
}

interface Prospect {
  /** Whose win is settled. */
  readonly winner: string;
  readonly count: OpenCount;
  /** By member. */
  readonly open: ReturnType<typeof outstanding>;
  /** Whether other answers may yet turn out to be the winner's. */
  readonly merges: boolean;
}

function isStatusSettled(
  election: Election,
  ballots: readonly Ballot[],
  { winner, count, open, merges }: Prospect,
): boolean {
  const answering = answeringMembers(ballots);
  const quorum = quorumOf(election);
  const mostAnswering = new Set([...answering, ...open.keys()]).size;
  if (mostAnswering < quorum) return true;
  if (answering.size < quorum) return false;
  const total = totalWeight(election.electorate);
  const votes = sumOf(ballots.filter((ballot) => isValid(ballot) && ballot.answer === winner));
  const { least, most } = count.scoreRange(winner);
  const statusAt = (score: number, votesFor: number) =>
    statusOf(
      {
        isQuorate: true,
        answer: winner,
        confidence: roundedShare(score / total),
        agreement: roundedShare(votesFor / total),
        isTied: false,
      },
      election.rules,
    );
  // Confidence and agreement are highest together and lowest together, so the two extremes tell the whole range.
  const best = merges ? statusAt(total, total) : statusAt(most, votes + sumOf(open.values()));
  if (best !== 'decided') return true;
  return statusAt(least, votes) === 'decided' && !count.canBeTied(winner);
}

function sumOf(parts: Iterable<{ readonly weight: number }>): number {
  return [...parts].reduce((sum, { weight }) => sum + weight, 0);
}
