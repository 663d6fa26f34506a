/** Whether two answers say the same, such as a gold answer and one that was given. */
import { settledAnswers } from './settle.ts';

/**
 * Whether `one` and `other`, canonical both, are equal as values: as numbers of a question with no other answers would be. A
 * sentence that merely contains a gold answer is not equal to it.
 */
export function areEqual(one: string, other: string): boolean {
  const given = [one, other].map((answer) => ({ answer, weight: 1, text: '' }));
  const names = settledAnswers(given, 'number');
  return names.get(one) === names.get(other);
}

/** The one of `answers` that `gold` is equal to, or `gold` itself. */
export function goldAmong(answers: Iterable<string | null>, gold: string): string {
  for (const answer of answers) if (answer !== null && areEqual(answer, gold)) return answer;
  return gold;
}
