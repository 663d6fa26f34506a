/** How often members are right, by category. */
import { isAnswer, memberOfPlace, RIGHT, type OutcomeTable } from './outcomes.ts';

/** Probabilities, above 0 and below 1, that an answer of a member is right; by the member's place in the table. */
export interface Accuracies {
  /** Over all questions. */
  readonly overall: readonly number[];
  /** Those of a category that the table has. */
  readonly byCategory: ReadonlyMap<string, readonly number[]>;
  /** Of all members together: what a member is taken for that nothing is known of. */
  readonly mean: number;
}

/** Questions that the accuracy over all categories counts for in that of one; the figure is the issue's. */
const CATEGORY_PRIOR = 20;
/** Questions that the mean of all members counts for in the accuracy of one. */
const MEMBER_PRIOR = 2;
/** No record is so good, or so bad, that the member could not be wrong, or right. */
const LIMIT = 0.001;

interface Count {
  hits: number;
  answered: number;
}

/**
 * Learns accuracies from a table. Only answers count: an abstention says nothing for or against any answer. Where there
 * are few, the estimate leans on the next wider one: p̂ = (hits + k·p) / (n + k), with p the mean of all members and
 * k = 2 for a member, and p the member's own and k = 20 for a member in a category (the mean of a Beta posterior;
 * empirical Bayes, Efron and Morris 1975).
 */
export function learnAccuracies({ members, rows }: OutcomeTable): Accuracies {
  const places = memberOfPlace(members);
  const none = (): Count[] => members.map(() => ({ hits: 0, answered: 0 }));
  const total = none();
  const counts = new Map<string, readonly Count[]>();
  for (const { category, outcomes } of rows) {
    const own = category === null ? null : (counts.get(category) ?? none());
    if (category !== null && own !== null) counts.set(category, own);
    for (const [place, member] of places.entries()) {
      const outcome = outcomes.charAt(place);
      if (!isAnswer(outcome)) continue;
      for (const count of [total[member], own?.[member]]) {
        if (count === undefined) continue;
        count.answered++;
        if (outcome === RIGHT) count.hits++;
      }
    }
  }
  const all = total.reduce(
    (sum, { hits, answered }) => ({ hits: sum.hits + hits, answered: sum.answered + answered }),
    {
      hits: 0,
      answered: 0,
    },
  );
  // Without any answer the chances are even.
  const mean = shrunk(all, 0.5, 1);
  const overall = total.map((count) => shrunk(count, mean, MEMBER_PRIOR));
  const byCategory = new Map(
    [...counts].map(([category, own]) => [
      category,
      own.map((count, member) => shrunk(count, overall[member] ?? mean, CATEGORY_PRIOR)),
    ]),
  );
  return { overall, byCategory, mean };
}

function shrunk({ hits, answered }: Count, towards: number, strength: number): number {
  return Math.min(1 - LIMIT, Math.max(LIMIT, (hits + strength * towards) / (answered + strength)));
}
