import type { Pass } from './pass.ts';
import type { DrawnQuestion } from './questions.ts';
import type { Disagreement } from './result.ts';

/** Enough to see what kind of questions they are. */
const MOST = 10;

/** The first questions that `right` answered right and `wrong` did not, one of the two being the committee. */
export function disagreements(
  { committee, large }: { readonly committee: Pass; readonly large: Pass },
  questions: readonly DrawnQuestion[],
  winner: 'committee' | 'large',
): readonly Disagreement[] {
  const found = questions.flatMap(({ question, answer: expected }, index): readonly Disagreement[] => {
    const [ours, theirs] = [committee.answered[index], large.answered[index]];
    if (ours === undefined || theirs === undefined || ours.right === theirs.right) return [];
    if (ours.right !== (winner === 'committee')) return [];
    return [{ question, expected, committee: ours.answer, large: theirs.answer }];
  });
  return found.slice(0, MOST);
}
