/** What it takes to keep a contender's models busy. */
import { slotsOf } from '../pacore/member-specs.ts';
import type { Contender } from './contender.ts';
import type { DrawnQuestion } from './questions.ts';

/** Two questions for every slot: one runs, and one waits, so that no slot stands idle. */
const QUESTIONS_A_SLOT = 2;
/** A rate settles sooner than an accuracy: this part of the questions does. */
const PART = 10;
/** But the queue has to last for a while, or beginning and end, with idle slots, count too much. */
const LEAST_ROUNDS = 4;

/** Questions that are asked at once. */
export function atOnce({ team, members }: Contender): number {
  const asked = team.config.members.filter(({ id }) => members.includes(id));
  return QUESTIONS_A_SLOT * Math.max(...asked.map((member) => slotsOf(member) * member.replicas));
}

/** The questions that suffice for a rate. */
export function enoughFor(contender: Contender, questions: readonly DrawnQuestion[]): readonly DrawnQuestion[] {
  return questions.slice(0, Math.max(Math.ceil(questions.length / PART), LEAST_ROUNDS * atOnce(contender)));
}
