/** From the tree of an expression to its normal form. */
import Fraction from 'fraction.js';
import type { Budget } from './expression.ts';
import { atom, constant, constantOf, MINUS_ONE, ONE, productOf, sumOf, type Expression } from './expression.ts';
import { MAX_DIGITS, UNREADABLE } from './limits.ts';
import type { Node } from './node.ts';
import { callBase, nameBase } from './bases.ts';
import { numericPower, powerOf } from './power.ts';

/** A factorial above has more digits than a number may. */
const LARGEST_FACTORIAL = 170n;

/** The normal form of a tree that is a number or made of letters. */
export function normalized(node: Node, budget: Budget): Expression {
  switch (node.type) {
    case 'number':
      return constant(node.value);
    case 'name':
      return atom(nameBase(node.name));
    case 'sum':
      return sumOf(node.terms.map((term) => normalized(term, budget)));
    case 'product':
      return node.factors.reduce<Expression>(
        (product, factor) => productOf(product, normalized(factor, budget), budget),
        constant(ONE),
      );
    case 'power':
      return powered(node, budget);
    case 'call':
      return called(node.name, node.args, budget);
    case 'infinity':
      return atom(nameBase('∞'));
    default:
      throw UNREADABLE;
  }
}

function powered({ base, exponent }: Extract<Node, { type: 'power' }>, budget: Budget): Expression {
  const power = normalized(exponent, budget);
  return constantOf(power)?.equals(-1) === true
    ? inverseOf(base, budget)
    : powerOf(normalized(base, budget), power, budget);
}

/** 1 / `node`, factor by factor, so that 1/((x + 1)²y) is not multiplied out. */
function inverseOf(node: Node, budget: Budget): Expression {
  if (node.type === 'product')
    return node.factors.reduce<Expression>(
      (product, factor) => productOf(product, inverseOf(factor, budget), budget),
      constant(ONE),
    );
  const power = node.type === 'power' ? constantOf(normalized(node.exponent, budget)) : null;
  if (node.type === 'power' && power?.d === 1n) return numericPower(normalized(node.base, budget), power.neg(), budget);
  return numericPower(normalized(node, budget), MINUS_ONE, budget);
}

function called(name: string, nodes: readonly Node[], budget: Budget): Expression {
  const args = nodes.map((node) => argument(node, budget));
  const [first = [], second = []] = args;
  if (name === 'exp') return powerOf(atom(nameBase('e')), first, budget);
  const [one, other] = [constantOf(first), constantOf(second)];
  if (name === 'factorial' && one !== null) return factorial(one);
  if (name === 'binom' && one !== null && other !== null) return binomial(one, other);
  if (name === 'abs' && one !== null) return constant(one.abs());
  if (name === 'floor' && one !== null) return constant(one.floor());
  if (name === 'ceil' && one !== null) return constant(one.ceil());
  return atom(callBase(name, args));
}

/** Bounds of sums are relations: `k = 0` is written as a call. */
function argument(node: Node, budget: Budget): Expression {
  if (node.type === 'related') {
    const sides = node.sides.map((side) => normalized(side, budget));
    return atom(callBase(node.relations.join(''), sides));
  }
  if (node.type === 'matrix')
    return atom(
      callBase(
        'matrix',
        node.rows.map((row) =>
          atom(
            callBase(
              'row',
              row.map((cell) => normalized(cell, budget)),
            ),
          ),
        ),
      ),
    );
  return normalized(node, budget);
}

function factorial(value: Fraction): Expression {
  if (value.d !== 1n || value.s < 0n || value.n > LARGEST_FACTORIAL)
    return atom(callBase('factorial', [constant(value)]));
  let product = 1n;
  for (let factor = 2n; factor <= value.n; factor++) product *= factor;
  return constant(new Fraction(product));
}

function binomial(top: Fraction, bottom: Fraction): Expression {
  const isCount = top.d === 1n && bottom.d === 1n && top.s >= 0n && bottom.s >= 0n;
  const fewer = bottom.mul(2).compare(top) > 0 ? top.sub(bottom) : bottom;
  if (!isCount || fewer.n > 400n || top.n.toString().length * Number(fewer.n) > 4 * MAX_DIGITS)
    return atom(callBase('binom', [constant(top), constant(bottom)]));
  if (fewer.s < 0n) return [];
  let value = 1n;
  for (let step = 1n; step <= fewer.n; step++) value = (value * (top.n - fewer.n + step)) / step;
  return constant(new Fraction(value));
}
