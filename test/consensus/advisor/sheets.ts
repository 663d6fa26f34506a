/** Short ways to write answer sheets in tests. */
import { AnswerSheetBuilder, type AnswerSheet } from '../../../src/consensus/advisor/answer-sheet.ts';
import { ConsensusEngine } from '../../../src/consensus/engine.ts';
import type { Profile } from '../../../src/consensus/decision.ts';
import type { RecordedResponse } from '../../../src/consensus/recorded.ts';

/** One question: what each member says, and what is right. */
export interface Question {
  readonly responses: readonly RecordedResponse[];
  readonly gold?: string | null;
}

/** Reads answers as they are. */
export const engine = new ConsensusEngine({ profile: 'choice' });

/** The sheet of questions; of `members`, or of whoever responds. Gold answers are taken as they are. */
export function sheetOf(
  questions: readonly Question[],
  members?: readonly string[],
  profile: Profile = 'choice',
): AnswerSheet {
  const builder = new AnswerSheetBuilder(members);
  for (const { responses, gold } of questions) builder.add(engine.election(responses, { members, profile }), gold);
  return builder.build();
}

/** One answer of each of the members a, b, c, …: a letter a member, `-` an abstention, a blank no response. */
export function row(answers: string, gold: string | null = 'A'): Question {
  const responses = Array.from(answers).flatMap((answer, index) =>
    answer === ' ' ? [] : [{ member: String.fromCharCode(97 + index), answer: answer === '-' ? null : answer }],
  );
  return { responses, gold };
}

/** The same without a gold answer. */
export function ungraded(answers: string): Question {
  return { responses: row(answers).responses };
}

/** What a generator returns at its end. */
export function endOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** A stream of numbers in [0, 1): a linear congruential generator (Numerical Recipes), enough for test data. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (1664525 * state + 1013904223) % 2 ** 32) / 2 ** 32;
}
