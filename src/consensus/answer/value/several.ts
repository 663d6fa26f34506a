/** Things side by side, some of which are named: `x = 2, y = 3` tells which is which. */
import { assigned } from './assignment.ts';
import { chosen, hasEither } from './either.ts';
import type { Budget } from './expression.ts';
import { keyOf } from './key.ts';
import type { Node } from './node.ts';
import { isName } from './relation.ts';
import { measured } from './scalar.ts';
import type { Relation } from './token.ts';
import type { Value } from './value.ts';

/** What one item states, and of what. */
interface Item {
  readonly names: readonly Value[];
  readonly relation: Relation;
  readonly value: Value;
}

/** The values of `items`; where they have different names, what each name is. `of`: the value of any other tree. */
export function itemsOf(items: readonly Node[], of: (node: Node) => Value, budget: Budget): readonly Value[] {
  const read = items.flatMap(alternatives).map((item) => itemOf(item, of, budget));
  const names = new Set(read.flatMap((item) => item.names).map(keyOf));
  return names.size < 2 ? read.map(({ value }) => value) : read.map(named);
}

/** Both of `x = ±3`. */
function alternatives(item: Node): readonly Node[] {
  return hasEither(item) ? [chosen(item, false), chosen(item, true)] : [item];
}

function itemOf(item: Node, of: (node: Node) => Value, budget: Budget): Item {
  if (item.type === 'measured') {
    const inner = itemOf(item.value, of, budget);
    return { ...inner, value: measured(inner.value, item.unit) };
  }
  if (item.type !== 'related') return { names: [], relation: '=', value: of(item) };
  const sides = item.sides.map(of);
  const value = assigned(sides, item.relations, budget);
  const names = sides.filter((side) => isName(side) && keyOf(side) !== keyOf(value));
  return { names, relation: item.relations[0] === '∈' ? '∈' : '=', value };
}

/** `x = 2`, where the value alone would not tell what it is of. */
function named({ names, relation, value }: Item): Value {
  if (names.length === 0 || value.kind === 'relation') return value;
  return { kind: 'relation', sides: [...names, value], relations: names.map(() => relation) };
}
