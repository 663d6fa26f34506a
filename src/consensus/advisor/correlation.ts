/** Whether members err on the same questions: votes of members that do are hardly more than one vote. */
import { fourDecimals } from '../rounding.ts';
import type { AnswerSheet } from './answer-sheet.ts';

/** Two members, and the correlation of their errors. */
interface CorrelatedPair {
  readonly a: string;
  readonly b: string;
  /** −1..1, four decimals; null where one of them is always right or always wrong. */
  readonly phi: number | null;
}

/** The correlation of errors, pair by pair. */
export interface ErrorCorrelation {
  /** The mean over the pairs that have one; null without any. */
  readonly mean: number | null;
  /** Most correlated first. */
  readonly pairs: readonly CorrelatedPair[];
}

/**
 * Pearson's phi (Yule 1912) of "is wrong" for all pairs, over the questions that both responded to; an abstention is
 * wrong. `right` holds 1 or 0 by member and question.
 */
export function errorCorrelation(sheet: AnswerSheet, right: readonly Uint8Array[]): ErrorCorrelation {
  const { members } = sheet;
  const pairs = members.flatMap((a, one) =>
    members.slice(one + 1).map((b, index) => ({ a, b, phi: phiOf(sheet, right, one, one + 1 + index) })),
  );
  const known = pairs.flatMap(({ phi }) => (phi === null ? [] : [phi]));
  return {
    mean: known.length === 0 ? null : fourDecimals(known.reduce((sum, phi) => sum + phi, 0) / known.length),
    pairs: pairs.sort((one, other) => (other.phi ?? -2) - (one.phi ?? -2)),
  };
}

function phiOf(sheet: AnswerSheet, right: readonly Uint8Array[], one: number, other: number): number | null {
  const counts = new Int32Array(4);
  for (let question = 0; question < sheet.questions; question++) {
    if (!responded(sheet, question, one) || !responded(sheet, question, other)) continue;
    const cell = 2 * (right[one]?.[question] ?? 0) + (right[other]?.[question] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const [wrongBoth = 0, otherOnly = 0, oneOnly = 0, rightBoth = 0] = counts;
  const margins = (wrongBoth + otherOnly) * (oneOnly + rightBoth) * (wrongBoth + oneOnly) * (otherOnly + rightBoth);
  return margins === 0 ? null : fourDecimals((wrongBoth * rightBoth - otherOnly * oneOnly) / Math.sqrt(margins));
}

function responded({ starts, members }: AnswerSheet, question: number, member: number): boolean {
  const place = question * members.length + member;
  return starts[place] !== starts[place + 1];
}
