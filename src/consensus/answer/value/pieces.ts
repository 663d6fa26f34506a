/** What stands side by side. */
import { MAX_ITEMS, UNREADABLE } from './limits.ts';
import type { Token } from './token.ts';

/** The pieces between commas, semicolons, "and" and "or" that stand in no bracket. */
export function piecesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const pieces: Token[][] = [];
  let piece: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (depth !== 0 || !separates(token)) piece.push(token);
    else {
      // "1, and 2"; but a comma stands behind something.
      if (piece.length > 0) pieces.push(piece);
      else if (token.type !== 'connective') throw UNREADABLE;
      piece = [];
    }
  }
  if (pieces.length >= MAX_ITEMS) throw UNREADABLE;
  return piece.length > 0 || pieces.length === 0 ? [...pieces, piece] : pieces;
}

function separates(token: Token): boolean {
  return token.type === 'connective' || (token.type === 'symbol' && /^[,;]$/.test(token.symbol));
}

/** How much deeper in brackets what follows `token` stands. */
export function depthChange(token: Token): number {
  if (token.type === 'begin') return 1;
  if (token.type === 'end') return -1;
  if (token.type !== 'symbol') return 0;
  if (/^[([{⦃⟨]$/.test(token.symbol)) return 1;
  return /^[)\]}⦄⟩]$/.test(token.symbol) ? -1 : 0;
}
