/** Equations and inequalities that are answers by themselves: what `x = 5` says of x. */
import type { Base, Budget } from './expression.ts';
import { keyOf } from './key.ts';
import { UNREADABLE } from './limits.ts';
import { isName, lettersOf, nameIn } from './relation.ts';
import { solved } from './solving.ts';
import type { Relation } from './token.ts';
import type { Value } from './value.ts';

/**
 * What a relation answers: `x = 5` and `2x = 10` answer 5, `f = a = 3` answers 3, `x ∈ [0, 1]` the interval; an
 * inequality with one letter is solved for it. What has letters on the right stays an equation.
 */
export function assigned(sides: readonly Value[], relations: readonly Relation[], budget: Budget): Value {
  // Where something goes is told with what goes there: `\lim_{x \to 0}`.
  if (relations.includes('→')) throw UNREADABLE;
  const [left, right, ...others] = sides;
  const [relation] = relations;
  if (left === undefined || right === undefined || relation === undefined) throw UNREADABLE;
  const last = others.at(-1) ?? right;
  // What is rounded at the end is told exactly before.
  const rounded = relations.indexOf('≈');
  if (rounded > 0) return assigned(sides.slice(0, rounded + 1), relations.slice(0, rounded), budget);
  if (rounded === 0 && isConstant(left)) return left;
  if (relations.every((own) => own === '=' || own === '≈')) {
    if (isAnswer(last) && (isName(left) || areNames(left))) return last;
    // 5 = x
    if (others.length === 0 && isAnswer(left) && (isName(right) || areNames(right))) return left;
    if (others.length === 0 && isConstant(left) && isLetter(right)) return left;
    if (isConstant(last) && (isLetter(left) || sides.every((side) => isConstant(side) || hasOwnValue(side, last))))
      return last;
  }
  if (others.length > 0) return { kind: 'relation', sides, relations };
  if (relation === '∈' && isName(left)) return right;
  return solved(left, right, relation, budget) ?? { kind: 'relation', sides, relations };
}

/** Functions that are no name of what stands on the other side: `|x| = 5` does not say that x is 5. */
const OPERATIONS =
  /^(?:sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|arcsin|arccos|arctan|ln|log_?|lg|abs|floor|ceil|factorial|binom|mod)$/;

/** A name raised to no power: neither `x^2 = 4` nor `xy = 6` says that something is that; `AB = 6` is a length. */
function isLetter(value: Value): boolean {
  const powers = nameIn(value)?.powers;
  if (powers === undefined) return false;
  if (!powers.every(({ base, exponent }) => exponent.equals(1) && !isOperation(base))) return false;
  return powers.length < 2 || powers.every(({ base }) => /^[A-Z](?:_|$)/.test(base.key));
}

function isOperation(base: Base): boolean {
  return base.kind === 'call' && OPERATIONS.test(base.name) && base.args.some((arg) => lettersOf(arg).size > 0);
}

/** `(p, q)` and `V_1:V_2`: names of what stands on the other side in the same order. */
function areNames(value: Value): boolean {
  if (value.kind === 'tuple') return value.items.every(isName);
  return value.kind === 'ratio' && value.parts.every(isName);
}

/** What is neither a number nor made of letters: sets, tuples, matrices, intervals. */
function isAnswer(value: Value): boolean {
  return !/number|infinity|quantity|expression|relation/.test(value.kind);
}

/** A number, with roots and constants in it or a unit. */
function isConstant(value: Value): boolean {
  if (value.kind === 'number' || value.kind === 'infinity') return true;
  if (value.kind === 'quantity') return isConstant(value.amount);
  return value.kind === 'expression' && lettersOf(value.expression).size === 0;
}

/** Whether `side` = `last` adds nothing: the same value (`2 + 3 = 5`), or letters only (`a + b = 5`) do not count. */
function hasOwnValue(side: Value, last: Value): boolean {
  return isLetter(side) || keyOf(side) === keyOf(last);
}
