/** From the tree of a phrase to the value that it states. */
import Fraction from 'fraction.js';
import { Budget, constantOf, productOf, type Expression } from './expression.ts';
import { Unreadable } from './limits.ts';
import type { Node } from './node.ts';
import { normalized } from './normalize.ts';
import { keyOf } from './key.ts';
import { assigned } from './relation.ts';
import { unitOf } from './units.ts';
import type { Range, Value } from './value.ts';

const MINUS_ONE: Node = { type: 'number', value: new Fraction(-1) };

/** The value of a tree. @throws Unreadable */
export function valueOf(node: Node, budget: Budget = new Budget()): Value {
  if (hasEither(node)) return setOf([false, true].map((minus) => valueOf(chosen(node, minus), budget)));
  switch (node.type) {
    case 'several':
      return severalOf(node.items.map((item) => valueOf(item, budget)));
    case 'measured':
      return measured(valueOf(node.value, budget), node.unit);
    case 'related':
      return assigned(
        node.sides.map((side) => valueOf(side, budget)),
        node.relations,
        budget,
      );
    case 'those':
      return valueOf(node.condition, budget);
    case 'list':
      return listOf(node, budget);
    case 'reals':
      return { kind: 'intervals', ranges: [everything()] };
    case 'infinity':
      return { kind: 'infinity', negative: false };
    case 'combined':
      return combined(node, budget);
    case 'matrix':
      return { kind: 'matrix', rows: node.rows.map((row) => row.map((cell) => valueOf(cell, budget))) };
    case 'ratio':
      return ratioOf(node.parts.map((part) => valueOf(part, budget)));
    default:
      return scalar(node, budget);
  }
}

/** A number, an expression; a matrix with a factor; −∞. */
function scalar(node: Node, budget: Budget): Value {
  if (node.type === 'product') {
    const [first, second] = node.factors;
    if (node.factors.length === 2 && second?.type === 'infinity' && first?.type === 'number')
      return { kind: 'infinity', negative: first.value.s < 0n };
    const matrix = node.factors.find((factor) => factor.type === 'matrix');
    if (matrix !== undefined) {
      const factors = node.factors.filter((factor) => factor !== matrix);
      const factor = normalized({ type: 'product', factors }, budget);
      const rows = matrix.rows.map((row) =>
        row.map((cell) => expressionValue(productOf(factor, normalized(cell, budget), budget))),
      );
      return { kind: 'matrix', rows };
    }
  }
  return expressionValue(normalized(node, budget));
}

/** A number where it is one; `30°` is a quantity. */
export function expressionValue(expression: Expression): Value {
  const number = constantOf(expression);
  if (number !== null) return { kind: 'number', value: number };
  const [term, another] = expression;
  const degree = term?.powers.find(({ base, exponent }) => base.key === '°' && exponent.equals(1));
  if (term !== undefined && another === undefined && degree !== undefined) {
    const amount = expressionValue([{ ...term, powers: term.powers.filter((power) => power !== degree) }]);
    return { kind: 'quantity', amount, unit: degrees() };
  }
  return { kind: 'expression', expression };
}

function degrees() {
  const unit = unitOf('°');
  if (unit === null) throw new Unreadable('degrees');
  return unit;
}

function measured(value: Value, text: string): Value {
  const unit = unitOf(text);
  if (unit === null) throw new Unreadable('a unit');
  switch (value.kind) {
    case 'number':
    case 'expression':
      return { kind: 'quantity', amount: value, unit };
    case 'quantity':
      // 32° F
      if (value.unit.name === '°' && /^[CF]$/.test(text)) return measured(value.amount, `°${text}`);
      throw new Unreadable('two units');
    case 'set':
      return { ...value, items: value.items.map((item) => measured(item, text)) };
    case 'relation': {
      const [last, ...others] = [...value.sides].reverse();
      if (last === undefined) return value;
      return { ...value, sides: [...others.reverse(), measured(last, text)] };
    }
    default:
      return value;
  }
}

/** What stands side by side is a set; `1, 2, 2` keeps both twos. */
function severalOf(items: readonly Value[]): Value {
  const flat = items.flatMap((item) => (item.kind === 'set' ? item.items : [item]));
  return { kind: 'set', items: sorted(flat) };
}

/** A set has each value once, and a set of one value is that value. */
function setOf(items: readonly Value[]): Value {
  const byKey = new Map(
    items.flatMap((item) => (item.kind === 'set' ? item.items : [item])).map((item) => [keyOf(item), item]),
  );
  const [only] = byKey.values();
  return byKey.size === 1 && only !== undefined ? only : { kind: 'set', items: sorted([...byKey.values()]) };
}

/** By size where they are numbers, else by key. */
function sorted(items: readonly Value[]): readonly Value[] {
  return [...items].sort((one, other) => {
    if (one.kind === 'number' && other.kind === 'number') return one.value.compare(other.value);
    const [a, b] = [keyOf(one), keyOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

function listOf({ open, close, items }: Extract<Node, { type: 'list' }>, budget: Budget): Value {
  const values = items.map((item) => valueOf(item, budget));
  if (open === '{') return setOf(values);
  const [from, to, another] = values;
  const isInterval = from !== undefined && to !== undefined && another === undefined && isRange(open, close, from, to);
  if (!isInterval) return { kind: 'tuple', open, close, items: values };
  return { kind: 'intervals', ranges: [{ from, to, includesFrom: open === '[', includesTo: close === ']' }] };
}

/** Two ends with one square bracket, or an infinite one; `(0, 4)` is a point unless something else says interval. */
function isRange(open: string, close: string, from: Value, to: Value): boolean {
  if (open === '⟨') return false;
  const isMixed = (open === '[') !== (close === ']');
  return isMixed || from.kind === 'infinity' || to.kind === 'infinity';
}

function everything(): Range {
  const end = (negative: boolean): Value => ({ kind: 'infinity', negative });
  return { from: end(true), to: end(false), includesFrom: false, includesTo: false };
}

/** Unions of intervals, in order; (0, 1) in one is an interval. */
function combined({ operator, parts }: Extract<Node, { type: 'combined' }>, budget: Budget): Value {
  const [left, right] = parts.map((part) => valueOf(part, budget));
  if (left === undefined || right === undefined) throw new Unreadable('a union');
  if (operator !== '∪') throw new Unreadable('an intersection');
  const ranges = [left, right].flatMap(rangesOf);
  return { kind: 'intervals', ranges: [...ranges].sort((one, other) => (rangeKey(one) < rangeKey(other) ? -1 : 1)) };
}

function rangesOf(value: Value): readonly Range[] {
  if (value.kind === 'intervals') return value.ranges;
  if (value.kind === 'set') return value.items.flatMap(rangesOf);
  if (value.kind === 'tuple') {
    const [from, to, another] = value.items;
    if (from === undefined || to === undefined || another !== undefined) throw new Unreadable('a union');
    return [{ from, to, includesFrom: value.open === '[', includesTo: value.close === ']' }];
  }
  return [{ from: value, to: value, includesFrom: true, includesTo: true }];
}

function rangeKey({ from, to }: Range): string {
  return `${keyOf(from)} ${keyOf(to)}`;
}

/** 4 : 6 is 2 : 3. */
function ratioOf(parts: readonly Value[]): Value {
  const numbers = parts.flatMap((part) => (part.kind === 'number' ? [part.value] : []));
  const [first, ...others] = numbers;
  if (first === undefined || numbers.length < parts.length || numbers.every(({ n }) => n === 0n))
    return { kind: 'ratio', parts };
  const divisor = others.reduce((gcd, number) => gcd.gcd(number), first.abs());
  return { kind: 'ratio', parts: numbers.map((value) => ({ kind: 'number', value: value.div(divisor) })) };
}

function hasEither(node: Node): boolean {
  return childrenOf(node).some((child) => child.type === 'either' || hasEither(child)) || node.type === 'either';
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'sum':
      return node.terms;
    case 'product':
      return node.factors;
    case 'power':
      return [node.base, node.exponent];
    case 'call':
      return node.args;
    case 'related':
      return node.sides;
    case 'measured':
      return [node.value];
    default:
      return [];
  }
}

/** The tree with + for every ±, or with −. */
function chosen(node: Node, minus: boolean): Node {
  const of = (child: Node): Node => chosen(child, minus);
  switch (node.type) {
    case 'either':
      return minus === node.flipped ? of(node.value) : { type: 'product', factors: [MINUS_ONE, of(node.value)] };
    case 'sum':
      return { ...node, terms: node.terms.map(of) };
    case 'product':
      return { ...node, factors: node.factors.map(of) };
    case 'power':
      return { ...node, base: of(node.base), exponent: of(node.exponent) };
    case 'call':
      return { ...node, args: node.args.map(of) };
    case 'related':
      return { ...node, sides: node.sides.map(of) };
    case 'measured':
      return { ...node, value: of(node.value) };
    default:
      return node;
  }
}
