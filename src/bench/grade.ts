/** Whether an answer is right. */
import type { Decision } from '../consensus/decision.ts';
import { equivalenceOf, sameAnswer } from '../consensus/equivalence.ts';
import type { BenchQuestion } from './questions.ts';

/** An answer and what it is worth. */
export interface Graded {
  readonly answer: string | null;
  readonly right: boolean;
}

/** No answer at all: nobody can be right by failing, not even out of scope. */
export const UNANSWERED: Graded = { answer: null, right: false };

/**
 * A decision's answer as a user gets it, whatever its status; without a quorum there is none. It is right when it counts
 * as the same as the expected one, or when both are none.
 */
export function graded({ status, answer, rules }: Decision, { answer: expected }: BenchQuestion): Graded {
  if (status === 'no_quorum') return UNANSWERED;
  if (answer === null || expected === null) return { answer, right: answer === expected };
  return { answer, right: sameAnswer(answer, expected, equivalenceOf(rules.options)) };
}
