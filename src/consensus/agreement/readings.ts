/**
 * What an answer may also be read as, where another ballot says that: a bare number for a quantity (5 for 5 m), the
 * right-hand side for an equation (2x + 3 for y = 2x + 3), the interval for an inequality ([2, ∞) for x ≥ 2).
 */
import { listingOf } from '../answer/listing.ts';
import { openingTruth } from '../answer/truth.ts';
import { Budget, productOf, constant, type Expression } from '../answer/value/expression.ts';
import { numericKey } from '../answer/value/evaluate.ts';
import { keyOf, simpleNumber } from '../answer/value/key.ts';
import { orUnreadable } from '../answer/value/limits.ts';
import { asExpression, flipped, isName, isOneLetter, nameIn } from '../answer/value/relation.ts';
import { shownNumber } from '../answer/value/show-expression.ts';
import { shownValue } from '../answer/value/show.ts';
import type { Relation } from '../answer/value/token.ts';
import type { Range, Value } from '../answer/value/value.ts';
import { expressionValue } from '../answer/value/scalar.ts';
import Fraction from 'fraction.js';
import { bestName, weightsOf } from './groups.ts';
import type { GivenAnswer } from './given-answer.ts';
import { answerKey, phoneDigits, quantityIn, valueOfAnswer } from './values.ts';

/**
 * For each answer that reads like another one's, the name of both: the one with more weight, of equals the plain one. A date
 * that tells a month, which tells a year, is one with both.
 */
export function byReading(given: readonly GivenAnswer[]): ReadonlyMap<string, string> {
  const weights = weightsOf(given);
  const plainOf = plainAnswers([...weights.keys()]);
  const groups = new Map<string, string[]>();
  for (const answer of plainOf.keys()) {
    const root = rootOf(answer, plainOf);
    groups.set(root, [...(groups.get(root) ?? [root]), answer]);
  }
  return new Map(
    [...groups].flatMap(([root, answers]) => {
      const name = named(root, answers, weights);
      return answers.map((answer) => [answer, name] as const);
    }),
  );
}

/** For each of `answers` that may be read as another one of them, that one. */
function plainAnswers(answers: readonly string[]): ReadonlyMap<string, string> {
  const byKey = new Map(answers.map((answer) => [answerKey(answer), answer]));
  const readAs = new Map<string, string[]>();
  for (const answer of answers) {
    const plain = readingsOf(answer)
      .map((key) => byKey.get(key))
      .find((other) => other !== undefined && other !== answer);
    if (plain !== undefined) readAs.set(plain, [...(readAs.get(plain) ?? []), answer]);
  }
  // 5 may be 5 m or 5 cm: where both were said, it is neither.
  return new Map(
    [...readAs].flatMap(([plain, others]) => (agree(others) ? others.map((other) => [other, plain] as const) : [])),
  );
}

function rootOf(answer: string, plainOf: ReadonlyMap<string, string>): string {
  let root = answer;
  // Readings become plainer, so they lead in no circle; the bound is for what nobody thought of.
  for (let step = 0; step < plainOf.size; step++) root = plainOf.get(root) ?? root;
  return root;
}

function named(plain: string, answers: readonly string[], weights: ReadonlyMap<string, number>): string {
  const heaviest = bestName(answers, weights);
  return (weights.get(heaviest) ?? 0) > (weights.get(plain) ?? 0) * (1 + 1e-9) ? heaviest : plain;
}

/**
 * Several answers that may be read as one plain one belong together where they differ in kind only (x ≥ 2 and "at least 2"), or in how
 * far they were worked out (0.333333333333 and 0.3333333333333333).
 */
function agree(answers: readonly string[]): boolean {
  const kinds = answers.map((answer) => valueOfAnswer(answer)?.kind);
  return answers.length === 1 || kinds.every((kind) => kind === 'relation') || kinds.every((kind) => kind === 'number');
}

/** The keys of what `answer` may also be read as, the likeliest first. */
function readingsOf(answer: string): readonly string[] {
  const value = valueOfAnswer(answer);
  if (value === null) return textReadings(answer);
  return (orUnreadable(() => valueReadings(value)) ?? []).map((key) => `=${key}`);
}

const TRUE_FOR: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['no', 'false'],
]);

/**
 * Yes is true, and what begins with yes is yes; a full hour is its number; a date tells the month and the year; a telephone number may
 * be told without its country; a numbered list has its items in some order.
 */
function textReadings(answer: string): readonly string[] {
  const truth = TRUE_FOR.get(answer) ?? openingTruth(answer);
  if (truth !== null) return [truth];
  if (/^\d{4}-\d{2}(?:-\d{2})?$/.test(answer)) return [answer.slice(0, 7), `=${answer.slice(0, 4)}`];
  if (/^\d{1,2}:00$/.test(answer)) return hoursOf(Number.parseInt(answer, 10)).map((number) => `=${number}`);
  const phone = answer.startsWith('+') ? phoneDigits(answer) : null;
  if (phone !== null) return [1, 2, 3].flatMap((code) => [`tel ${phone.slice(code)}`, `tel 0${phone.slice(code)}`]);
  const listing = listingOf(answer);
  if (listing?.isNumbered !== true) return [];
  return [answerKey(listing.items.join(', '))];
}

/** 17:00 is 17, or 5. */
function hoursOf(hour: number): readonly number[] {
  return hour > 12 && hour < 24 ? [hour, hour - 12] : [hour];
}

function valueReadings(value: Value): readonly string[] {
  switch (value.kind) {
    case 'quantity':
      return quantityReadings(value);
    case 'relation':
      return [...solutions(value), ...intervalKeys(value)];
    case 'tuple':
      return vectorKeys(value);
    case 'expression':
      return [...digitsIn(value.expression), ...amountIn(value.expression)];
    case 'number':
      return roundedKeys(value.value);
    case 'set':
      return unnamedKeys(value.items);
    default:
      return [];
  }
}

/** Of 2600g, a product in math mode, the number: it may be a weight. */
function amountIn(expression: Expression): readonly string[] {
  const quantity = quantityIn(expression);
  return quantity === null ? [] : [keyOf(quantity.amount)];
}

/** 101_2 may be written without its base. */
function digitsIn(expression: Expression): readonly string[] {
  const base = expression[0]?.powers[0]?.base;
  const isOnly = expression.length === 1 && expression[0]?.powers.length === 1;
  const [digits] = isOnly && base?.kind === 'call' && base.name === 'base' ? base.args : [];
  return digits === undefined ? [] : [keyOf(expressionValue(digits))];
}

/** A decimal of many digits is the computed form of a fraction or a root: 0.0833333333333333 of 1/12. */
function roundedKeys(value: Fraction): readonly string[] {
  const digits = shownNumber(value).replace(/^-?0?\.?0*|\./g, '');
  if (!/^\d{12,17}$/.test(digits)) return [];
  const near = simpleNumber(value.valueOf());
  return [...(near === null ? [] : [shownNumber(near)]), numericKey(value.valueOf())];
}

/** 50% is 50, or else 0.5. */
function quantityReadings({ amount, unit }: Extract<Value, { kind: 'quantity' }>): readonly string[] {
  const expression = unit.name === '%' ? asExpression(amount) : null;
  if (expression === null) return [keyOf(amount)];
  const part = productOf(expression, constant(new Fraction(1n, 100n)), new Budget());
  return [keyOf(amount), keyOf(expressionValue(part))];
}

/** Of an equation with a name on one side what stands on the other. */
function solutions({ sides, relations }: Extract<Value, { kind: 'relation' }>): readonly string[] {
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length > 2 || relations[0] !== '=') return [];
  return [...(isName(left) ? [keyOf(right)] : []), ...(isName(right) ? [keyOf(left)] : [])];
}

/** Of equations for several names what stands on their other sides: 4 and 5 of AB = 4 and CD = 5. */
function unnamedKeys(items: readonly Value[]): readonly string[] {
  const sides = items.map((item) => (item.kind === 'relation' && item.sides.length === 2 ? item : null));
  if (sides.some((item) => item?.relations[0] !== '=' || !isNamed(item.sides[0]))) return [];
  const values = sides.flatMap((item) => item?.sides.slice(1) ?? []);
  return [keyOf({ kind: 'set', items: values })];
}

/** A name, or the two letters of a line. */
function isNamed(side: Value | undefined): boolean {
  return side !== undefined && (isName(side) || /^\p{Lu}(?:·?\p{Lu}){1,3}$/u.test(shownValue(side)));
}

/** `x ≥ 2` is [2, ∞), `-1 < x ≤ 1` is (-1, 1], `x ≠ 3` is all but 3; also of nothing in particular ("at least 2"). */
function intervalKeys({ sides, relations }: Extract<Value, { kind: 'relation' }>): readonly string[] {
  const range = rangeOf(sides, relations);
  if (range === null) return [];
  const key = (ranges: readonly Range[]): string => keyOf({ kind: 'intervals', ranges });
  const [left, right] = sides;
  if (relations[0] === '≠' && right !== undefined && left !== undefined)
    return [
      key([
        { ...range, to: right, includesTo: false },
        { ...range, from: right, includesFrom: false },
      ]),
    ];
  return [key([range])];
}

function rangeOf(sides: readonly Value[], relations: readonly Relation[]): Range | null {
  const [first, second, third] = sides;
  const [one, two] = relations;
  const open: Range = { from: infinite(true), to: infinite(false), includesFrom: false, includesTo: false };
  if (first === undefined || second === undefined || one === undefined) return null;
  if (third === undefined) return isLetter(first) ? bounded(open, one, second) : null;
  if (two === undefined || !isLetter(second)) return null;
  const lower = bounded(open, flipped(one), first);
  return lower === null ? null : bounded(lower, two, third);
}

/** Neither 2x nor x²: what bounds them bounds something else than x. */
function isLetter(value: Value): boolean {
  const term = nameIn(value);
  return term !== null && isOneLetter(term);
}

function bounded(range: Range, relation: Relation, end: Value): Range | null {
  if (relation === '<' || relation === '≤') return { ...range, to: end, includesTo: relation === '≤' };
  if (relation === '>' || relation === '≥') return { ...range, from: end, includesFrom: relation === '≥' };
  return relation === '≠' ? range : null;
}

function infinite(negative: boolean): Value {
  return { kind: 'infinity', negative };
}

/** A matrix of one column or one row, canonically a list of lists, is a tuple. */
function vectorKeys({ items: rows }: Extract<Value, { kind: 'tuple' }>): readonly string[] {
  const lists = rows.flatMap((row) => (row.kind === 'tuple' && row.open === '[' ? [row.items] : []));
  const isVector = lists.length === 1 || lists.every((list) => list.length === 1);
  if (!isVector || lists.length < rows.length) return [];
  const items = lists.flat();
  return [
    keyOf({ kind: 'tuple', open: '(', close: ')', items }),
    keyOf({ kind: 'tuple', open: '⟨', close: '⟩', items }),
  ];
}
