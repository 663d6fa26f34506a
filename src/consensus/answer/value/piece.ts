/** One piece of a phrase: a value with its unit before or behind it, or without one. */
import { orUnreadable } from './limits.ts';
import type { Node } from './node.ts';
import { parsed } from './parser.ts';
import type { Mode, Token } from './token.ts';
import { currencyAt, LONGEST_UNIT, mayHaveUnit, unitAt } from './unit-tokens.ts';

/** One piece: its unit, before (`$5`) or behind (`5 m/s`), and the tree of the rest. */
export function pieceOf(tokens: readonly Token[], mode: Mode, isOnly: boolean): Node {
  const currency = currencyAt(tokens, 0);
  if (currency !== null) {
    const value = parsed(tokens.slice(currency.length));
    return { type: 'measured', value, unit: currency.unit };
  }
  const negative = tokens[0]?.type === 'symbol' && tokens[0].symbol === '-' ? currencyAt(tokens, 1) : null;
  if (negative !== null) {
    const value = parsed([...tokens.slice(0, 1), ...tokens.slice(1 + negative.length)]);
    return { type: 'measured', value, unit: negative.unit };
  }
  return withUnit(tokens, mode, isOnly);
}

/** A value with a unit behind it, or without one; only what stands alone may be so many of something (`14 apples`). */
export function withUnit(tokens: readonly Token[], mode: Mode, isOnly = false): Node {
  const longest = mayHaveUnit(tokens, mode) ? Math.min(LONGEST_UNIT, tokens.length - 1) : 0;
  const ofFunction = tokens.some(({ type }) => type === 'function');
  for (let length = longest; length > 0; length--) {
    const unit = unitAt(tokens, tokens.length - length, mode);
    if (unit === null || (unit === '' && !isOnly) || (unit === '°' && ofFunction)) continue;
    const value = orUnreadable(() => parsed(tokens.slice(0, tokens.length - length)));
    if (value !== null) return unit === '' ? value : { type: 'measured', value, unit };
  }
  return parsed(tokens);
}
