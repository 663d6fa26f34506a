/** Brackets: groups, tuples and intervals, sets, absolute values. */
import { UNREADABLE } from '../limits.ts';
import type { Closing, Node, Opening } from '../node.ts';
import type { Symbol } from '../token.ts';
import type { Cursor } from './cursor.ts';

const CLOSING: ReadonlyMap<Symbol | null, Closing> = new Map([
  [')', ')'],
  [']', ']'],
  ['⟩', '⟩'],
]);
const OPENING: ReadonlyMap<Symbol, Opening> = new Map([
  ['(', '('],
  ['[', '['],
  ['⟨', '⟨'],
]);

/** What the symbol that was read opens, or is by itself. */
export function bracket(cursor: Cursor, symbol: Symbol): Node {
  switch (symbol) {
    case '{':
      return group(cursor);
    case '⦃':
      return set(cursor);
    case '∞':
      return { type: 'infinity' };
    case 'ℝ':
      return reals(cursor);
    case '|':
      return { type: 'call', name: 'abs', args: cursor.barred(() => bracketed(cursor, '|')) };
    default: {
      const open = OPENING.get(symbol);
      if (open === undefined) throw UNREADABLE;
      return tuple(cursor, open);
    }
  }
}

/** A tuple, an interval, or one thing in brackets, which are left out, unless they are a row of several: `[[1], [2]]`. */
function tuple(cursor: Cursor, open: Opening): Node {
  const before = cursor.symbol(-2);
  const items = cursor.symbol() === ')' || cursor.symbol() === ']' ? [] : list(cursor);
  const close = CLOSING.get(cursor.symbol());
  if (close === undefined) throw UNREADABLE;
  cursor.skip(1);
  const isRow = open === '[' && /^(?:,[\],]|\[,)$/.test(`${before ?? ''}${cursor.symbol() ?? ''}`);
  const [only] = items;
  if (items.length === 1 && only !== undefined && open !== '⟨' && !isRow) return only;
  return { type: 'list', open, close, items };
}

/** What stands between LaTeX's braces, after the first; with commas it is a set (`{-1, 1}`). */
export function group(cursor: Cursor): Node {
  const items = bracketed(cursor, '}');
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { type: 'list', open: '{', close: '}', items };
}

function reals(cursor: Cursor): Node {
  if (!cursor.takes('^')) return { type: 'reals' };
  return { type: 'power', base: { type: 'name', name: 'ℝ' }, exponent: cursor.read('argument') };
}

function set(cursor: Cursor): Node {
  if (cursor.takes('⦄')) return { type: 'list', open: '{', close: '}', items: [] };
  return cursor.attempt(() => those(cursor)) ?? { type: 'list', open: '{', close: '}', items: bracketed(cursor, '⦄') };
}

/** `{x | x > 2}`, `{x : x > 2}`, `{x ∈ ℝ | x > 2}`; null where the items themselves stand there. */
function those(cursor: Cursor): Node | null {
  const head = cursor.barred(() => cursor.read('sum'));
  if (!takesSuchThat(cursor) && !takesDomain(cursor)) return null;
  const condition = bracketed(cursor, '⦄');
  const [only] = condition;
  if (condition.length === 1 && only !== undefined && head.type === 'name') return { type: 'those', condition: only };
  return { type: 'call', name: 'set', args: [head, ...condition] };
}

function takesSuchThat(cursor: Cursor): boolean {
  return cursor.takes('|') || cursor.takes(':');
}

/** `∈ ℝ |` */
function takesDomain(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.type !== 'relation' || token.relation !== '∈') return false;
  cursor.skip(1);
  cursor.barred(() => cursor.read('sum'));
  return takesSuchThat(cursor);
}

/** What stands between commas and semicolons up to `close`, which is read. */
export function bracketed(cursor: Cursor, close: Symbol): readonly Node[] {
  const items = list(cursor);
  cursor.expect(close);
  return items;
}

function list(cursor: Cursor): readonly Node[] {
  const items: Node[] = [];
  do {
    cursor.count();
    items.push(cursor.deeper((deeper) => deeper.read('related')));
  } while (cursor.takes(',') || cursor.takes(';'));
  return items;
}
