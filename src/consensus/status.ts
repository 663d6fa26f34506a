import type { Rules, Status } from './decision.ts';

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
