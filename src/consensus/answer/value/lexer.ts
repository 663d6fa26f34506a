/** Cuts a phrase into tokens. LaTeX, Unicode and plain text are one language here. */
import Fraction from 'fraction.js';
import { plainCharacters } from './characters.ts';
import { MAX_PHRASE, Unreadable } from './limits.ts';
import { numeralAt, withMagnitude, type Separators } from './numeral.ts';
import type { Mode, Symbol, Token } from './token.ts';
import { COMMANDS, FUNCTIONS, GREEK, RELATIONS, SPACING, SYMBOLS, TEXTUAL } from './vocabulary.ts';

/** Letters of LaTeX that stand together are variables, up to so many; more are a word. */
const LONGEST_PRODUCT = 3;
const PLAIN_SYMBOLS = new Set<string>('+-*/^_!()[]{}|,;:&%$±∓∞∪∩∖°ℝ⟨⟩…′'.split(''));
const COMMAND = /\\([A-Za-z]+)\s?|\\([^A-Za-z])/y;
const LETTERS = /[A-Za-z]+/y;
/** `18th`, `18^{th}`: the place is the number. */
const ORDINAL = /\^?\s?\{?\s?(?:\\(?:text|mathrm)\s?\{)?(?<!\d\s)(?:st|nd|rd|th)(?![A-Za-z])\}{0,2}/y;
const RELATION = /<=|>=|!=|==|[=<>≤≥≠≈≃∈⩽⩾≦≧]/y;
const INDEX = /\s?_\s?(?:\{\s?([\w,+\-\\ ]{1,20}?)\s?\}|([A-Za-z0-9]))/y;
const GROUP_TEXT = /\s*\{([^{}]{0,300})\}/y;
const ENVIRONMENT = /\s*\{([a-zA-Z]{1,20}\*?)\}(?:\s*\{[lcr| ]{0,40}\})?/y;
/** Short words that are no product of variables. */
const WORD = /^(?:[A-Z][a-z]{1,2}|is|if|no|not|the|for|all|are|let|net|any|per|by|of|to|as|at|it|we|max|min)$/;
const CONNECTIVES: ReadonlyMap<string, 'and' | 'or'> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['und', 'and'],
  ['oder', 'or'],
  ['et', 'and'],
  ['ou', 'or'],
  ['y', 'and'],
]);

/**
 * The tokens of `phrase`. `mode` tells what letters and commas are.
 * @throws Unreadable where a character or a command has no meaning here.
 */
export function tokensOf(phrase: string, mode: Mode): readonly Token[] {
  if (phrase.length > MAX_PHRASE) throw new Unreadable('too long');
  return new Lexer(mode === 'canonical' ? phrase : plainCharacters(phrase), mode).tokens();
}

class Lexer {
  readonly #text: string;
  readonly #mode: Mode;
  readonly #tokens: Token[] = [];
  #at = 0;
  #spaced = false;
  /** Brackets that are open. */
  #depth = 0;

  constructor(text: string, mode: Mode) {
    this.#text = text;
    this.#mode = mode;
  }

  tokens(): readonly Token[] {
    while (this.#at < this.#text.length) this.#next();
    return this.#tokens;
  }

  #next(): void {
    const character = this.#text.charAt(this.#at);
    if (/\s|~/.test(character)) {
      if (character === '\n') this.#line();
      this.#at++;
      this.#spaced = true;
    } else if (/\d/.test(character) || (character === '.' && /\d/.test(this.#text.charAt(this.#at + 1)))) {
      this.#number();
    } else if (character === '\\') this.#command();
    else if (/[A-Za-z]/.test(character)) this.#letters();
    else this.#symbol(character);
  }

  /** A new line between two things that stand by themselves separates them. */
  #line(): void {
    const before = /[\w)}\]$]\s*$/.test(this.#text.slice(Math.max(0, this.#at - 20), this.#at));
    const after = /^\s*[\w$(\\]/.test(this.#text.slice(this.#at, this.#at + 20));
    const isOpen = this.#depth > 0 || this.#text.includes('\\begin');
    if (before && after && !isOpen) this.#push({ type: 'symbol', symbol: ';' }, this.#at);
  }

  #number(): void {
    const numeral = numeralAt(this.#text, this.#at, this.#separators());
    const { value, end, isPlain } = this.#mode === 'plain' ? withMagnitude(this.#text, numeral) : numeral;
    ORDINAL.lastIndex = end;
    this.#push({ type: 'number', value, isPlain }, end + (ORDINAL.exec(this.#text)?.[0].length ?? 0));
  }

  #separators(): Separators {
    if (this.#mode === 'canonical') return 'none';
    if (this.#depth > 0) return 'bracket';
    return this.#mode === 'math' ? 'list' : 'text';
  }

  #command(): void {
    const match = this.#match(COMMAND);
    const name = match?.[1];
    if (match === null) throw new Unreadable('a backslash');
    const end = this.#at + match[0].length;
    if (name === undefined) this.#escaped(match[2] ?? '', end);
    else if (name === 'begin' || name === 'end') this.#environment(name, end);
    else if (TEXTUAL.has(name)) this.#textual(end);
    else if (SPACING.has(name)) this.#skip(end);
    else this.#named(name, end);
  }

  /** `\{`, `\%`, `\,`, `\\`. */
  #escaped(character: string, end: number): void {
    if (character === '{') this.#push({ type: 'symbol', symbol: '⦃' }, end);
    else if (character === '}') this.#push({ type: 'symbol', symbol: '⦄' }, end);
    else if (character === '\\') this.#push({ type: 'symbol', symbol: '\\\\' }, end);
    else if (character === '|') this.#push({ type: 'symbol', symbol: '|' }, end);
    else if (character === '%' || character === '$' || character === '&')
      this.#push({ type: 'symbol', symbol: character }, end);
    else if (/[,;:! ()[\]]/.test(character)) this.#skip(end);
    else throw new Unreadable('an escaped character');
  }

  #named(name: string, end: number): void {
    const greek = GREEK.get(name);
    const command = COMMANDS.get(name);
    const relation = RELATIONS.get(name);
    const symbol = SYMBOLS.get(name);
    const named = FUNCTIONS.get(name);
    if (name === 'mathbb') this.#blackboard(end);
    else if (greek !== undefined) this.#name(greek, end);
    else if (command !== undefined) this.#grouping(command, end);
    else if (relation !== undefined) this.#push({ type: 'relation', relation }, end);
    else if (symbol !== undefined) this.#push({ type: 'symbol', symbol }, end);
    else if (named !== undefined) this.#push({ type: 'function', name: named }, end);
    else if (name === 'lfloor' || name === 'lceil')
      this.#push({ type: 'function', name: name === 'lfloor' ? 'floor' : 'ceil' }, end, '(');
    else if (name === 'rfloor' || name === 'rceil') this.#push({ type: 'symbol', symbol: ')' }, end);
    else throw new Unreadable(`the command \\${name}`);
  }

  /** A command that takes groups; `\frac12` takes a digit at a time. */
  #grouping(name: string, end: number): void {
    this.#push({ type: 'command', name }, end);
    for (let parts = name === 'frac' ? 2 : 0; parts > 0; parts--) {
      const digit = this.#match(/\d/y)?.[0];
      if (digit === undefined) return;
      this.#push({ type: 'number', value: new Fraction(digit), isPlain: true }, this.#at + 1);
    }
  }

  /** `\mathbb{R}` is the reals; of other letters it is a name. */
  #blackboard(end: number): void {
    this.#at = end;
    const match = this.#match(/\s*\{?([A-Z])\}?/y);
    const letter = match?.[1] ?? '';
    if (match === null) throw new Unreadable('mathbb');
    const after = end + match[0].length;
    if (letter === 'R') this.#push({ type: 'symbol', symbol: 'ℝ' }, after);
    else this.#push({ type: 'name', name: `${letter}${letter}` }, after);
  }

  #environment(type: 'begin' | 'end', end: number): void {
    this.#at = end;
    const match = this.#match(ENVIRONMENT);
    if (match === null) throw new Unreadable('an environment');
    this.#push({ type, name: match[1] ?? '' }, end + match[0].length);
  }

  /** `\text{cm}`: words, set apart from variables. */
  #textual(end: number): void {
    this.#at = end;
    const match = this.#match(GROUP_TEXT);
    if (match === null) return this.#skip(end);
    const content = (match[1] ?? '').replace(/\\[,;:! ]|[~\\]/g, ' ').trim();
    const after = end + match[0].length;
    if (/^[A-Za-zαµμΩ]$/.test(content) && !/[A-Za-z]/.test(this.#text.charAt(after)))
      return this.#push({ type: 'word', word: content, upright: true }, after);
    if (FUNCTIONS.has(content)) return this.#push({ type: 'function', name: FUNCTIONS.get(content) ?? content }, after);
    const inner = new Lexer(content, 'plain').tokens();
    for (const [index, token] of inner.entries()) {
      const upright: Token =
        token.type === 'name' ? { type: 'word', word: token.name, upright: true, spaced: true } : token;
      this.#tokens.push(
        upright.type === 'word' ? { ...upright, upright: true } : index === 0 ? { ...upright, spaced: true } : upright,
      );
    }
    this.#skip(after);
  }

  #letters(): void {
    const [run = ''] = this.#match(LETTERS) ?? [];
    const end = this.#at + run.length;
    const lower = run.toLowerCase();
    const connective = run.length > 1 ? CONNECTIVES.get(lower) : undefined;
    if (connective !== undefined && (this.#spaced || this.#mode === 'plain' || this.#closesBefore()))
      return this.#push({ type: 'connective', word: connective }, end);
    const named = run.length > 1 ? FUNCTIONS.get(lower) : undefined;
    if (named !== undefined) return this.#push({ type: 'function', name: named }, end);
    if (run === 'sqrt') return this.#push({ type: 'command', name: 'sqrt' }, end);
    if (run === 'pi') return this.#name('π', end);
    if (run === 'infinity' || run === 'inf' || run === 'oo') return this.#push({ type: 'symbol', symbol: '∞' }, end);
    if (run.length === 1) return this.#name(run, end);
    const upright = this.#mode !== 'math' || run.length > LONGEST_PRODUCT || WORD.test(run);
    return this.#push({ type: 'word', word: run, upright }, end);
  }

  /** `(1, 2)or(2, 1)` */
  #closesBefore(): boolean {
    const last = this.#tokens.at(-1);
    return last?.type === 'symbol' && /^[)\]⦄]$/.test(last.symbol);
  }

  /** A variable with its index and its primes. */
  #name(name: string, end: number): void {
    this.#at = end;
    const index = this.#match(INDEX);
    const written = (index?.[1] ?? index?.[2] ?? '').replace(/[\s\\]/g, '');
    const indexed = index === null ? name : `${name}_${written}`;
    this.#push({ type: 'name', name: indexed }, end + (index?.[0].length ?? 0));
  }

  #symbol(character: string): void {
    const relation = this.#match(RELATION);
    if (relation !== null) {
      const meant = RELATIONS.get(relation[0]);
      if (meant !== undefined) return this.#push({ type: 'relation', relation: meant }, this.#at + relation[0].length);
    }
    const end = this.#at + character.length;
    const symbol = SYMBOLS.get(character);
    if (character === '√') return this.#push({ type: 'command', name: 'sqrt' }, end);
    if (character === '∛') return this.#push({ type: 'command', name: 'cbrt' }, end);
    if (/[€£¥₹]/.test(character)) return this.#push({ type: 'word', word: character, upright: true }, end);
    if (/[α-ωΓΔΘΛΞΠΣΦΨΩℓħ∅∂]/.test(character)) return this.#name(character, end);
    if (this.#text.startsWith('**', this.#at)) return this.#push({ type: 'symbol', symbol: '^' }, end + 1);
    if (character === '.' && this.#text.startsWith('...', this.#at))
      return this.#push({ type: 'symbol', symbol: '…' }, end + 2);
    if (symbol !== undefined) return this.#push({ type: 'symbol', symbol }, end);
    if (this.#mode !== 'math' && (character === '{' || character === '}'))
      return this.#push({ type: 'symbol', symbol: character === '{' ? '⦃' : '⦄' }, end);
    if (isSymbol(character)) return this.#push({ type: 'symbol', symbol: character }, end);
    throw new Unreadable(`the character ${character}`);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  #skip(end: number): void {
    this.#at = end;
    this.#spaced = true;
  }

  #push(token: Unspaced<Token>, end: number, then?: Symbol): void {
    this.#tokens.push({ ...token, spaced: this.#spaced });
    this.#spaced = false;
    if (token.type === 'symbol' && /^[([⦃⟨]$/.test(token.symbol)) this.#depth++;
    if (token.type === 'symbol' && /^[)\]⦄⟩]$/.test(token.symbol)) this.#depth--;
    this.#at = end;
    if (then !== undefined) this.#tokens.push({ type: 'symbol', symbol: then, spaced: false });
  }
}

type Unspaced<T> = T extends { readonly spaced: boolean } ? Omit<T, 'spaced'> : never;

function isSymbol(character: string): character is Symbol {
  return PLAIN_SYMBOLS.has(character);
}
