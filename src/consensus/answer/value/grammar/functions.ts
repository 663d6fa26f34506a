/** Functions with their arguments: `sin x`, `\log_2 8`, `f(x)`, `\sum_{k=1}^n k`. */
import type { Node } from '../node.ts';
import { LARGE_OPERATORS } from '../vocabulary.ts';
import { bracketed, group } from './brackets.ts';
import type { Cursor } from './cursor.ts';
import { continues } from './sums.ts';

/** A letter before a bracket that is a function rather than a factor. */
const FUNCTION_LETTER = /^(?:[fghuFGHPECVIRS]|Φ|φ|ψ|Ψ|Γ)(?:_.+)?(?:′+)?(?:\^\(-1\))?$/;
/** Accents, which take one letter or group. */
const ACCENT = /^(?:bar|hat|vec|tilde|dot)$/;

/** `f(x)`, `P(A)`: the letter is a function where it usually is one. */
export function called(cursor: Cursor, letter: Extract<Node, { type: 'name' }>): Node {
  if (!FUNCTION_LETTER.test(letter.name) || !cursor.takes('(')) return letter;
  return { type: 'call', name: letter.name, args: bracketed(cursor, ')') };
}

/** The call of a named function, whose name was read. */
export function functionCall(cursor: Cursor, name: string): Node {
  if (LARGE_OPERATORS.has(name)) return large(cursor, name);
  const before = lowered(cursor);
  const power = cursor.takes('^') ? cursor.read('argument') : null;
  const lower = [...before, ...lowered(cursor)];
  const args = [...lower, ...callArguments(cursor, name)];
  if (power !== null && isMinusOne(power) && /^(?:sin|cos|tan)$/.test(name))
    return { type: 'call', name: `arc${name}`, args };
  const call: Node = { type: 'call', name: name === 'log' && lower.length > 0 ? 'log_' : name, args };
  return power === null ? call : { type: 'power', base: call, exponent: power };
}

/** What stands below a function: the base of a logarithm. */
function lowered(cursor: Cursor): readonly Node[] {
  return cursor.takes('_') ? [cursor.read('argument')] : [];
}

/** −1, as it is written in an exponent. */
export function isMinusOne(node: Node): boolean {
  const [sign, one] = node.type === 'product' ? node.factors : [];
  return sign?.type === 'number' && one?.type === 'number' && sign.value.mul(one.value).equals(-1);
}

/** The argument in brackets, or the product that follows: `\sin 2x`; in `\ln 2 \cdot 3` that ends at the sign. */
function callArguments(cursor: Cursor, name: string): readonly Node[] {
  if (cursor.takes('(')) return bracketed(cursor, ')');
  if (cursor.takes('[')) return bracketed(cursor, ']');
  if (cursor.takes('{')) return [group(cursor)];
  if (ACCENT.test(name)) return [cursor.read('argument')];
  const first = cursor.read('factor');
  const others: Node[] = [];
  for (let last = first; continues(cursor, last) && cursor.peek()?.type !== 'function'; others.push(last))
    last = cursor.read('factor');
  return [others.length === 0 ? first : { type: 'product', factors: [first, ...others] }];
}

/** Sums and integrals: bounds, then all of the product that follows. */
function large(cursor: Cursor, name: string): Node {
  const args = cursor.attempt(() => canonicalArguments(cursor));
  if (args !== null) return { type: 'call', name, args };
  const bounds: Node[] = [];
  for (;;) {
    if (cursor.takes('_')) bounds.push(bound(cursor));
    else if (cursor.takes('^')) bounds.push({ type: 'call', name: 'upper', args: [cursor.read('argument')] });
    else return { type: 'call', name, args: [...bounds, cursor.read('product')] };
  }
}

/** `sum(k = 1, upper(5), 1/k)`: canonically bounds stand among the arguments. */
function canonicalArguments(cursor: Cursor): readonly Node[] | null {
  const args = cursor.takes('(') ? bracketed(cursor, ')') : [];
  return args.length > 1 ? args : null;
}

function bound(cursor: Cursor): Node {
  return cursor.takes('{') ? group(cursor) : cursor.read('argument');
}
