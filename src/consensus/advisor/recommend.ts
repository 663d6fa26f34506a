import type { CommitteeAdvice, Recommendation } from './advice.ts';
import { gainOver } from './gain.ts';
import { bestOf, byBothRules, heldOutRight, shareOf, type Court } from './judge.ts';
import type { ScoredCommittee } from './search.ts';
import { committeeText, fieldOf, gainText, percent } from './wording.ts';

/** A committee as found and as judged. */
export interface Candidate {
  readonly scored: ScoredCommittee;
  readonly advice: CommitteeAdvice;
}

/**
 * Of `candidates` (at least one, smaller ones first) the one that was right most often on the choosing half, if it is better than the
 * best of all members alone on the held-out half; otherwise that member. No part of the held-out half chooses among
 * committees, so the gain is that of one comparison.
 */
export function recommend(court: Court, candidates: readonly Candidate[]): Recommendation {
  const best = bestOf(court, Int32Array.from(court.alone.keys()));
  const reference = heldOutRight(court, best);
  const member = court.sheet.members[best] ?? '';
  const { scored, advice } = candidates.reduce((most, one) => (scoreOf(one) > scoreOf(most) ? one : most));
  const right = byBothRules(court, scored.members)[fieldOf(advice.rule)];
  const gain = gainOver(reference, right, court.seed);
  const alone = `${member} alone: ${percent(shareOf(reference))}`;
  const together = `${committeeText(advice)} by ${advice.rule}: ${percent(advice.heldOut[fieldOf(advice.rule)])}`;
  if (gain.mean <= 0) {
    const text = `Take ${alone}; the best committee found, ${together}, is no better, ${gainText(gain)}.`;
    return { members: [member], rule: null, gain, text };
  }
  const doubt = gain.interval[0] > 0 ? '' : ' The interval holds 0: the gain may be chance.';
  const text = `Take ${together}, against ${alone}, ${gainText(gain)}.${doubt}`;
  return { members: advice.members, rule: advice.rule, gain, text };
}

function scoreOf({ scored: { majority, weighted } }: Candidate): number {
  return Math.max(majority, weighted);
}
