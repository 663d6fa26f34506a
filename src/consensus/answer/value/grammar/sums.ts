/** Sums and products. */
import { inverse, negated, type Node } from '../node.ts';
import type { Cursor } from './cursor.ts';

/** Terms with signs between them, or one term. */
export function sum(cursor: Cursor): Node {
  return cursor.deeper(terms);
}

function terms(cursor: Cursor): Node {
  const first = signed(cursor);
  const others: Node[] = [];
  for (;;) {
    const sign = cursor.symbol();
    if (sign === '+') {
      cursor.skip(1);
      others.push(product(cursor));
    } else if (sign === '-' || sign === '±' || sign === '∓') others.push(signed(cursor));
    else return others.length === 0 ? first : { type: 'sum', terms: [first, ...others] };
  }
}

/** A term with the signs before it. */
function signed(cursor: Cursor): Node {
  if (cursor.takes('+')) return cursor.deeper(signed);
  if (cursor.takes('-')) return negated(cursor.deeper(signed));
  const sign = cursor.symbol();
  if (sign !== '±' && sign !== '∓') return product(cursor);
  cursor.skip(1);
  return { type: 'either', flipped: sign === '∓', value: product(cursor) };
}

/** Factors with or without signs between them, or one factor. */
export function product(cursor: Cursor): Node {
  const first = cursor.read('factor');
  const others: Node[] = [];
  for (let last = first; ; others.push(last)) {
    if (cursor.takes('*')) last = signedFactor(cursor);
    else if (cursor.takes('/')) last = inverse(signedFactor(cursor));
    else if (continues(cursor, last)) last = cursor.read('factor');
    else return others.length === 0 ? first : { type: 'product', factors: [first, ...others] };
  }
}

function signedFactor(cursor: Cursor): Node {
  if (cursor.takes('-')) return negated(cursor.read('factor'));
  cursor.takes('+');
  return cursor.read('factor');
}

/** Whether what follows is multiplied without a sign: `2x`, `3√2`, `a(b+c)`; never two numbers side by side. */
export function continues(cursor: Cursor, left: Node): boolean {
  const token = cursor.peek();
  switch (token?.type) {
    case 'name':
    case 'function':
    case 'command':
    case 'begin':
      return true;
    case 'word':
      return !token.upright || token.word.length === 1;
    case 'number':
      return left.type !== 'number' && left.type !== 'name' && !token.spaced && token.isPlain;
    case 'symbol':
      return token.symbol === '|' ? !cursor.isInBars : /^[({[∞ℝ]$/.test(token.symbol);
    default:
      return false;
  }
}
