/** From ballots to decision: equivalence, the strategy's verdict, tally, thresholds, status. */
import { settledElection } from './agreement/settled-ballots.ts';
import { asCounted, assumedConfidence } from './assumed-confidence.ts';
import { isValid, type CountedBallot } from './ballot.ts';
import { usageOf, withRounds } from './coordinated.ts';
import type { Decision, TallyEntry } from './decision.ts';
import { answeringMembers, quorumOf, totalWeight, type Election } from './election.ts';
import { equivalenceOf } from './equivalence.ts';
import type { RegisteredStrategy } from './registry.ts';
import { roundedShare } from './rounding.ts';
import { statusOf } from './status.ts';
import type { Verdict } from './strategy.ts';
import { factorsOf, isLevelIn, tallyOf } from './tally.ts';
import { unified } from './unified.ts';
import { verdictOf } from './verdict.ts';

/**
 * The decision of an election by `entry`, the strategy that its rules name. Pure: the same ballots in any order give
 * the same decision.
 * @throws PacoreError PACORE_USAGE (malformed election or options), PACORE_STRATEGY (the strategy failed)
 */
export function decide(election: Election, entry: RegisteredStrategy): Decision {
  return withRounds(decideVote(election, entry), election);
}

/** The decision of the round that votes. */
function decideVote(election: Election, entry: RegisteredStrategy): Decision {
  const { electorate, rules } = election;
  entry.checkOptions?.(rules.options);
  const ballots = settledElection(election);
  const votes = asCounted(unified(ballots.filter(isValid), equivalenceOf(rules.options)));
  const assumed = assumedConfidence(ballots);
  const total = totalWeight(electorate);
  const verdict = verdictOf(entry, votes, { electorate, totalWeight: total, rules });
  const counted = joined(votes, verdict);
  const winning = counted.filter(({ answer }) => answer !== null && answer === verdict.answer);
  const confidence = roundedShare(verdict.confidence);
  const agreement = roundedShare(winning.reduce((sum, { weight }) => sum + weight, 0) / (total || 1));
  const tally = tallyOf(counted, verdict, total);
  return {
    strategy: verdict.decidedBy ?? rules.strategy,
    status: statusOf(
      {
        isQuorate: answeringMembers(ballots).size >= quorumOf(election),
        answer: verdict.answer,
        confidence,
        agreement,
        isTied: isTied(verdict, tally),
      },
      rules,
    ),
    answer: verdict.answer,
    text: verdict.text ?? mostConfidentText(winning) ?? verdict.answer,
    confidence,
    agreement,
    calibrated: null,
    tieBreak: verdict.tieBreak ?? null,
    ...(assumed !== null && { assumedConfidence: roundedShare(assumed) }),
    electorate,
    rules,
    tally,
    ...factorsOf(verdict, tally),
    ballots,
    usage: usageOf(ballots),
  };
}

/** By its own account, or by the scores that it gives: what breaks a tie need not be the strategy's tie-break. */
function isTied({ answer, tieBreak, scores }: Verdict, tally: readonly TallyEntry[]): boolean {
  if (tieBreak !== null && tieBreak !== undefined) return true;
  return answer !== null && scores?.has(answer) === true && isLevelIn(tally, answer);
}

/** The ballots with those that say the same as the winner in other words counted for it. */
function joined(votes: readonly CountedBallot[], { answer, supporters }: Verdict): readonly CountedBallot[] {
  if (supporters === undefined || answer === null) return votes;
  const says = (ballot: CountedBallot) => ballot.answer !== null && supporters.has(ballot.answer);
  return votes.map((ballot) => (says(ballot) ? { ...ballot, answer } : ballot));
}

/** The first of the most confident: `ballots` are in the order of the electorate, then of the samples. */
function mostConfidentText(ballots: readonly CountedBallot[]): string | null {
  const [first, ...others] = ballots;
  if (first === undefined) return null;
  return others.reduce((best, ballot) => (ballot.confidence > best.confidence ? ballot : best), first).text;
}
