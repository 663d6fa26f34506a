import type { Verdict } from './strategy.ts';
import { leadOf, type Candidate } from './tie-break.ts';

/**
 * The verdict of a strategy that scores candidates: the highest score wins, ties as in tie-break.ts. `most` is the
 * highest score there could be, above 0: confidence = the winner's score / `most`.
 */
export function scoredVerdict(candidates: readonly Candidate[], most: number): Verdict {
  const lead = leadOf(candidates, most);
  const share = (score: number): number => Math.min(1, score / most);
  return {
    answer: lead?.winner.answer ?? null,
    confidence: share(lead?.winner.score ?? 0),
    scores: new Map(candidates.map(({ answer, score }) => [answer, { score, share: share(score) }])),
    tieBreak: lead?.tieBreak ?? null,
  };
}
