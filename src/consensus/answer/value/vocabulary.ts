/** What LaTeX commands, Unicode characters and words mean to the lexer, as tables. */
import type { Relation, Symbol } from './token.ts';

/** Greek letters by their LaTeX names; capitals that look Latin have none. */
export const GREEK: ReadonlyMap<string, string> = new Map(
  (
    'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ lambda λ mu μ ' +
    'nu ν xi ξ pi π varpi π rho ρ varrho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ ' +
    'Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ħ emptyset ∅ varnothing ∅ mho ℧ partial ∂ nabla ∇'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, word, index, words) => {
      return index % 2 === 0 ? [...pairs, [word, words[index + 1] ?? '']] : pairs;
    }, []),
);

/** Commands and words that are functions, and the name that each goes by. */
export const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ...(
    'sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan ln log lg exp max min gcd lcm det dim ker arg deg mod ' +
    'sum prod int lim bar hat vec tilde dot floor ceil abs adj tr rank factorial binom base'
  )
    .split(' ')
    .map((name) => [name, name] as const),
  ['cosec', 'csc'],
  ['asin', 'arcsin'],
  ['acos', 'arccos'],
  ['atan', 'arctan'],
  ['overrightarrow', 'vec'],
  ['widehat', 'hat'],
  ['overline', 'bar'],
]);

/** Functions that only canonical strings have, for what is written otherwise elsewhere. */
export const CANONICAL_FUNCTIONS: ReadonlySet<string> = new Set([
  'power',
  'root',
  'prime',
  'upper',
  'row',
  'matrix',
  'set',
]);

/** Functions whose sub- and superscript are bounds, and which take all of the product that follows. */
export const LARGE_OPERATORS: ReadonlySet<string> = new Set(['sum', 'prod', 'int', 'lim']);

/** Commands, words and characters that are relations. */
export const RELATIONS: ReadonlyMap<string, Relation> = new Map([
  ['=', '='],
  ['==', '='],
  ['equiv', '='],
  ['≠', '≠'],
  ['!=', '≠'],
  ['ne', '≠'],
  ['neq', '≠'],
  ['<', '<'],
  ['lt', '<'],
  ['>', '>'],
  ['gt', '>'],
  ['≤', '≤'],
  ['<=', '≤'],
  ['le', '≤'],
  ['leq', '≤'],
  ['leqslant', '≤'],
  ['leqq', '≤'],
  ['⩽', '≤'],
  ['≦', '≤'],
  ['≥', '≥'],
  ['>=', '≥'],
  ['ge', '≥'],
  ['geq', '≥'],
  ['geqslant', '≥'],
  ['geqq', '≥'],
  ['⩾', '≥'],
  ['≧', '≥'],
  ['in', '∈'],
  ['∈', '∈'],
  ['approx', '≈'],
  ['simeq', '≈'],
  ['sim', '≈'],
  ['≈', '≈'],
  ['≃', '≈'],
  ['to', '→'],
  ['rightarrow', '→'],
  ['->', '→'],
  ['→', '→'],
]);

/** Commands and characters that are symbols. */
export const SYMBOLS: ReadonlyMap<string, Symbol> = new Map<string, Symbol>([
  ['times', '*'],
  ['cdot', '*'],
  ['ast', '*'],
  ['×', '*'],
  ['·', '*'],
  ['⋅', '*'],
  ['∙', '*'],
  ['div', '/'],
  ['÷', '/'],
  ['pm', '±'],
  ['mp', '∓'],
  ['infty', '∞'],
  ['cup', '∪'],
  ['bigcup', '∪'],
  ['cap', '∩'],
  ['setminus', '∖'],
  ['backslash', '∖'],
  ['langle', '⟨'],
  ['rangle', '⟩'],
  ['lbrace', '⦃'],
  ['rbrace', '⦄'],
  ['lvert', '|'],
  ['rvert', '|'],
  ['vert', '|'],
  ['mid', '|'],
  ['colon', ':'],
  ['lbrack', '['],
  ['rbrack', ']'],
  ['circ', '°'],
  ['degree', '°'],
  ['º', '°'],
  ['prime', '′'],
  ["'", '′'],
  ['’', '′'],
  ['ldots', '…'],
  ['cdots', '…'],
  ['dots', '…'],
  ['...', '…'],
  ['．', ','],
]);

/** Commands for "and" and "or". */
export const CONNECTIVES: ReadonlySet<string> = new Set(['land', 'lor', 'wedge', 'vee']);

/** Commands that only set type; what they take stays. */
export const SPACING: ReadonlySet<string> = new Set(
  (
    'left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr displaystyle textstyle scriptstyle limits nolimits ' +
    'quad qquad thinspace enspace mathbf boldsymbol mathcal mathit mathsf bm hspace hfill phantom therefore boxed fbox ' +
    'implies Rightarrow Longrightarrow large Large normalsize tiny small ensuremath mathopen mathclose'
  ).split(' '),
);

/** Commands whose group is text. */
export const TEXTUAL: ReadonlySet<string> = new Set(
  'text textbf textit textrm textsf texttt textnormal mbox hbox mathrm operatorname rm'.split(' '),
);

/** Commands that take groups, and the name that each goes by. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['frac', 'frac'],
  ['dfrac', 'frac'],
  ['tfrac', 'frac'],
  ['cfrac', 'frac'],
  ['sqrt', 'sqrt'],
  ['binom', 'binom'],
  ['dbinom', 'binom'],
  ['tbinom', 'binom'],
  ['choose', 'choose'],
]);
