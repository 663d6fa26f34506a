/**
 * Which answers are one, among all that were given to a question: what each says by itself was read before (answer.ts);
 * here the others tell what it leaves open, such as the unit of a bare number. Pure, independent of order.
 */
import type { Profile } from '../decision.ts';
import type { GivenAnswer } from './given-answer.ts';
import { byKey, byLetters } from './groups.ts';
import { bySentences } from './sentences.ts';
import { byReading } from './readings.ts';
import { inOneUnit } from './common-unit.ts';

/** Whether nothing that others say can change what `answer` says: a number, a label, a single word. */
export function isPlainAnswer(answer: string): boolean {
  return PLAIN.test(answer);
}

/** Whether answers of `profile` are compared with each other at all. */
export function settles(profile: Profile): boolean {
  return STEPS[profile].length > 0;
}

/** Answers that need no second look: numbers, labels, single words. */
const PLAIN = /^(?:-?\d{1,15}(?:\.\d{1,10}|\/\d+)?|[A-Z]|(?!(?:yes|no|true|false)$)\p{Ll}+)$/u;

/**
 * For each answer of `given` the one that it counts as: equal values become one string, the one with the most weight, of
 * equals the shortest. `question` is left out of what two sentences have in common. Idempotent on what it returns only
 * together with all the others; a record keeps what was read.
 */
export function settledAnswers(
  given: readonly GivenAnswer[],
  profile: Profile,
  question = '',
): ReadonlyMap<string, string> {
  const names = new Map(given.map(({ answer }) => [answer, answer]));
  if ([...names.keys()].every((answer) => PLAIN.test(answer))) return names;
  const steps: Renaming[] = [];
  for (const step of STEPS[profile]) steps.push(step(renamed(given, steps), question));
  return new Map([...names.keys()].map((answer) => [answer, nameIn(steps, answer)]));
}

type Step = (given: readonly GivenAnswer[], question: string) => Renaming;

/** What each profile leaves to the other ballots. */
const STEPS: Readonly<Record<Profile, readonly Step[]>> = {
  auto: [inOneUnit, byKey, byReading, bySentences],
  number: [inOneUnit, byKey, byReading],
  text: [byLetters],
  choice: [],
  json: [],
  code: [],
};

/** What one step renames. */
type Renaming = ReadonlyMap<string, string>;

function nameIn(steps: readonly Renaming[], answer: string): string {
  return steps.reduce((name, step) => step.get(name) ?? name, answer);
}

function renamed(given: readonly GivenAnswer[], steps: readonly Renaming[]): readonly GivenAnswer[] {
  return given.map((ballot) => ({ ...ballot, answer: nameIn(steps, ballot.answer) }));
}
