/** Gold answers that cannot be meant: whoever compares with them counts right answers as wrong ones. */
import { canonicalAnswer } from './answer.ts';
import type { Profile } from './decision.ts';

/** As data sets write the place of an option in their list, from 0 or 1. */
const INDEX = /^\d{1,2}$/;
const LABELS = /^[A-Z](?:, ?[A-Z])*$/;

/**
 * Why `gold`, as recorded, cannot be the answer to a question that the members answered with `answers` (canonical; null is an
 * abstention), as the rest of "the gold answer is …"; null where nothing speaks against it.
 */
export function goldDoubt(gold: string, answers: readonly (string | null)[], profile: Profile): string | null {
  const given = answers.filter((answer) => answer !== null);
  const isAllLabels = given.length > 0 && given.every((answer) => LABELS.test(answer));
  if (INDEX.test(gold.trim()) && (profile === 'choice' || isAllLabels))
    return 'a number where the answers are labels of options';
  return canonicalAnswer(gold, profile) === null ? `no answer under the profile ${profile}` : null;
}
