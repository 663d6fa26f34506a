/** What binds least: relations, unions, ratios. */
import type { Node } from '../node.ts';
import type { Relation } from '../token.ts';
import type { Cursor } from './cursor.ts';

/** Relations, or one expression: `x`, `x < 3`, `0 < x ≤ 1`. */
export function related(cursor: Cursor): Node {
  const first = firstSide(cursor);
  const others: Node[] = [];
  const relations: Relation[] = [];
  for (let token = cursor.peek(); token?.type === 'relation'; token = cursor.peek()) {
    cursor.skip(1);
    relations.push(token.relation);
    others.push(union(cursor));
  }
  return relations.length === 0 ? first : { type: 'related', sides: [first, ...others], relations };
}

/** A relation may have nothing on its left: `< 5`, `≈ 3`. */
function firstSide(cursor: Cursor): Node {
  return cursor.peek()?.type === 'relation' ? { type: 'name', name: '' } : union(cursor);
}

/** Sets and intervals put together, or one expression. */
function union(cursor: Cursor): Node {
  const first = ratio(cursor);
  const others: Node[] = [];
  while (cursor.takes('∪')) others.push(ratio(cursor));
  return others.length === 0 ? first : { type: 'union', parts: [first, ...others] };
}

function ratio(cursor: Cursor): Node {
  const first = cursor.read('sum');
  const others: Node[] = [];
  while (cursor.peek(1) !== undefined && cursor.takes(':')) others.push(cursor.read('sum'));
  return others.length === 0 ? first : { type: 'ratio', parts: [first, ...others] };
}
