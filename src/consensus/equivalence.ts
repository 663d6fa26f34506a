/** When two answers count as the same. */
import { areEqual } from './agreement/same.ts';
import { numericValue } from './answer/decimal.ts';
import { wrongOption } from './misuse.ts';
import { eachSimilarPair, similarity, Vocabulary, type WordBag } from './similarity.ts';

/** How far answers may differ and still be one. With both null only equal canonical forms are. */
export interface Equivalence {
  /** Option `numericTolerance`: |a − b| ≤ tolerance × max(1, |a|, |b|) makes two numbers one; at least 0. */
  readonly numericTolerance: number | null;
  /** Option `similarityThreshold`: texts at least so similar (0..1, see similarity.ts) are one; above 0. */
  readonly similarityThreshold: number | null;
}

/**
 * The equivalence that a strategy's options ask for.
 * @throws PacoreError PACORE_USAGE, naming the option.
 */
export function equivalenceOf(options: Readonly<Record<string, unknown>>): Equivalence {
  return {
    numericTolerance: numberOption(options, 'numericTolerance', (value) => value >= 0, 'a number of at least 0'),
    similarityThreshold: numberOption(
      options,
      'similarityThreshold',
      (v) => v > 0 && v <= 1,
      'a number above 0, up to 1',
    ),
  };
}

/** Whether only equal strings are equal answers. */
export function isExact({ numericTolerance, similarityThreshold }: Equivalence): boolean {
  return numericTolerance === null && similarityThreshold === null;
}

/** Whether two canonical answers count as the same by themselves, without others that might stand between them. */
export function sameAnswer(one: string, other: string, equivalence: Equivalence): boolean {
  const words = new Vocabulary();
  return areEqual(one, other) || areAlike(answerNode(one, 0, words), answerNode(other, 0, words), equivalence);
}

/**
 * For each answer the one that represents its group. `weights` holds the weight of the ballots of each answer.
 * Independent of the order of `weights`: the answer with the most weight around it (ties: by code unit) represents all
 * answers that are alike to it; then the same among the rest. Quadratic in the number of distinct answers.
 */
export function representatives(
  weights: ReadonlyMap<string, number>,
  equivalence: Equivalence,
): ReadonlyMap<string, string> {
  const words = new Vocabulary();
  // Sorted, so that ids of words and sums of weights do not depend on the order of arrival.
  const nodes = [...weights.keys()].sort().map((answer) => answerNode(answer, weights.get(answer) ?? 0, words));
  connectNumbers(nodes, equivalence);
  connectTexts(nodes, equivalence);
  const representative = new Map<string, string>();
  const free = new Set(nodes);
  while (free.size > 0) {
    const leader = [...free].reduce((one, other) => (other.around > one.around * (1 + 1e-9) ? other : one));
    for (const member of [leader, ...leader.alike]) {
      if (!free.delete(member)) continue;
      representative.set(member.answer, leader.answer);
      for (const neighbour of member.alike) neighbour.around -= member.weight;
    }
  }
  return representative;
}

interface AnswerNode {
  readonly answer: string;
  readonly weight: number;
  /** NaN for what is no number. */
  readonly value: number;
  readonly words: WordBag;
  readonly alike: AnswerNode[];
  /** Weight of the node and of the free nodes alike to it. */
  around: number;
}

function answerNode(answer: string, weight: number, vocabulary: Vocabulary): AnswerNode {
  return { answer, weight, value: numericValue(answer), words: vocabulary.bagOf(answer), alike: [], around: weight };
}

function connectNumbers(nodes: readonly AnswerNode[], { numericTolerance }: Equivalence): void {
  if (numericTolerance === null) return;
  const numbers = nodes.filter(({ value }) => Number.isFinite(value));
  for (const [index, node] of numbers.entries()) {
    for (const other of numbers.slice(index + 1)) if (areClose(node, other, numericTolerance)) connect(node, other);
  }
}

function connectTexts(nodes: readonly AnswerNode[], { similarityThreshold }: Equivalence): void {
  if (similarityThreshold === null) return;
  const texts = nodes.filter(({ value }) => Number.isNaN(value));
  eachSimilarPair(
    texts.map(({ words }) => words),
    (place, otherPlace, value) => {
      const [one, other] = [texts[place], texts[otherPlace]];
      if (one !== undefined && other !== undefined && value >= similarityThreshold) connect(one, other);
    },
  );
}

function connect(one: AnswerNode, other: AnswerNode): void {
  one.alike.push(other);
  other.alike.push(one);
  one.around += other.weight;
  other.around += one.weight;
}

function areClose({ value: one }: AnswerNode, { value: other }: AnswerNode, tolerance: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
}

function areAlike(one: AnswerNode, other: AnswerNode, { numericTolerance, similarityThreshold }: Equivalence): boolean {
  if (Number.isFinite(one.value) && Number.isFinite(other.value)) {
    return numericTolerance !== null && areClose(one, other, numericTolerance);
  }
  // A number and a text are never alike: "54" is no shorter way to write "54 or 55".
  if (!Number.isNaN(one.value) || !Number.isNaN(other.value)) return false;
  return similarityThreshold !== null && similarity(one.words, other.words) >= similarityThreshold;
}

function numberOption(
  options: Readonly<Record<string, unknown>>,
  name: string,
  isValid: (value: number) => boolean,
  what: string,
) {
  const value = Object.hasOwn(options, name) ? options[name] : null;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isFinite(value) && isValid(value)) return value;
  throw wrongOption(name, what, value);
}
