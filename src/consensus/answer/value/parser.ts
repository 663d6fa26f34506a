/** From tokens to a tree: the grammar of one phrase, whole. statement.ts stands above it. */
import { Cursor, type Grammar } from './grammar/cursor.ts';
import { argument, factor } from './grammar/factors.ts';
import { related } from './grammar/relations.ts';
import { product, sum } from './grammar/sums.ts';
import { UNREADABLE } from './limits.ts';
import type { Node } from './node.ts';
import type { Token } from './token.ts';

const GRAMMAR: Grammar = { related, sum, product, factor, argument };

/** The tree of all of `tokens`. @throws UNREADABLE where they are no formula from the first to the last */
export function parsed(tokens: readonly Token[]): Node {
  const cursor = new Cursor(tokens, GRAMMAR);
  const node = related(cursor);
  if (!cursor.isDone) throw UNREADABLE;
  return node;
}
