/** The tokens of a phrase, the same ones whether it came as LaTeX, in Unicode or as plain text. */
import type Fraction from 'fraction.js';

/**
 * How a phrase is set: in math mode letters are variables and commas make lists; in plain text letters are words and
 * units, and a comma may be the decimal point; `canonical` is what show.ts writes, where a unit stands after a space.
 */
export type Mode = 'math' | 'plain' | 'canonical';

/** One token. `spaced`: white space stands before it. */
export type Token = { readonly spaced: boolean } & (
  | {
      readonly type: 'number';
      readonly value: Fraction;
      /** Whether it is written in digits only: what may be the whole part of a mixed number. */
      readonly isPlain: boolean;
    }
  /** A variable or constant, index included: `x`, `π`, `x_1`. */
  | { readonly type: 'name'; readonly name: string }
  /** Letters that are no variable by themselves; `upright`: set as text, so that they are a word or a unit. */
  | { readonly type: 'word'; readonly word: string; readonly upright: boolean }
  /** A named function, an accent, a large operator: `sin`, `bar`, `sum`. */
  | { readonly type: 'function'; readonly name: string }
  /** `frac`, `sqrt`, `binom`, `overline`: commands that take groups. */
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'relation'; readonly relation: Relation }
  | { readonly type: 'symbol'; readonly symbol: Symbol }
  /** "and", "or" */
  | { readonly type: 'connective' }
  | { readonly type: 'begin' | 'end'; readonly name: string }
);

/** How two sides stand to each other. */
export type Relation = '=' | '≠' | '<' | '≤' | '>' | '≥' | '∈' | '≈' | '→';

/** Everything else; `{` and `}` are LaTeX's own groups, `⦃` and `⦄` the braces that are seen. */
export type Symbol =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '_'
  | '!'
  | '±'
  | '∓'
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | '⦃'
  | '⦄'
  | '⟨'
  | '⟩'
  | '|'
  | ','
  | ';'
  | ':'
  | '∞'
  | '∪'
  | '∩'
  | '∖'
  | '°'
  | '%'
  | '$'
  | '′'
  | '&'
  | '\\\\'
  | '…'
  | 'ℝ';
