/** Matrices and determinants, from the name of their environment to its end. */
import { UNREADABLE } from '../limits.ts';
import type { Node } from '../node.ts';
import type { Cursor } from './cursor.ts';

const MATRIX = /^(?:[pbvBV]?(?:small)?matrix|array)$/;

/** The matrix of the environment `name`, whose beginning was read. */
export function matrix(cursor: Cursor, name: string): Node {
  if (!MATRIX.test(name)) throw UNREADABLE;
  const rows: Node[][] = [[]];
  while (cursor.peek()?.type !== 'end') {
    if (cursor.takes('\\\\')) {
      if (cursor.peek()?.type !== 'end') rows.push([]);
    } else if (!cursor.takes('&')) {
      rows.at(-1)?.push(cursor.read('sum'));
      cursor.count();
    }
  }
  cursor.skip(1);
  return /^v/i.test(name) ? { type: 'call', name: 'det', args: [{ type: 'matrix', rows }] } : { type: 'matrix', rows };
}
