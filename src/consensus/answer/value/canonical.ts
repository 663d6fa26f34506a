/**
 * From the tokens of a canonical string to its tree: relations, then brackets, then values with their units. Here brackets
 * keep all that stands in them, so that `{1, 2, 2}`, `[[1], [2]]` and `{5 m, 6 m}` come back as they were.
 */
import type { Closing, Node, Opening } from './node.ts';
import { withUnit } from './piece.ts';
import { depthChange, piecesOf } from './pieces.ts';
import type { Relation, Token } from './token.ts';

const CLOSING: ReadonlyMap<string, Closing> = new Map([
  [')', ')'],
  [']', ']'],
  ['⦄', '}'],
  ['⟩', '⟩'],
]);
const OPENING: ReadonlyMap<string, Opening> = new Map([
  ['(', '('],
  ['[', '['],
  ['⦃', '{'],
  ['⟨', '⟨'],
]);

/** The tree of all of `tokens`. @throws UNREADABLE */
export function canonicalTree(tokens: readonly Token[]): Node {
  const sides: Node[] = [];
  const relations: Relation[] = [];
  let side: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (depth !== 0 || token.type !== 'relation') side.push(token);
    else {
      sides.push(sideOf(side));
      relations.push(token.relation);
      side = [];
    }
  }
  return relations.length === 0 ? sideOf(side) : { type: 'related', sides: [...sides, sideOf(side)], relations };
}

/** One side of a relation, or all there is; an empty one says "at least", "about". */
function sideOf(tokens: readonly Token[]): Node {
  return tokens.length === 0 ? { type: 'name', name: '' } : (bracketOf(tokens) ?? withUnit(tokens, 'canonical'));
}

/** What stands in one pair of brackets; null where they do not hold all, or hold an expression. */
function bracketOf(tokens: readonly Token[]): Node | null {
  const [open, close] = [OPENING.get(symbolOf(tokens[0])), CLOSING.get(symbolOf(tokens.at(-1)))];
  if (open === undefined || close === undefined || !isOnePair(tokens)) return null;
  const inner = tokens.slice(1, -1);
  const items = inner.length === 0 ? [] : piecesOf(inner).map(canonicalTree);
  if (open === '(' && items.length === 1) return null;
  return open === '{' ? { type: 'several', items } : { type: 'list', open, close, items };
}

function symbolOf(token: Token | undefined): string {
  return token?.type === 'symbol' ? token.symbol : '';
}

/** Whether what opens first closes last. */
function isOnePair(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.every((token, index) => {
    depth += depthChange(token);
    return depth > 0 || index === tokens.length - 1;
  });
}
