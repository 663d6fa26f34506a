/** What an answer says, as a value: two answers are one when their values have one key. */
import type Fraction from 'fraction.js';
import type { Expression } from './expression.ts';
import type { Closing, Opening } from './node.ts';
import type { Relation } from './token.ts';
import type { Unit } from './units.ts';

/** A value that was read. Texts, labels and dates are no part of it: auto.ts reads them. */
export type Value =
  | { readonly kind: 'number'; readonly value: Fraction }
  /** With letters, roots or functions. */
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'quantity'; readonly amount: Value; readonly unit: Unit }
  | { readonly kind: 'infinity'; readonly negative: boolean }
  /** In order, with its brackets: a tuple, a list, a vector. */
  | { readonly kind: 'tuple'; readonly open: Opening; readonly close: Closing; readonly items: readonly Value[] }
  /** In no order: a set, a list of solutions. */
  | { readonly kind: 'set'; readonly items: readonly Value[] }
  /** Intervals and single values, in order. */
  | { readonly kind: 'intervals'; readonly ranges: readonly Range[] }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly Value[])[] }
  | { readonly kind: 'ratio'; readonly parts: readonly Value[] }
  /** An equation, an inequality, a chain of them; an empty first side: "at least 5". */
  | { readonly kind: 'relation'; readonly sides: readonly Value[]; readonly relations: readonly Relation[] };

/** From one end to the other; an end that is included, is reached. */
export interface Range {
  readonly from: Value;
  readonly to: Value;
  readonly includesFrom: boolean;
  readonly includesTo: boolean;
}
