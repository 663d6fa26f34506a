import type { Rules, Status } from './decision.ts';

/** What the status follows from; confidence and agreement as recorded (four decimals). */
export interface Standing {
  readonly isQuorate: boolean;
  readonly answer: string | null;
  readonly confidence: number;
  readonly agreement: number;
  /** Another answer has the same score, however the tie was broken. */
  readonly isTied: boolean;
}

/** The status of a standing under the thresholds of `rules`. */
export function statusOf(
  { isQuorate, answer, confidence, agreement, isTied }: Standing,
  { thresholds }: Pick<Rules, 'thresholds'>,
): Status {
  if (!isQuorate) return 'no_quorum';
  const isSure =
    answer !== null && !isTied && confidence >= thresholds.confidenceThreshold && agreement >= thresholds.minAgreement;
  return isSure ? 'decided' : 'low_confidence';
}
