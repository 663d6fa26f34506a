/** From a phrase to its tree: what stands side by side, and then each piece for itself. */
import { UNREADABLE } from './limits.ts';
import type { Node } from './node.ts';
import { canonicalTree } from './canonical.ts';
import { pieceOf } from './piece.ts';
import { piecesOf } from './pieces.ts';
import type { Mode, Token } from './token.ts';

/** The tree of all of `tokens`. @throws UNREADABLE */
export function treeOf(tokens: readonly Token[], mode: Mode): Node {
  if (mode === 'canonical') return canonicalTree(tokens);
  if (mode === 'plain' && (hasHyphen(tokens) || isSpelled(tokens))) throw UNREADABLE;
  if (tokens.length === 1 && isNoValue(tokens[0])) throw UNREADABLE;
  const pieces = piecesOf(tokens);
  const items = pieces.map((piece) => pieceOf(piece, mode, pieces.length === 1));
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { type: 'several', items: shared(items) };
}

/** A word, a degree sign. */
function isNoValue(token: Token | undefined): boolean {
  return token?.type === 'word' || (token?.type === 'symbol' && token.symbol === '°');
}

/** `10-20`, `555-1234`: in plain text a range, a score, a number to call; no subtraction. */
function hasHyphen(tokens: readonly Token[]): boolean {
  if (tokens.some(({ type }) => type === 'name' || type === 'function' || type === 'relation' || type === 'command'))
    return false;
  return tokens.some((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (token.type !== 'symbol' || token.symbol !== '-' || token.spaced) return false;
    return before?.type === 'number' && after?.type === 'number' && !after.spaced;
  });
}

/** `g r a t e f u l` */
function isSpelled(tokens: readonly Token[]): boolean {
  const spaced = (token: Token | undefined): boolean => token?.type === 'name' && token.spaced;
  return tokens.some((_, index) => spaced(tokens[index]) && spaced(tokens[index + 1]) && spaced(tokens[index + 2]));
}

/** `x = 2, 6` and `x = 2 or 6` say of x what stands last, too. */
function shared(items: readonly Node[]): readonly Node[] {
  const [first, ...others] = items;
  if (first?.type !== 'related' || first.relations.length !== 1) return items;
  const [name] = first.sides;
  if (name?.type !== 'name' || others.some(({ type }) => type === 'related' || type === 'those')) return items;
  return [
    first,
    ...others.map((other): Node => ({ type: 'related', sides: [name, other], relations: first.relations })),
  ];
}
