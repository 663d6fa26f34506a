/** From ballots to decision: equivalence, the strategy's verdict, tally, thresholds, status. */
import { isValid, type Ballot } from './ballot.ts';
import type { Decision, Rules, Status } from './decision.ts';
import { answeringMembers, canonicalBallots, quorumOf, totalWeight, type Election } from './election.ts';
import { equivalenceOf } from './equivalence.ts';
import { confidenceOf } from './plurality.ts';
import type { RegisteredStrategy } from './registry.ts';
import { roundedShare } from './rounding.ts';
import { factorsOf, tallyOf } from './tally.ts';
import { unified } from './unified.ts';
import { verdictOf } from './verdict.ts';

/**
 * The decision of an election by `entry`, the strategy that its rules name. Pure: the same ballots in any order give
 * the same decision.
 * @throws PacoreError PACORE_USAGE (malformed election or options), PACORE_STRATEGY (the strategy failed)
 */
export function decide(election: Election, entry: RegisteredStrategy): Decision {
  const { electorate, rules } = election;
  const { strategy, ...recordedRules } = rules;
  entry.checkOptions?.(rules.options);
  const ballots = canonicalBallots(election);
  const votes = unified(ballots.filter(isValid), equivalenceOf(rules.options));
  const total = totalWeight(electorate);
  const verdict = verdictOf(entry, votes, { electorate, totalWeight: total, rules });
  const winning = votes.filter(({ answer }) => answer !== null && answer === verdict.answer);
  const confidence = roundedShare(verdict.confidence);
  const agreement = roundedShare(winning.reduce((sum, { weight }) => sum + weight, 0) / (total || 1));
  const tally = tallyOf(votes, verdict, total);
  return {
    strategy,
    status: statusOf(
      {
        isQuorate: answeringMembers(ballots).size >= quorumOf(election),
        answer: verdict.answer,
        confidence,
        agreement,
      },
      rules,
    ),
    answer: verdict.answer,
    text: verdict.text ?? mostConfidentText(winning) ?? verdict.answer,
    confidence,
    agreement,
    calibrated: null,
    tieBreak: verdict.tieBreak ?? null,
    electorate,
    rules: recordedRules,
    tally,
    ...factorsOf(verdict, tally),
    ballots,
    usage: {
      promptTokens: ballots.reduce((sum, ballot) => sum + ballot.promptTokens, 0),
      completionTokens: ballots.reduce((sum, ballot) => sum + ballot.completionTokens, 0),
      cancelledBallots: ballots.filter(({ finish }) => finish === 'cancelled').length,
    },
  };
}

/** What the status follows from; confidence and agreement as recorded (four decimals). */
export interface Standing {
  readonly isQuorate: boolean;
  readonly answer: string | null;
  readonly confidence: number;
  readonly agreement: number;
}

/** The status of a standing under the thresholds of `rules`. */
export function statusOf(
  { isQuorate, answer, confidence, agreement }: Standing,
  { thresholds }: Pick<Rules, 'thresholds'>,
): Status {
  if (!isQuorate) return 'no_quorum';
  const isSure =
    answer !== null && confidence >= thresholds.confidenceThreshold && agreement >= thresholds.minAgreement;
  return isSure ? 'decided' : 'low_confidence';
}

/** The first of the most confident: `ballots` are in the order of the electorate, then of the samples. */
function mostConfidentText(ballots: readonly Ballot[]): string | null {
  const [first, ...others] = ballots;
  if (first === undefined) return null;
  return others.reduce((best, ballot) => (confidenceOf(ballot) > confidenceOf(best) ? ballot : best), first).text;
}
