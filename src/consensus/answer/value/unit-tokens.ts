/** Units among tokens: which of them name one. */
import type { Mode, Token } from './token.ts';
import { unitOf } from './units.ts';

/** Tokens of a unit at the end of a piece, at most. */
export const LONGEST_UNIT = 8;
const CURRENCIES = new Set(['$', '€', '£', '¥', '₹', 'USD', 'EUR', 'GBP', 'Rs', 'CHF', 'JPY', 'INR', 'R$', 'US$']);

/** Whether any token can name a unit: most formulas have none. The degrees of `cos 60°` are its own. */
export function mayHaveUnit(tokens: readonly Token[], mode: Mode): boolean {
  return tokens.slice(-LONGEST_UNIT).some((token) => {
    if (token.type === 'symbol') return /^[°%$]$/.test(token.symbol);
    return token.type === 'word' || token.type === 'function' || (token.type === 'name' && mode !== 'math');
  });
}

/** A currency before its amount. */
export function currencyAt(
  tokens: readonly Token[],
  at: number,
): { readonly unit: string; readonly length: number } | null {
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
export function unitAt(tokens: readonly Token[], at: number, mode: Mode): string | null {
  const parts: string[] = [];
  const [before, first] = [tokens[at - 1], tokens[at]];
  if (first === undefined || !mayBegin(first, before, mode)) return null;
  let isCounted = before?.type === 'number' && first.spaced;
  for (const token of tokens.slice(at)) {
    const part = unitPart(token, mode);
    if (part === null) return null;
    // "12 Angry Men" is a name.
    isCounted &&= token.type === 'word' && token.upright && !/^\p{Lu}/u.test(token.word);
    parts.push(token.spaced && parts.length > 0 && /^[\p{L}°%]/u.test(part) ? ` ${part}` : part);
  }
  const text = parts.join('').replace(/^\^?°\s?/, '°');
  if (/^units?(?:\^?[23])?$|^(?:square|cubic) units?$/.test(text)) return '';
  if (unitOf(text) !== null) return text;
  const isCount = isCounted && parts.length <= 4 && !/\d/.test(text) && !unitOfWords(text);
  return isCount ? '' : null;
}

/** Canonically 5m is five times m, and 5 m a length; of `N/A` the slash begins no unit, and of `u(t)` the bracket. */
function mayBegin(first: Token, before: Token | undefined, mode: Mode): boolean {
  if (first.type === 'symbol' && /^[°%]$/.test(first.symbol)) return true;
  if (mode === 'canonical') return first.spaced;
  return first.type !== 'symbol' || !/^[/(]$/.test(first.symbol) || before?.type === 'number';
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
      // `m2`, but no `5 ft 6 in`.
      return token.isPlain && !token.spaced ? token.value.toString() : null;
    case 'function':
      return token.name === 'min' || token.name === 'deg' ? token.name : null;
    case 'symbol':
      if (/^[{}()]$/.test(token.symbol)) return '';
      return /^[/^°%$*-]$/.test(token.symbol) ? token.symbol : null;
    default:
      return null;
  }
}
