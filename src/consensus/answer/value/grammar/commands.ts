/** Commands that take groups: fractions, roots, binomial coefficients. */
import Fraction from 'fraction.js';
import { UNREADABLE } from '../limits.ts';
import { inverse, type Node } from '../node.ts';
import type { Cursor } from './cursor.ts';

const HALF = new Fraction(1n, 2n);
const THIRD = new Fraction(1n, 3n);

/** What the command `name`, which was read, makes of its groups. */
export function command(cursor: Cursor, name: string): Node {
  switch (name) {
    case 'frac': {
      const { top, bottom } = fraction(cursor);
      return { type: 'product', factors: [top, inverse(bottom)] };
    }
    case 'binom':
      return { type: 'call', name, args: [cursor.read('argument'), cursor.read('argument')] };
    case 'cbrt':
      return root(cursor, { type: 'number', value: THIRD });
    case 'sqrt':
      return root(cursor, cursor.takes('[') ? inverse(degree(cursor)) : { type: 'number', value: HALF });
    default:
      throw UNREADABLE;
  }
}

/** What stands above and below the line. */
export function fraction(cursor: Cursor): { readonly top: Node; readonly bottom: Node } {
  return { top: cursor.read('argument'), bottom: cursor.read('argument') };
}

function root(cursor: Cursor, exponent: Node): Node {
  return { type: 'power', base: cursor.read('argument'), exponent };
}

function degree(cursor: Cursor): Node {
  const written = cursor.read('sum');
  cursor.expect(']');
  return written;
}
