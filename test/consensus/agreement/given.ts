import { readAnswer } from '../../../src/consensus/answer.ts';
import type { GivenAnswer } from '../../../src/consensus/agreement/given-answer.ts';
import { settledAnswers } from '../../../src/consensus/agreement/settle.ts';
import type { Profile } from '../../../src/consensus/decision.ts';

/** The ballots that `texts` are under profile `auto`, each of weight 1; abstentions are left out. */
export function givenBy(texts: readonly string[]): readonly GivenAnswer[] {
  return texts.flatMap((text) => {
    const answer = readAnswer(text, 'auto');
    return answer === null ? [] : [{ answer, weight: 1, text }];
  });
}

/** What each of `texts` counts as beside the others. */
export function settled(
  texts: readonly string[],
  question = '',
  profile: Profile = 'auto',
): readonly (string | undefined)[] {
  const given = givenBy(texts);
  const names = settledAnswers(given, profile, question);
  return given.map(({ answer }) => names.get(answer));
}
