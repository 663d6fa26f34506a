/** What the last word of one model counts for, after a vote. */
import { isValid, type Ballot } from './ballot.ts';
import type { Closing, Rules } from './decision.ts';
import { sayTheSame } from './answer-similarity.ts';
import { equivalenceOf, sameAnswer } from './equivalence.ts';
import { closesByOne } from './rounds.ts';

/**
 * The last word among `ballots`, and which side stands: where it contradicts a vote that is `strong` (decided by its own
 * thresholds), the side that `rules.guard` names, the vote by default; otherwise the synthesis. Null for rounds that do
 * not close by one.
 */
export function closingOf(
  ballots: readonly Ballot[],
  vote: { readonly answer: string | null; readonly isStrong: boolean },
  rules: Rules,
): { readonly closing: Closing; readonly ballot: Ballot | null } | null {
  if (!closesByOne(rules)) return null;
  const last = (rules.rounds ?? []).length - 1;
  const ballot = ballots.find((cast) => cast.round === last && isValid(cast)) ?? null;
  const answer = ballot?.answer ?? null;
  const member = ballot?.member ?? null;
  if (answer === null) return { closing: { member, answer, contradicts: false, kept: 'vote' }, ballot };
  const contradicts = vote.answer === null || !areOne(answer, vote.answer, rules);
  const kept = contradicts && vote.isStrong ? (rules.guard ?? 'vote') : 'synthesis';
  return { closing: { member, answer, contradicts, kept }, ballot };
}

/** Whether two answers are one, or say the same in other words. */
export function areOne(answer: string, other: string, { options }: Pick<Rules, 'options'>): boolean {
  return sameAnswer(answer, other, equivalenceOf(options)) || sayTheSame(answer, other);
}
