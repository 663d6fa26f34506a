/** What tells values apart: equal values have one key, however they were written. */
import Fraction from 'fraction.js';
import { Budget, constant, productOf, type Expression } from './expression.ts';
import { ratiosOf, realAmong, signatureOf, valuesOf } from './evaluate.ts';
import { orUnreadable } from './limits.ts';
import { differenceOf, flipped } from './relation.ts';
import { shownExpression, shownNumber } from './show-expression.ts';
import type { Relation } from './token.ts';
import type { Range, Value } from './value.ts';

/** The denominators that trigonometric and other exact values have. */
const LARGEST_DENOMINATOR = 1000;

/** The key of a value; two values are equal where their keys are. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'number':
      return shownNumber(value.value);
    case 'expression':
      return expressionKey(value.expression);
    case 'quantity':
      return quantityKey(value);
    case 'infinity':
      return value.negative ? '-∞' : '∞';
    case 'tuple':
      return `${value.open}${value.items.map(keyOf).join(', ')}${value.close}`;
    case 'set':
      return `{${itemKeys(value.items).sort().join(', ')}}`;
    case 'intervals':
      return [...new Set(value.ranges.map(rangeKey))].sort().join(' ∪ ');
    case 'matrix':
      return `[${value.rows.map((row) => `[${row.map(keyOf).join(', ')}]`).join(', ')}]`;
    case 'ratio':
      return value.parts.map(keyOf).join(':');
    case 'relation':
      return relationKey(value.sides, value.relations);
  }
}

/** A point that is told twice is one; 2, 2 and 3 may be three throws of a die. */
function itemKeys(items: readonly Value[]): string[] {
  const keys = items.map(keyOf);
  return items.every(({ kind }) => kind === 'tuple') ? [...new Set(keys)] : keys;
}

function rangeKey({ from, to, includesFrom, includesTo }: Range): string {
  return `${includesFrom ? '[' : '('}${keyOf(from)}, ${keyOf(to)}${includesTo ? ']' : ')'}`;
}

function expressionKey(expression: Expression): string {
  const values = valuesOf(expression);
  if (values === null) return shownExpression(expression);
  const real = realAmong(values);
  const number = real === null ? null : simpleNumber(real);
  return number === null ? signatureOf(values) : shownNumber(number);
}

/**
 * The number with a small denominator that `value` is but for rounding, as cos 60° is ½: the first of the convergents of
 * its continued fraction that is near. (A Fraction made of a float looks for denominators up to ten million.)
 */
export function simpleNumber(value: number): Fraction | null {
  const size = Math.abs(value);
  if (!(size <= 1e6)) return null;
  let rest = size;
  let [above, below] = [1, 0];
  let [top, bottom] = [Math.floor(size), 1];
  while (bottom <= LARGEST_DENOMINATOR) {
    if (Math.abs(top / bottom - size) <= 1e-13 * Math.max(1, size)) return new Fraction(value < 0 ? -top : top, bottom);
    rest = 1 / (rest - Math.floor(rest));
    const whole = Math.floor(rest);
    [above, top] = [top, whole * top + above];
    [below, bottom] = [bottom, whole * bottom + below];
  }
  return null;
}

/** In base units: 50 cm and 0.5 m have one key. */
function quantityKey({ amount, unit }: Extract<Value, { kind: 'quantity' }>): string {
  if (amount.kind === 'number') return `${shownNumber(amount.value.mul(unit.factor))} ${unit.dimension}`;
  if (amount.kind !== 'expression') return `${keyOf(amount)} ${unit.name}`;
  const inBase = productOf(amount.expression, constant(unit.factor), new Budget());
  return `${expressionKey(inBase)} ${unit.dimension}`;
}

/** Equations up to a factor, inequalities up to a positive one, both up to the order of their sides. */
function relationKey(sides: readonly Value[], relations: readonly Relation[]): string {
  const [left, right] = sides;
  const [relation] = relations;
  if (sides.length === 2 && left !== undefined && right !== undefined && relation !== undefined) {
    const key = differenceKey(left, right, relation);
    if (key !== null) return key;
  }
  const forward = chainKey(sides, relations);
  const backward = chainKey([...sides].reverse(), [...relations].reverse().map(flipped));
  return forward < backward ? forward : backward;
}

function differenceKey(left: Value, right: Value, relation: Relation): string | null {
  const difference = orUnreadable(() => differenceOf(left, right, new Budget()));
  const values = difference === null ? null : valuesOf(difference);
  if (values === null) return null;
  if (relation === '=' || relation === '≠') {
    const ratios = ratiosOf(values, false);
    return ratios === null ? null : `${relation} ${ratios}`;
  }
  const isGreater = relation === '>' || relation === '≥';
  const forward = isGreater ? values : values.map(({ re, im }) => ({ re: -re, im: -im }));
  const ratios = ratiosOf(forward, true);
  return ratios === null ? null : `${isGreater ? relation : flipped(relation)} ${ratios}`;
}

function chainKey(sides: readonly Value[], relations: readonly Relation[]): string {
  return sides.map((side, index) => `${keyOf(side)} ${relations[index] ?? ''}`).join(' ');
}
