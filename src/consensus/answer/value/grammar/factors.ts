/** Factors: what stands behind a base (powers, factorials, degrees, primes), and the arguments that powers take. */
import { UNREADABLE } from '../limits.ts';
import { indexed, negated, type Node } from '../node.ts';
import { atom } from './atoms.ts';
import { group } from './brackets.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from '../token.ts';
import { called, isMinusOne } from './functions.ts';

const DEGREE: Node = { type: 'name', name: '°' };

/** A base with all that is behind it: `x^2`, `5!`, `30°`, `f′`. */
export function factor(cursor: Cursor): Node {
  return cursor.deeper(postfixed);
}

function postfixed(cursor: Cursor): Node {
  const isWhole = isWholeNumber(cursor.peek());
  let base = atom(cursor);
  if (isWhole && cursor.takes('_')) base = { type: 'call', name: 'base', args: [base, argument(cursor)] };
  for (;;) {
    if (cursor.takes('!')) base = { type: 'call', name: 'factorial', args: [base] };
    else if (cursor.takes('°')) base = { type: 'product', factors: [base, DEGREE] };
    else if (cursor.takes('^')) base = raised(cursor, base);
    else if (base.type === 'name' && cursor.takes('′')) base = called(cursor, { ...base, name: `${base.name}′` });
    else if (base.type === 'name' && cursor.takes('_')) base = { ...base, name: indexed(base.name, index(cursor)) };
    else return base;
  }
}

/** What may have a base behind it: `101_2`. */
function isWholeNumber(token: Token | undefined): boolean {
  return token?.type === 'number' && token.isPlain;
}

/** The index behind a group: `{\\mathbf{u}}_{1}`. */
function index(cursor: Cursor): string {
  const written = argument(cursor);
  if (written.type === 'number') return written.value.toFraction();
  if (written.type === 'name') return written.name;
  throw UNREADABLE;
}

/** What stands behind `^`: a degree sign, primes, an exponent; the first two also in braces. */
function raised(cursor: Cursor, base: Node): Node {
  const isGroup = cursor.symbol() === '{' && /^[°′]$/.test(cursor.symbol(1) ?? '');
  if (isGroup) cursor.skip(1);
  const isDegree = cursor.takes('°');
  let primes = 0;
  while (!isDegree && cursor.takes('′')) primes++;
  if (isGroup) cursor.expect('}');
  if (isDegree) return { type: 'product', factors: [base, DEGREE] };
  if (primes === 0) return powered(cursor, base, argument(cursor));
  if (base.type !== 'name') return { type: 'call', name: 'prime', args: [base] };
  return called(cursor, { ...base, name: base.name + '′'.repeat(primes) });
}

/** A power; `f^{-1}(x)` is the inverse function. */
function powered(cursor: Cursor, base: Node, exponent: Node): Node {
  const call =
    base.type === 'name' && isMinusOne(exponent) ? called(cursor, { ...base, name: `${base.name}^(-1)` }) : base;
  return call.type === 'call' && call !== base ? call : { type: 'power', base, exponent };
}

/** What a command or a power takes: a group, or one token (one digit of a number). */
export function argument(cursor: Cursor): Node {
  if (cursor.takes('{')) return group(cursor);
  if (cursor.takes('-')) return negated(cursor.deeper(argument));
  if (cursor.takes('+')) return cursor.deeper(argument);
  return cursor.deeper(atom);
}
