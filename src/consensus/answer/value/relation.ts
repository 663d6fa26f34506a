/** Equations and inequalities: which are answers by themselves, and when two of them say the same. */
import Fraction from 'fraction.js';
import { Budget, constant, constantOf, productOf, sumOf, type Expression, type Term } from './expression.ts';
import { Unreadable } from './limits.ts';
import { keyOf } from './key.ts';
import { numericPower } from './power.ts';
import type { Relation } from './token.ts';
import type { Value } from './value.ts';

const FLIPPED: ReadonlyMap<Relation, Relation> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['≤', '≥'],
  ['≥', '≤'],
]);

/** The relation read from the other side. */
export function flipped(relation: Relation): Relation {
  return FLIPPED.get(relation) ?? relation;
}

/**
 * What a relation answers: `x = 5` and `2x = 10` answer 5, `f = a = 3` answers 3, `x ∈ [0, 1]` the interval; an
 * inequality with one letter is solved for it. What has letters on the right stays an equation.
 */
export function assigned(sides: readonly Value[], relations: readonly Relation[], budget: Budget): Value {
  const [left, right, ...others] = sides;
  const [relation] = relations;
  // What is rounded at the end is told exactly before.
  const rounded = relations.indexOf('≈');
  if (rounded > 0 || (rounded === 0 && left !== undefined && !isName(left)))
    return rounded === 0 && left !== undefined
      ? left
      : assigned(sides.slice(0, rounded + 1), relations.slice(0, rounded), budget);
  const last = sides.at(-1);
  if (left === undefined || right === undefined || relation === undefined || last === undefined)
    throw new Unreadable('a relation');
  if (relations.every((own) => own === '=' || own === '≈')) {
    const isNamed = isName(left) || areNames(left);
    if (isNamed && isAnswer(last)) return last;
    if (isConstant(last) && (isNamed || sides.every((side) => hasOwnValue(side, last)))) return last;
  }
  if (others.length > 0) return { kind: 'relation', sides, relations };
  if (relation === '∈' && isName(left)) return right;
  return solved(left, right, relation, budget) ?? { kind: 'relation', sides, relations };
}

/** A letter, a function of something, or nothing ("≈ 3"). */
export function isName(value: Value): boolean {
  if (value.kind !== 'expression') return false;
  const [term, another] = value.expression;
  if (term === undefined || another !== undefined || !term.coefficient.equals(1)) return false;
  return term.powers.every(({ base }) => base.kind === 'name' || base.kind === 'call' || base.kind === 'exponential');
}

/** `(p, q)` and `V_1:V_2`: names of what stands on the other side in the same order. */
function areNames(value: Value): boolean {
  if (value.kind === 'tuple') return value.items.every(isName);
  return value.kind === 'ratio' && value.parts.every(isName);
}

/** What is no expression needs no name before it. */
function isAnswer(value: Value): boolean {
  return value.kind !== 'expression' && value.kind !== 'relation';
}

/** A number, with roots and constants in it or a unit. */
function isConstant(value: Value): boolean {
  if (value.kind === 'number' || value.kind === 'quantity' || value.kind === 'infinity') return true;
  return value.kind === 'expression' && lettersOf(value.expression).size === 0;
}

/** Whether `side` = `last` adds nothing: the same value (`2 + 3 = 5`), or letters only (`a + b = 5`) do not count. */
function hasOwnValue(side: Value, last: Value): boolean {
  return isName(side) || keyOf(side) === keyOf(last);
}

/** The letters of an expression, constants left out. */
export function lettersOf(expression: Expression): ReadonlySet<string> {
  const letters = new Set<string>();
  const visit = (terms: Expression): void => {
    for (const { base } of terms.flatMap(({ powers }) => powers)) {
      if (base.kind === 'name' && !/^[πei°∞]$/.test(base.name)) letters.add(base.name);
      if (base.kind === 'call') base.args.forEach(visit);
      if (base.kind === 'sum') visit(base.sum);
      if (base.kind === 'exponential') [base.base, base.exponent].forEach(visit);
    }
  };
  visit(expression);
  return letters;
}

/** `expression` as a value's own; null for what is none. */
export function asExpression(value: Value): Expression | null {
  if (value.kind === 'number') return constant(value.value);
  return value.kind === 'expression' ? value.expression : null;
}

/** Left − right. */
export function differenceOf(left: Value, right: Value, budget: Budget): Expression | null {
  const [one, other] = [asExpression(left), asExpression(right)];
  if (one === null || other === null) return null;
  return sumOf([one, productOf(constant(new Fraction(-1)), other, budget)]);
}

/** A relation with one letter, to the first power: that letter on the left; of an equation the value itself. */
function solved(left: Value, right: Value, relation: Relation, budget: Budget): Value | null {
  const difference = differenceOf(left, right, budget);
  if (difference === null) return null;
  const letters = [...lettersOf(difference)];
  const [letter, another] = letters;
  if (letter === undefined || another !== undefined) return null;
  const solution = solvedFor(letter, difference, budget);
  if (solution === null) return null;
  const value = asValue(solution.value);
  if (relation === '=' || relation === '≈') return value;
  const name: Value = { kind: 'expression', expression: [{ coefficient: new Fraction(1), powers: solution.powers }] };
  return { kind: 'relation', sides: [name, value], relations: [solution.isNegative ? flipped(relation) : relation] };
}

function asValue(expression: Expression): Value {
  const number = constantOf(expression);
  return number === null ? { kind: 'expression', expression } : { kind: 'number', value: number };
}

/**
 * What `letter` is where `difference` is 0; null where it does not stand alone to the first power, with a number before it.
 */
export function solvedFor(letter: string, difference: Expression, budget: Budget) {
  const own = difference.filter((term) => lettersOf([term]).has(letter));
  const [term, another] = own;
  if (term === undefined || another !== undefined || !isAlone(term, letter)) return null;
  const factor = constant(term.coefficient);
  const rest = difference.filter((other) => other !== term);
  const inverse = numericPower(productOf(constant(new Fraction(-1)), factor, budget), new Fraction(-1), budget);
  return { value: productOf(rest, inverse, budget), powers: term.powers, isNegative: term.coefficient.s < 0n };
}

function isAlone({ powers }: Term, letter: string): boolean {
  const [power, another] = powers;
  return another === undefined && power?.base.kind === 'name' && power.base.name === letter && power.exponent.equals(1);
}
