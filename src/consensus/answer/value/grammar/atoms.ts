/** What needs nothing beside it: numbers, letters, and what opens with a name or a bracket. */
import type Fraction from 'fraction.js';
import { UNREADABLE } from '../limits.ts';
import type { Node } from '../node.ts';
import type { Token } from '../token.ts';
import { bracket } from './brackets.ts';
import { command, fraction } from './commands.ts';
import type { Cursor } from './cursor.ts';
import { called, functionCall } from './functions.ts';
import { matrix } from './matrices.ts';

type Numeral = Extract<Token, { type: 'number' }>;

/** A number, a name, a call, a command with its groups, or what stands in brackets. */
export function atom(cursor: Cursor): Node {
  const token = cursor.next();
  switch (token.type) {
    case 'number':
      return number(cursor, token);
    case 'name':
      if (token.name === '∅') return { type: 'list', open: '{', close: '}', items: [] };
      return called(cursor, { type: 'name', name: token.name });
    case 'word':
      return letters(token);
    case 'function':
      return functionCall(cursor, token.name);
    case 'command':
      return command(cursor, token.name);
    case 'begin':
      return matrix(cursor, token.name);
    case 'symbol':
      return bracket(cursor, token.symbol);
    default:
      throw UNREADABLE;
  }
}

/** `def` in math mode is d·e·f. */
function letters(token: Extract<Token, { type: 'word' }>): Node {
  if (token.upright && token.word.length === 1) return { type: 'name', name: token.word };
  if (token.upright) throw UNREADABLE;
  return { type: 'product', factors: Array.from(token.word, (name): Node => ({ type: 'name', name })) };
}

/** A number, or one with a proper fraction of whole numbers behind it (`3 1/2`, `3\frac12`). */
function number(cursor: Cursor, { value, isPlain }: Numeral): Node {
  const whole: Node = { type: 'number', value };
  const part = isPlain ? (typesetPart(cursor) ?? writtenPart(cursor)) : null;
  if (part !== null) return { type: 'number', value: value.add(part) };
  if (cursor.peek()?.type === 'number' && cursor.symbol(1) === '/') throw UNREADABLE;
  return whole;
}

/** `\frac12` behind a whole number; null where it is multiplied, or something else stands there. */
function typesetPart(cursor: Cursor): Fraction | null {
  return cursor.attempt(() => {
    const token = cursor.peek();
    if (token?.type !== 'command' || token.name !== 'frac') return null;
    cursor.skip(1);
    const { top, bottom } = fraction(cursor);
    if (top.type !== 'number' || bottom.type !== 'number') return null;
    const areWhole = top.value.d === 1n && bottom.value.d === 1n;
    return areWhole && top.value.compare(bottom.value) < 0 ? top.value.div(bottom.value) : null;
  });
}

/** `1/2` behind a whole number; null where no such thing stands there. */
function writtenPart(cursor: Cursor): Fraction | null {
  const [top, bottom] = [cursor.peek(), cursor.peek(2)];
  if (top?.type !== 'number' || cursor.symbol(1) !== '/' || bottom?.type !== 'number') return null;
  if (!top.isPlain || !bottom.isPlain || top.value.compare(bottom.value) >= 0) return null;
  cursor.skip(3);
  return top.value.div(bottom.value);
}
