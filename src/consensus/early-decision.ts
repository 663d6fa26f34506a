/** Lossless early decision: when no ballot that is still out can change the outcome. */
import { isValid, type Ballot } from './ballot.ts';
import { answeringMembers, canonicalBallots, outstanding, quorumOf, totalWeight, type Election } from './election.ts';
import { equivalenceOf, isExact } from './equivalence.ts';
import { majorityScore } from './majority.ts';
import { countVotes, withVote } from './plurality.ts';
import type { RegisteredStrategy } from './registry.ts';
import { roundedShare } from './rounding.ts';
import { statusOf } from './status.ts';
import { canOvertake, leadOf, type Candidate } from './tie-break.ts';

/** Ballots that are still out, and what they weigh together. */
interface Outstanding {
  readonly count: number;
  readonly weight: number;
}

/**
 * Whether the outcome (winning answer and status) is the same whatever the ballots still out turn out to be: votes for
 * any answer, new ones too, with any confidence, abstentions or failures. Only where each ballot adds to its answer and
 * answers are compared exactly can that be known before the last ballot.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function isSettled(election: Election, entry: RegisteredStrategy): boolean {
  const ballots = canonicalBallots(election);
  const open = outstanding(election);
  if (open.size === 0) return true;
  const { ballotScore } = entry;
  if (ballotScore === undefined || !isExact(equivalenceOf(election.rules.options))) return false;
  const votes = ballots.filter(isValid);
  const total = totalWeight(election.electorate);
  const out = sumOf(open.values());
  const candidates = countVotes(votes, ballotScore);
  const winner = settledWinner(candidates, out, total);
  return winner !== null && isStatusSettled(election, votes, winner, out, new Set(open.keys()));
}

/**
 * How many ballots, in the order given, it takes until the answer (not the status) can no longer change; all of them
 * where the strategy needs all. For the statistics of `vote --summary`.
 * @throws PacoreError PACORE_USAGE: a malformed election
 */
export function ballotsNeeded(election: Election, { ballotScore }: RegisteredStrategy): number {
  canonicalBallots(election);
  const { electorate, ballots, rules } = election;
  if (ballotScore === undefined || !isExact(equivalenceOf(rules.options))) return ballots.length;
  const total = totalWeight(electorate);
  const candidates = new Map<string, Candidate>();
  let { count, weight } = sumOf(outstanding({ electorate, ballots: [], rules }).values());
  for (const [index, ballot] of ballots.entries()) {
    if (settledWinner([...candidates.values()], { count, weight }, total) !== null) return index;
    count--;
    weight -= ballot.weight;
    if (isValid(ballot) && ballot.answer !== null) {
      candidates.set(ballot.answer, withVote(candidates.get(ballot.answer), ballot.answer, ballot, ballotScore));
    }
  }
  return ballots.length;
}

/** The candidate that stays the winner whatever comes; null while another can pass it, or while there is none. */
function settledWinner(candidates: readonly Candidate[], out: Outstanding, total: number): Candidate | null {
  const winner = leadOf(candidates, total)?.winner;
  if (winner === undefined) return null;
  // The most any rival can reach: every ballot still out, at full confidence.
  const atBest = ({ answer, score, confidence, ballots }: Candidate): Candidate => {
    return { answer, score: score + out.weight, confidence: confidence + out.count, ballots: ballots + out.count };
  };
  const rivals = candidates.filter((candidate) => candidate !== winner);
  if (rivals.some((rival) => canOvertake(atBest(rival), winner, rival.answer < winner.answer, total))) return null;
  // An answer that nobody has given yet may stand before any other in the order of answers.
  const newcomer = atBest({ answer: '', score: 0, confidence: 0, ballots: 0 });
  return canOvertake(newcomer, winner, true, total) ? null : winner;
}

function isStatusSettled(
  election: Election,
  votes: readonly Ballot[],
  winner: Candidate,
  out: Outstanding,
  open: ReadonlySet<string>,
): boolean {
  const answering = answeringMembers(votes);
  const quorum = quorumOf(election);
  const mostAnswering = new Set([...answering, ...open]).size;
  if (mostAnswering < quorum) return true;
  if (answering.size < quorum) return false;
  const total = totalWeight(election.electorate);
  const votesFor = countVotes(votes, majorityScore).find(({ answer }) => answer === winner.answer)?.score ?? 0;
  // Confidence and agreement only rise with votes for the winner, so the two extremes tell the whole range.
  const statusWith = (extra: number) =>
    statusOf(
      {
        isQuorate: true,
        answer: winner.answer,
        confidence: roundedShare((winner.score + extra) / total),
        agreement: roundedShare((votesFor + extra) / total),
      },
      election.rules,
    );
  return statusWith(0) === statusWith(out.weight);
}

function sumOf(parts: Iterable<Outstanding>): Outstanding {
  return [...parts].reduce((sum, { count, weight }) => ({ count: sum.count + count, weight: sum.weight + weight }), {
    count: 0,
    weight: 0,
  });
}
