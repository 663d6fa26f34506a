/** Which answers stay as they are, whatever is said after them. */
import type { Ballot } from '../ballot.ts';
import type { Rules } from '../decision.ts';
import { isFreeText } from '../free-text.ts';
import { isPlainAnswer, settles } from './settle.ts';

/**
 * Whether ballots that are still out may show that different answers among `ballots` are one: not where these are plain
 * numbers and labels.
 */
export function mayMerge(ballots: readonly Ballot[], { profile, asRead }: Pick<Rules, 'profile' | 'asRead'>): boolean {
  if (asRead === true || !settles(profile)) return false;
  return ballots.some(({ answer }) => answer !== null && !isPlainAnswer(answer));
}

/** Whether an answer with most of the weight keeps its name: a sentence may yet become the short fact that it states. */
export function isFirm(answer: string): boolean {
  return !isFreeText(answer);
}
