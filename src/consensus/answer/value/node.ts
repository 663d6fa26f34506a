/** The tree of a phrase, as it was written: what statement.ts and parser.ts make of tokens. */
import Fraction from 'fraction.js';
import type { Relation } from './token.ts';

/** A number, a variable, or what is made of them. */
export type Node =
  | { readonly type: 'number'; readonly value: Fraction }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'infinity' }
  | { readonly type: 'reals' }
  | { readonly type: 'sum'; readonly terms: readonly Node[] }
  | { readonly type: 'product'; readonly factors: readonly Node[] }
  | { readonly type: 'power'; readonly base: Node; readonly exponent: Node }
  /** `base ± value`; `flipped` for ∓. */
  | { readonly type: 'either'; readonly flipped: boolean; readonly value: Node }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Node[] }
  /** Things between brackets, with commas. */
  | {
      readonly type: 'list';
      readonly open: Opening;
      readonly close: Closing;
      readonly items: readonly Node[];
    }
  | { readonly type: 'matrix'; readonly rows: readonly (readonly Node[])[] }
  /** `a ∪ b ∪ c` */
  | { readonly type: 'union'; readonly parts: readonly Node[] }
  /** `{x | …}` */
  | { readonly type: 'those'; readonly condition: Node }
  /** `a < b ≤ c`: one relation fewer than sides. */
  | { readonly type: 'related'; readonly sides: readonly Node[]; readonly relations: readonly Relation[] }
  /** `3:4:5` */
  | { readonly type: 'ratio'; readonly parts: readonly Node[] }
  /** What stands side by side: separated by commas, semicolons, "and", "or". */
  | { readonly type: 'several'; readonly items: readonly Node[] }
  /** A value with its unit, and the unit as it is written. */
  | { readonly type: 'measured'; readonly value: Node; readonly unit: string };

/** How a list may begin. */
export type Opening = '(' | '[' | '{' | '⟨';
/** How a list may end. */
export type Closing = ')' | ']' | '}' | '⟩';

const MINUS_ONE: Node = { type: 'number', value: new Fraction(-1) };

/** −`node`. */
export function negated(node: Node): Node {
  return { type: 'product', factors: [MINUS_ONE, node] };
}

/** 1 / `node`. */
export function inverse(node: Node): Node {
  return { type: 'power', base: node, exponent: MINUS_ONE };
}

/** A name with an index, as it is written canonically: `x_1`, `x_{12}`. */
export function indexed(name: string, index: string): string {
  return index.length === 1 ? `${name}_${index}` : `${name}_{${index}}`;
}
