import type { ErrorCode } from '../errors.ts';

/** How an answer ended. Only `stop` and `length` make a valid ballot. */
export type Finish = 'stop' | 'length' | 'cancelled' | 'error';

/** One answer of one member: identified by (member, sample, round). */
export interface Ballot {
  readonly member: string;
  /** The model behind the member; null in recorded responses. */
  readonly model: string | null;
  /** 0-based; sample 0 is greedy. */
  readonly sample: number;
  /** 0-based. */
  readonly round: number;
  /** The response as the model wrote it. */
  readonly text: string;
  /** The final answer in canonical form; null is an abstention (or no valid ballot at all, see `finish`). */
  readonly answer: string | null;
  /** What was read out of the text, where `answer` is how another ballot says it: `jane austen` for a sentence about her. */
  readonly read?: string;
  /** 0..1 by the model's own token probabilities; null where the backend gives none: the others' mean is then assumed. */
  readonly confidence: number | null;
  /** Member weight / samples of the member. */
  readonly weight: number;
  /** Candidates from best to worst, where the member ranked them. */
  readonly ranking?: readonly string[];
  readonly finish: Finish;
  readonly error?: { readonly code: ErrorCode; readonly message: string; readonly retryAfterMs?: number };
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly latencyMs: number;
}

/** A ballot as it is counted: without a confidence of its own it has the one that is assumed (assumed-confidence.ts). */
export interface CountedBallot extends Ballot {
  readonly confidence: number;
}

/** One voter. Its ballots together weigh `weight`, whatever their number. */
export interface ElectorateEntry {
  readonly member: string;
  /** The model behind the member, where it is known. */
  readonly model?: string;
  /** Ballots this member is asked for, at least 1. */
  readonly samples: number;
  /** Above 0. */
  readonly weight: number;
  /** The factor of `weight` that was learned; absent where the weight is the member's own. See calibration/reweigh.ts. */
  readonly learnedWeight?: number;
  /** Why no ballot can come from this member; absent when it votes. */
  readonly missing?: string;
}

/** A ballot that counts for the quorum: the member answered, be it by abstaining. */
export function isValid(ballot: Ballot): boolean {
  return ballot.finish === 'stop' || ballot.finish === 'length';
}

/** What a ballot is known by within its question. */
export function ballotKey({ member, sample, round }: Pick<Ballot, 'member' | 'sample' | 'round'>): string {
  return `${round}/${sample}/${member}`;
}
