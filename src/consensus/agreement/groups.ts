/** Answers that are equal by themselves, under one name. */
import type { GivenAnswer } from './given-answer.ts';
import { answerKey, textKey } from './values.ts';

/** A number in digits, which has no other reading, as 101_2 has. */
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * For each answer the name of those of its key: the number in digits where it is one, else the one with the most weight, of equals
 * the shortest.
 */
export function byKey(given: readonly GivenAnswer[]): ReadonlyMap<string, string> {
  return under(answerKey, given);
}

/** The same for texts alone, whatever they say. */
export function byLetters(given: readonly GivenAnswer[]): ReadonlyMap<string, string> {
  return under(textKey, given);
}

function under(keyOf: (answer: string) => string, given: readonly GivenAnswer[]): ReadonlyMap<string, string> {
  const weights = weightsOf(given);
  const groups = grouped(weights, keyOf);
  return new Map(
    [...groups.values()].flatMap((answers) => {
      const plain = answers.filter((answer) => PLAIN_NUMBER.test(answer));
      const name = bestName(plain.length > 0 ? plain : answers, weights);
      return answers.map((answer) => [answer, name] as const);
    }),
  );
}

/** The weight of all ballots for each answer. */
export function weightsOf(given: readonly GivenAnswer[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { answer, weight } of given) weights.set(answer, (weights.get(answer) ?? 0) + weight);
  return weights;
}

function grouped(
  weights: ReadonlyMap<string, number>,
  keyOf: (answer: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const answer of weights.keys()) {
    const key = keyOf(answer);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [answer]);
    else group.push(answer);
  }
  return groups;
}

/** Of `answers` the one with the most weight, then the shortest, then the first by code unit. */
export function bestName(answers: readonly string[], weights: ReadonlyMap<string, number>): string {
  const weightOf = (answer: string): number => weights.get(answer) ?? 0;
  return (
    [...answers].sort((one, other) => {
      const difference = weightOf(other) - weightOf(one);
      if (Math.abs(difference) > 1e-9) return difference;
      return one.length - other.length || (one < other ? -1 : 1);
    })[0] ?? ''
  );
}
