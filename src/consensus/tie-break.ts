/** Which of the best candidates wins when their scores are equal. */
import type { TieBreak } from './decision.ts';

/** One answer and what stands behind it. */
export interface Candidate {
  readonly answer: string;
  /** In the strategy's unit. */
  readonly score: number;
  /** Sum of the confidences of its ballots. */
  readonly confidence: number;
  /** How many ballots it has. */
  readonly ballots: number;
}

/** One chosen, and the rule that was needed to tell it from the others; null when its score alone did. */
export interface Lead {
  readonly winner: Candidate;
  readonly tieBreak: TieBreak | null;
}

/** Sums of the same weights in another order differ by less than this part of the whole. */
export const TOLERANCE = 1e-9;

/**
 * The best of `candidates`, or null when there are none. Equal scores (up to rounding, relative to `unit`, the most a
 * score can be) are told apart by higher total confidence, then more ballots, then the order of the answers by code unit.
 */
export function leadOf(candidates: readonly Candidate[], unit: number): Lead | null {
  return endOf(candidates, unit, 1);
}

/** The last of `candidates`, by the rules of {@link leadOf} in reverse: who it is, and the rule that was needed. */
export function trailOf(candidates: readonly Candidate[], unit: number): Lead | null {
  return endOf(candidates, unit, -1);
}

/** The one of two findings that took more rules: a decision records the last rule that it needed. */
export function laterRule(one: TieBreak | null, other: TieBreak | null): TieBreak | null {
  return RULES.indexOf(other) > RULES.indexOf(one) ? other : one;
}

const RULES: readonly (TieBreak | null)[] = [null, 'confidence', 'ballots', 'order'];

/** The best of `candidates` with `sign` 1, the last with −1. */
function endOf(candidates: readonly Candidate[], unit: number, sign: 1 | -1): Lead | null {
  if (candidates.length === 0) return null;
  let tied: readonly Candidate[] = best(candidates, ({ score }) => sign * score, unit * TOLERANCE);
  let tieBreak: TieBreak | null = null;
  const narrow = (rule: TieBreak, rest: readonly Candidate[]): void => {
    if (rest.length < tied.length) [tied, tieBreak] = [rest, rule];
  };
  narrow(
    'confidence',
    best(tied, ({ confidence }) => sign * confidence, TOLERANCE),
  );
  narrow(
    'ballots',
    best(tied, ({ ballots }) => sign * ballots, 0),
  );
  narrow('order', [tied.reduce((one, other) => (other.answer < one.answer === sign > 0 ? other : one))]);
  const [chosen] = tied;
  return chosen === undefined ? null : { winner: chosen, tieBreak };
}

/** What one candidate has more than another; below 0, less. */
export type Margin = Pick<Candidate, 'score' | 'confidence' | 'ballots'>;

/** Whether who has the margin `over` another is chosen before that one; `isFirst`: it is before it in the order of answers. */
export function prevails(over: Margin, isFirst: boolean, unit: number): boolean {
  if (!isLevel(over, unit)) return over.score > 0;
  if (Math.abs(over.confidence) > TOLERANCE) return over.confidence > 0;
  if (over.ballots !== 0) return over.ballots > 0;
  return isFirst;
}

/** Whether the scores are equal. */
export function isLevel({ score }: Pick<Margin, 'score'>, unit: number): boolean {
  return Math.abs(score) <= unit * TOLERANCE;
}

function best(candidates: readonly Candidate[], measure: (candidate: Candidate) => number, tolerance: number) {
  const most = candidates.reduce((highest, candidate) => Math.max(highest, measure(candidate)), -Infinity);
  return candidates.filter((candidate) => measure(candidate) >= most - tolerance);
}
