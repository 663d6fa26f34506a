/** How similar answers are, as the ensemble compares them: by what they say, not by the text around them. */
import { numericValue } from './answer/decimal.ts';
import { isFreeText } from './free-text.ts';
import { commonIds, eachCommonPair, eachSimilarPair, similarity, Vocabulary } from './similarity.ts';
import { likeness, SAME } from './statement/likeness.ts';
import { StatementReader, type Statement } from './statement/statement.ts';

/**
 * 0..1: 1 for equal answers; 0 where one of two different answers is a number, for 54 and 55 have nothing in common;
 * where one is a free text, how much they say the same ({@link likeness}); otherwise the similarity of their words.
 */
export function answerSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  if (isNumber(one) || isNumber(other)) return 0;
  if (isFreeText(one) || isFreeText(other)) {
    const reader = new StatementReader();
    const [statement, another] = [reader.read(one), reader.read(other)];
    return likeness(statement, another, commonIds(statement.ids, another.ids));
  }
  const vocabulary = new Vocabulary();
  return similarity(vocabulary.bagOf(one), vocabulary.bagOf(other));
}

/** Whether two answers, one of them a free text, say the same in other words; equal ones do. */
export function sayTheSame(one: string, other: string): boolean {
  return sayingTheSame(one, [other]).has(other);
}

/** Those of `others` that say the same as `answer`: see {@link sayTheSame}. */
export function sayingTheSame(
  answer: string,
  others: readonly string[],
  reader = new StatementReader(),
): ReadonlySet<string> {
  const isText = isFreeText(answer);
  const says = (other: string): boolean => {
    if (other === answer) return true;
    if (isNumber(answer) || isNumber(other) || !(isText || isFreeText(other))) return false;
    const [statement, another] = [reader.read(answer), reader.read(other)];
    return likeness(statement, another, commonIds(statement.ids, another.ids)) >= SAME;
  };
  return new Set(others.filter(says));
}

/**
 * For each answer the sum of weight × {@link answerSimilarity} over all answers, itself included. `weights` holds the
 * weight behind each answer.
 */
export function answerSupport(
  weights: ReadonlyMap<string, number>,
  reader = new StatementReader(),
): ReadonlyMap<string, number> {
  const answers = [...weights.keys()].filter((answer) => !isNumber(answer));
  const texts = answers.filter(isFreeText);
  const values = answers.filter((answer) => !isFreeText(answer));
  const ofValues = new SupportCount(values.map((answer) => weights.get(answer) ?? 0));
  const vocabulary = new Vocabulary();
  const bags = values.map((value) => vocabulary.bagOf(value));
  eachSimilarPair(bags, (one, other, value) => ofValues.add(one, other, value));
  if (texts.length === 0) return new Map([...weights, ...ofValues.by(values)]);
  // What a value and a free text have in common counts for both, what two values have was counted above.
  const all = [...values, ...texts];
  const ofAll = new SupportCount(
    all.map((answer) => weights.get(answer) ?? 0),
    [...ofValues.sums],
  );
  eachLikePair(
    all.map((answer) => reader.read(answer)),
    (one, other, value) => {
      if (one >= values.length || other >= values.length) ofAll.add(one, other, value);
    },
  );
  return new Map([...weights, ...ofAll.by(all)]);
}

/** For each of `texts`, all different, the sum of weight × similarity of words over all of them, itself included. */
export function textSupport(texts: readonly string[], weightOf: (text: string) => number): ReadonlyMap<string, number> {
  const vocabulary = new Vocabulary();
  const support = new SupportCount(texts.map(weightOf));
  const bags = texts.map((text) => vocabulary.bagOf(text));
  eachSimilarPair(bags, (one, other, value) => support.add(one, other, value));
  return support.by(texts);
}

/** For each of `texts`, in their order, the sum of weight × {@link likeness} over all of them, itself included. */
export function statementSupport(
  texts: readonly { readonly text: string; readonly weight: number }[],
): readonly number[] {
  const support = new SupportCount(texts.map(({ weight }) => weight));
  const reader = new StatementReader();
  eachLikePair(
    texts.map(({ text }) => reader.read(text)),
    (one, other, value) => support.add(one, other, value),
  );
  return support.sums;
}

/** Sums of weight × similarity, by place; each begins with its own weight, for everything is as similar to itself as can be. */
class SupportCount {
  readonly #weights: readonly number[];
  readonly #sums: number[];

  /** @param sums what the first of them begin with instead */
  constructor(weights: readonly number[], sums: readonly number[] = []) {
    this.#weights = weights;
    this.#sums = weights.map((weight, place) => sums[place] ?? weight);
  }

  get sums(): readonly number[] {
    return this.#sums;
  }

  add(one: number, other: number, similarity: number): void {
    this.#sums[one] = (this.#sums[one] ?? 0) + similarity * (this.#weights[other] ?? 0);
    this.#sums[other] = (this.#sums[other] ?? 0) + similarity * (this.#weights[one] ?? 0);
  }

  by(names: readonly string[]): ReadonlyMap<string, number> {
    return new Map(names.map((name, place) => [name, this.#sums[place] ?? 0]));
  }
}

/** Visits every two of `statements` that have anything in common. */
function eachLikePair(
  statements: readonly Statement[],
  visit: (one: number, other: number, similarity: number) => void,
): void {
  eachCommonPair(statements, (one, other, common) => {
    const [statement, another] = [statements[one], statements[other]];
    if (statement !== undefined && another !== undefined) visit(one, other, likeness(statement, another, common));
  });
}

function isNumber(answer: string): boolean {
  return !Number.isNaN(numericValue(answer));
}
