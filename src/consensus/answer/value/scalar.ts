/** Numbers, expressions and quantities as values. */
import { constantOf, productOf, type Budget, type Expression } from './expression.ts';
import { UNREADABLE } from './limits.ts';
import type { Node } from './node.ts';
import { normalized } from './normalize.ts';
import { unitOf, type Unit } from './units.ts';
import type { Value } from './value.ts';

/** A number, an expression; a matrix with a factor; −∞. */
export function scalarOf(node: Node, budget: Budget): Value {
  if (node.type === 'product') {
    const [first, second, third] = node.factors;
    if (first?.type === 'number' && second?.type === 'infinity' && third === undefined)
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
  if (term === undefined || another !== undefined || degree === undefined) return { kind: 'expression', expression };
  const amount = expressionValue([{ ...term, powers: term.powers.filter((power) => power !== degree) }]);
  return { kind: 'quantity', amount, unit: unitNamed('°') };
}

/** `value` in the unit that is written `text`, each item of a set and the last side of a relation. */
export function measured(value: Value, text: string): Value {
  switch (value.kind) {
    case 'number':
    case 'expression':
      return { kind: 'quantity', amount: value, unit: unitNamed(text) };
    case 'quantity':
      throw UNREADABLE;
    case 'set':
      return { ...value, items: value.items.map((item) => measured(item, text)) };
    case 'relation':
      return {
        ...value,
        sides: value.sides.map((side, index) => (index === value.sides.length - 1 ? measured(side, text) : side)),
      };
    default:
      return value;
  }
}

function unitNamed(text: string): Unit {
  const unit = unitOf(text);
  if (unit === null) throw UNREADABLE;
  return unit;
}
