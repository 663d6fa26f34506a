/** Relations with one letter, solved for it. */
import Fraction from 'fraction.js';
import { constant, MINUS_ONE, productOf, type Budget, type Expression } from './expression.ts';
import { numericPower } from './power.ts';
import { differenceOf, flipped, isOneLetter, lettersOf } from './relation.ts';
import { expressionValue } from './scalar.ts';
import type { Relation } from './token.ts';
import type { Value } from './value.ts';

/** A relation with one letter, to the first power: that letter on the left; of an equation the value itself. */
export function solved(left: Value, right: Value, relation: Relation, budget: Budget): Value | null {
  const difference = differenceOf(left, right, budget);
  if (difference === null) return null;
  const solution = solvedForLetter(difference, budget);
  if (solution === null) return null;
  const value = expressionValue(solution.value);
  if (relation === '=' || relation === '≈') return value;
  const name: Value = { kind: 'expression', expression: [{ coefficient: new Fraction(1), powers: solution.powers }] };
  return { kind: 'relation', sides: [name, value], relations: [solution.isNegative ? flipped(relation) : relation] };
}

/**
 * What the only letter is where `difference` is 0; null where it does not stand alone to the first power, with a number before
 * it.
 */
function solvedForLetter(difference: Expression, budget: Budget) {
  const [term, another] = difference.filter((own) => lettersOf([own]).size > 0);
  if (term === undefined || another !== undefined || !isOneLetter(term)) return null;
  const factor = constant(term.coefficient);
  const rest = difference.filter((other) => other !== term);
  const inverse = numericPower(productOf(constant(MINUS_ONE), factor, budget), MINUS_ONE, budget);
  return { value: productOf(rest, inverse, budget), powers: term.powers, isNegative: term.coefficient.s < 0n };
}
