/** From a phrase to its tree: what stands side by side, units, and then parser.ts for each piece. */
import { MAX_ITEMS, Unreadable } from './limits.ts';
import type { Node } from './node.ts';
import { Parser } from './parser.ts';
import type { Mode, Token } from './token.ts';
import { unitOf } from './units.ts';

/** Tokens of a unit at the end of a piece, at most. */
const LONGEST_UNIT = 8;
const CURRENCIES = new Set(['$', '€', '£', '¥', '₹', 'USD', 'EUR', 'GBP', 'Rs', 'CHF', 'JPY', 'INR', 'R$', 'US$']);

/** The tree of all of `tokens`. @throws Unreadable */
export function treeOf(tokens: readonly Token[], mode: Mode): Node {
  if (mode === 'plain' && hasHyphen(tokens)) throw new Unreadable('numbers with a hyphen');
  if (mode === 'plain' && isSpelled(tokens)) throw new Unreadable('letters one by one');
  const { pieces, isEither } = piecesOf(tokens);
  if (pieces.length > MAX_ITEMS) throw new Unreadable('too many pieces');
  const items = pieces.map((piece) => itemOf(piece, mode, pieces.length === 1));
  const [only] = items;
  if (tokens.length === 1 && tokens[0]?.type === 'word') throw new Unreadable('a word');
  if (only === undefined) throw new Unreadable('nothing');
  return items.length === 1 ? only : { type: 'several', items: shared(items), isEither };
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

/** The pieces between commas, semicolons, "and" and "or" that stand in no bracket. */
function piecesOf(tokens: readonly Token[]) {
  const pieces: Token[][] = [[]];
  let depth = 0;
  let isEither = false;
  for (const token of tokens) {
    depth += depthChange(token);
    const separates =
      depth === 0 && (token.type === 'connective' || (token.type === 'symbol' && /^[,;]$/.test(token.symbol)));
    if (!separates) pieces.at(-1)?.push(token);
    else {
      isEither ||= token.type === 'connective' && token.word === 'or';
      if (pieces.at(-1)?.length !== 0) pieces.push([]);
      else if (token.type !== 'connective') throw new Unreadable('an empty piece');
    }
  }
  if (pieces.length > 1 && pieces.at(-1)?.length === 0) pieces.pop();
  return { pieces, isEither };
}

function depthChange(token: Token): number {
  if (token.type === 'begin') return 1;
  if (token.type === 'end') return -1;
  if (token.type !== 'symbol') return 0;
  if (/^[([{⦃⟨]$/.test(token.symbol)) return 1;
  return /^[)\]}⦄⟩]$/.test(token.symbol) ? -1 : 0;
}

/** `x = 2, 6` and `x = 2 or 6` say of x what stands last, too. */
function shared(items: readonly Node[]): readonly Node[] {
  const [first, ...others] = items;
  if (first?.type !== 'related' || first.relations.length !== 1) return items;
  const [name] = first.sides;
  if (name?.type !== 'name' || others.some((other) => other.type === 'related')) return items;
  return [
    first,
    ...others.map((other): Node => ({ type: 'related', sides: [name, other], relations: first.relations })),
  ];
}

/** One piece: its unit, before (`$5`) or behind (`5 m/s`), and the tree of the rest. */
function itemOf(tokens: readonly Token[], mode: Mode, isOnly: boolean): Node {
  const currency = currencyAt(tokens, 0);
  if (currency !== null) {
    const value = whole(tokens.slice(currency.length));
    return { type: 'measured', value, unit: currency.unit };
  }
  const negative = tokens[0]?.type === 'symbol' && tokens[0].symbol === '-' ? currencyAt(tokens, 1) : null;
  if (negative !== null) {
    const value = whole([...tokens.slice(0, 1), ...tokens.slice(1 + negative.length)]);
    return { type: 'measured', value, unit: negative.unit };
  }
  const longest = mayHaveUnit(tokens, mode) ? Math.min(LONGEST_UNIT, tokens.length - 1) : 0;
  for (let length = longest; length > 0; length--) {
    const unit = unitAt(tokens, tokens.length - length, mode);
    if (unit === null || (unit === '' && !isOnly)) continue;
    const value = wholeOrNull(tokens.slice(0, tokens.length - length));
    if (value !== null) return unit === '' ? value : { type: 'measured', value, unit };
  }
  return whole(tokens);
}

function whole(tokens: readonly Token[]): Node {
  const parser = new Parser(tokens);
  const node = parser.related();
  if (!parser.isDone) throw new Unreadable('something behind');
  return node;
}

function wholeOrNull(tokens: readonly Token[]): Node | null {
  try {
    return whole(tokens);
  } catch (cause) {
    if (cause instanceof Unreadable) return null;
    throw cause;
  }
}

/** Whether any token can name a unit: most formulas have none. */
function mayHaveUnit(tokens: readonly Token[], mode: Mode): boolean {
  return tokens.slice(-LONGEST_UNIT).some((token) => {
    if (token.type === 'symbol') return /^[°%$]$/.test(token.symbol);
    return token.type === 'word' || token.type === 'function' || (token.type === 'name' && mode !== 'math');
  });
}

/** A currency before its amount. */
function currencyAt(tokens: readonly Token[], at: number): { readonly unit: string; readonly length: number } | null {
  const text = (token: Token | undefined): string | null => {
    if (token?.type === 'word' || token?.type === 'name') return token.type === 'word' ? token.word : token.name;
    return token?.type === 'symbol' && token.symbol === '$' ? '$' : null;
  };
  const [first, second] = [text(tokens[at]), text(tokens[at + 1])];
  if (first === null || tokens.length < at + 2) return null;
  if (second === '$' && /^(?:US|R|A|C|NZ)$/.test(first))
    return { unit: first === 'US' ? 'USD' : `${first}$`, length: 2 };
  return CURRENCIES.has(first) ? { unit: first, length: 1 } : null;
}

/**
 * The unit that all tokens from `at` on are; '' where they are words that name what is counted (`14 apples`); null where
 * they are neither. In math mode a single letter is a variable.
 */
function unitAt(tokens: readonly Token[], at: number, mode: Mode): string | null {
  const parts: string[] = [];
  // Canonically 5m is five times m, and 5 m a length.
  if (mode === 'canonical' && tokens[at]?.spaced === false && tokens[at]?.type !== 'symbol') return null;
  let isCounted = tokens[at - 1]?.type === 'number' && tokens[at]?.spaced === true;
  for (const token of tokens.slice(at)) {
    const part = unitPart(token, mode);
    if (part === null) return null;
    isCounted &&= token.type === 'word' && token.upright;
    parts.push(token.spaced && parts.length > 0 && /^[\p{L}°%]/u.test(part) ? ` ${part}` : part);
  }
  const text = parts.join('').replace(/^\^°\s?/, '°');
  if (/^units?(?:\^?[23])?$|^(?:square|cubic) units?$/.test(text)) return '';
  if (unitOf(text) !== null) return text;
  const isCount = isCounted && parts.length <= 4 && !/\d/.test(text) && !unitOfWords(text);
  return isCount ? '' : null;
}

/** Whether a unit stands among words: `5 m long` is a length, not five of something. */
function unitOfWords(text: string): boolean {
  return text.split(' ').some((word) => unitOf(word) !== null);
}

function unitPart(token: Token, mode: Mode): string | null {
  switch (token.type) {
    case 'word':
      return token.upright || token.word.length > 1 ? token.word : null;
    case 'name':
      return mode === 'math' ? null : token.name;
    case 'number':
      return token.isPlain ? token.value.toString() : null;
    case 'function':
      return token.name === 'min' || token.name === 'deg' ? token.name : null;
    case 'symbol':
      if (/^[{}()]$/.test(token.symbol)) return '';
      return /^[/^°%$*-]$/.test(token.symbol) ? token.symbol : null;
    default:
      return null;
  }
}
