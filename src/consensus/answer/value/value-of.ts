/** From the tree of a phrase to the value that it states. */
import { assigned } from './assignment.ts';
import { listOf, REALS, setOf, severalOf, unionOf } from './collections.ts';
import { chosen, hasEither } from './either.ts';
import { Budget } from './expression.ts';
import { UNREADABLE } from './limits.ts';
import type { Node } from './node.ts';
import { itemsOf } from './several.ts';
import { measured, scalarOf } from './scalar.ts';
import type { Value } from './value.ts';

/** The value of a tree. @throws UNREADABLE */
export function valueOf(node: Node, budget: Budget = new Budget()): Value {
  const of = (child: Node): Value => valueOf(child, budget);
  if (hasEither(node)) return setOf([false, true].map((minus) => of(chosen(node, minus))));
  switch (node.type) {
    case 'several':
      return severalOf(itemsOf(node.items, of, budget));
    case 'measured':
      return measured(of(node.value), node.unit);
    case 'related':
      return assigned(node.sides.map(of), node.relations, budget);
    case 'those':
      return of(node.condition);
    case 'list':
      return listOf(node.open, node.close, node.items.map(of));
    case 'reals':
      return REALS;
    case 'infinity':
      return { kind: 'infinity', negative: false };
    case 'union':
      return unionOf(node.parts.map(of));
    case 'matrix':
      return { kind: 'matrix', rows: node.rows.map((row) => row.map(of)) };
    case 'ratio':
      return ratioOf(node.parts.map(of));
    default:
      return scalarOf(node, budget);
  }
}

/** 4 : 6 is 2 : 3. */
function ratioOf(parts: readonly Value[]): Value {
  if (!parts.every(({ kind }) => /^(?:number|expression|quantity)$/.test(kind))) throw UNREADABLE;
  const numbers = parts.flatMap((part) => (part.kind === 'number' ? [part.value] : []));
  const [first, ...others] = numbers;
  if (first === undefined || numbers.length < parts.length || numbers.every(({ n }) => n === 0n))
    return { kind: 'ratio', parts };
  const divisor = others.reduce((gcd, number) => gcd.gcd(number), first.abs());
  return { kind: 'ratio', parts: numbers.map((value) => ({ kind: 'number', value: value.div(divisor) })) };
}
