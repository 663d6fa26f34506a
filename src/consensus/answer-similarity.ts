/** How similar answers are, as the ensemble compares them: by what they say, not by the text around them. */
import { numericValue } from './answer/decimal.ts';
import { eachSimilarPair, similarity, Vocabulary } from './similarity.ts';

/**
 * 0..1: 1 for equal answers; 0 where one of two different answers is a number, for 54 and 55 have nothing in common;
 * otherwise the similarity of their words.
 */
export function answerSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  if (isNumber(one) || isNumber(other)) return 0;
  const vocabulary = new Vocabulary();
  return similarity(vocabulary.bagOf(one), vocabulary.bagOf(other));
}

/**
 * For each answer the sum of weight × {@link answerSimilarity} over all answers, itself included. `weights` holds the
 * weight behind each answer.
 */
export function answerSupport(weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const texts = [...weights.keys()].filter((answer) => !isNumber(answer));
  return new Map([...weights, ...textSupport(texts, (answer) => weights.get(answer) ?? 0)]);
}

/** For each of `texts`, all different, the sum of weight × similarity of words over all of them, itself included. */
export function textSupport(texts: readonly string[], weightOf: (text: string) => number): ReadonlyMap<string, number> {
  const vocabulary = new Vocabulary();
  const weights = texts.map(weightOf);
  const support = [...weights];
  const bags = texts.map((text) => vocabulary.bagOf(text));
  eachSimilarPair(bags, (one, other, value) => {
    support[one] = (support[one] ?? 0) + value * (weights[other] ?? 0);
    support[other] = (support[other] ?? 0) + value * (weights[one] ?? 0);
  });
  return new Map(texts.map((text, place) => [text, support[place] ?? 0]));
}

function isNumber(answer: string): boolean {
  return !Number.isNaN(numericValue(answer));
}
