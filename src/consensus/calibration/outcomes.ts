/** What recorded ballots come down to once the gold answer is known: who was right, and who made the same mistake. */
import { isValid, type Ballot } from '../ballot.ts';
import { equivalenceOf, sameAnswer } from '../equivalence.ts';
import { unified } from '../unified.ts';

/** A member and how many of its samples were recorded for a question, at most. */
export interface RecordedMember {
  readonly member: string;
  /** At least 1. */
  readonly samples: number;
}

/** One question: the outcome of each ballot, one character each; see {@link RIGHT} and its neighbours. */
export interface OutcomeRow {
  /** Null: the question has none. */
  readonly category: string | null;
  /** By member, in the order of the table, then by sample. */
  readonly outcomes: string;
}

/** All that is learned from: no answers and no texts, only which ballots were right and which agreed. */
export interface OutcomeTable {
  readonly members: readonly RecordedMember[];
  readonly rows: readonly OutcomeRow[];
}

/** The ballot has the gold answer. */
export const RIGHT = '1';
/** The member answered, by abstaining. */
export const ABSTAINED = '-';
/** There is no such ballot. */
export const ABSENT = '.';
/** Wrong in a way of its own; for the rare question with more kinds of mistakes than there are letters. */
export const ALONE = '~';
/** A wrong answer: equal letters are equal answers to this question, and nothing across questions. */
const MISTAKES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What a row of outcomes is made of. */
export const OUTCOMES = /^[1\-.~a-zA-Z]+$/;

/** Whether the outcome is an answer, right or wrong. */
export function isAnswer(outcome: string): boolean {
  return outcome !== ABSTAINED && outcome !== ABSENT;
}

/**
 * The outcomes of a question's ballots by member, each a string with one character a sample. Answers count as the same
 * under `options`, as in the decision itself.
 */
export function outcomesOf(
  ballots: readonly Ballot[],
  gold: string,
  options: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const equivalence = equivalenceOf(options);
  const codes = new Map<string, string>();
  let mistakes = 0;
  const codeOf = (answer: string): string => {
    const code = codes.get(answer) ?? (sameAnswer(answer, gold, equivalence) ? RIGHT : (MISTAKES[mistakes++] ?? ALONE));
    codes.set(answer, code);
    return code;
  };
  const outcomes = new Map<string, string>();
  for (const { member, sample, answer } of unified(ballots.filter(isValid), equivalence)) {
    const before = (outcomes.get(member) ?? '').padEnd(sample, ABSENT);
    const outcome = answer === null ? ABSTAINED : codeOf(answer);
    outcomes.set(member, before.slice(0, sample) + outcome + before.slice(sample + 1));
  }
  return outcomes;
}

/** For each place of a row the member, by its place in the table. */
export function memberOfPlace(members: readonly RecordedMember[]): readonly number[] {
  return members.flatMap(({ samples }, member) => Array.from({ length: samples }, () => member));
}
