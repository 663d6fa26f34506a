/** The grammar of expressions: sums, products, powers, functions, brackets. statement.ts stands above it. */
import Fraction from 'fraction.js';
import { MAX_DEPTH, MAX_ITEMS, Unreadable } from './limits.ts';
import type { Closing, Node, Opening } from './node.ts';
import type { Relation, Symbol, Token } from './token.ts';
import { LARGE_OPERATORS } from './vocabulary.ts';

const MINUS_ONE: Node = { type: 'number', value: new Fraction(-1) };
const TWO: Node = { type: 'number', value: new Fraction(2) };
const THREE: Node = { type: 'number', value: new Fraction(3) };
const HALF: Node = { type: 'number', value: new Fraction(1n, 2n) };
const THIRD: Node = { type: 'number', value: new Fraction(1n, 3n) };
/** A letter before a bracket that is a function rather than a factor. */
const FUNCTION_LETTER = /^(?:[fghuFGHPECVIRS]|Φ|φ|ψ|Ψ|Γ)(?:_.+)?(?:′+)?$/;
const CLOSING: ReadonlyMap<Symbol, Closing> = new Map([
  [')', ')'],
  [']', ']'],
  ['⦄', '}'],
  ['⟩', '⟩'],
]);
const OPENING: ReadonlyMap<Symbol, Opening> = new Map([
  ['(', '('],
  ['[', '['],
  ['⦃', '{'],
  ['⟨', '⟨'],
]);

/** Reads tokens from left to right. Each method reads one thing and leaves what follows. */
export class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #items = 0;
  /** Whether a bar closes: inside of bars, and before the condition of a set. */
  #inBars = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Where the next token stands. */
  get position(): number {
    return this.#at;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** The next symbol, or null where it is none. */
  symbol(ahead = 0): Symbol | null {
    const token = this.peek(ahead);
    return token?.type === 'symbol' ? token.symbol : null;
  }

  /** Whether the next token is `symbol`; then it is read. */
  takes(symbol: Symbol): boolean {
    if (this.symbol() !== symbol) return false;
    this.#at++;
    return true;
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Unreadable('the end');
    this.#at++;
    return token;
  }

  /** Relations, or one expression: `x`, `x < 3`, `0 < x ≤ 1`. */
  related(): Node {
    const sides = [this.#firstSide()];
    const relations: Relation[] = [];
    for (let token = this.peek(); token?.type === 'relation'; token = this.peek()) {
      this.#at++;
      relations.push(token.relation);
      sides.push(this.combined());
    }
    return relations.length === 0 ? (sides[0] ?? MINUS_ONE) : { type: 'related', sides, relations };
  }

  /** A relation may have nothing on its left: `< 5`, `≈ 3`. */
  #firstSide(): Node {
    return this.peek()?.type === 'relation' ? { type: 'name', name: '' } : this.combined();
  }

  /** Sets and intervals put together, or one expression. */
  combined(): Node {
    let left = this.ratio();
    for (;;) {
      const operator = this.symbol();
      if (operator !== '∪' && operator !== '∩' && operator !== '∖') return left;
      this.#at++;
      left = { type: 'combined', operator, parts: [left, this.ratio()] };
    }
  }

  ratio(): Node {
    const parts = [this.sum()];
    while (this.symbol() === ':' && this.peek(1) !== undefined) {
      this.#at++;
      parts.push(this.sum());
    }
    return parts.length === 1 ? (parts[0] ?? MINUS_ONE) : { type: 'ratio', parts };
  }

  sum(): Node {
    return this.#deeper(() => {
      const terms: Node[] = [this.#signed()];
      for (;;) {
        const sign = this.symbol();
        if (sign === '+') {
          this.#at++;
          terms.push(this.product());
        } else if (sign === '-' || sign === '±' || sign === '∓') terms.push(this.#signed());
        else return terms.length === 1 ? (terms[0] ?? MINUS_ONE) : { type: 'sum', terms };
      }
    });
  }

  /** A term with the signs before it. */
  #signed(): Node {
    if (this.takes('+')) return this.#signed();
    if (this.takes('-')) return { type: 'product', factors: [MINUS_ONE, this.#deeper(() => this.#signed())] };
    const sign = this.symbol();
    if (sign !== '±' && sign !== '∓') return this.product();
    this.#at++;
    return { type: 'either', flipped: sign === '∓', value: this.product() };
  }

  product(): Node {
    const factors = [this.#factor()];
    for (;;) {
      const symbol = this.symbol();
      if (symbol === '*') {
        this.#at++;
        factors.push(this.#signedFactor());
      } else if (symbol === '/') {
        this.#at++;
        factors.push({ type: 'power', base: this.#signedFactor(), exponent: MINUS_ONE });
      } else if (this.#continues(factors.at(-1))) factors.push(this.#factor());
      else return factors.length === 1 ? (factors[0] ?? MINUS_ONE) : { type: 'product', factors };
    }
  }

  #signedFactor(): Node {
    if (this.takes('-')) return { type: 'product', factors: [MINUS_ONE, this.#factor()] };
    this.takes('+');
    return this.#factor();
  }

  /** Whether what follows is multiplied without a sign: `2x`, `3√2`, `a(b+c)`; never two numbers side by side. */
  #continues(left: Node | undefined): boolean {
    const token = this.peek();
    switch (token?.type) {
      case 'name':
      case 'function':
      case 'command':
      case 'begin':
        return true;
      case 'word':
        return !token.upright;
      case 'number':
        return left?.type !== 'number' && left?.type !== 'name' && !token.spaced && token.isPlain;
      case 'symbol':
        if (token.symbol === '|') return !this.#inBars;
        return token.symbol === '(' || token.symbol === '{' || token.symbol === '[' || token.symbol === '∞';
      default:
        return false;
    }
  }

  #factor(): Node {
    return this.#deeper(() => {
      let base = this.#base();
      for (;;) {
        if (this.takes('!')) base = { type: 'call', name: 'factorial', args: [base] };
        else if (this.takes('°')) base = { type: 'product', factors: [base, { type: 'name', name: '°' }] };
        else if (this.symbol() === '^') {
          this.#at++;
          if (this.#isDegree()) base = { type: 'product', factors: [base, { type: 'name', name: '°' }] };
          else base = this.#raised(base);
        } else if (this.symbol() === '′' && base.type === 'name') {
          this.#at++;
          base = { type: 'name', name: `${base.name}′` };
          base = this.#called(base);
        } else if (base.type === 'name' && this.takes('_'))
          base = { type: 'name', name: `${base.name}_${this.#index()}` };
        else return base;
      }
    });
  }

  /** The index behind a group: `{\\mathbf{u}}_{1}`. */
  #index(): string {
    const index = this.#argument();
    if (index.type === 'number') return index.value.toFraction();
    if (index.type === 'name') return index.name;
    throw new Unreadable('an index');
  }

  /** `^\circ`, with its braces. */
  #isDegree(): boolean {
    if (this.takes('°')) return true;
    if (this.symbol() !== '{' || this.symbol(1) !== '°' || this.symbol(2) !== '}') return false;
    this.#at += 3;
    return true;
  }

  #raised(base: Node): Node {
    if (this.takes('′')) return { type: 'call', name: 'prime', args: [base] };
    if (this.symbol() === '{' && this.symbol(1) === '′') {
      let primes = 0;
      this.#at++;
      while (this.takes('′')) primes++;
      if (!this.takes('}')) throw new Unreadable('a prime');
      return base.type === 'name'
        ? this.#called({ type: 'name', name: base.name + '′'.repeat(primes) })
        : { type: 'call', name: 'prime', args: [base] };
    }
    return { type: 'power', base, exponent: this.#argument() };
  }

  /** What a command or a power takes: a group, or one token (one digit of a number). */
  #argument(): Node {
    if (this.takes('{')) return this.#group();
    if (this.takes('-')) return { type: 'product', factors: [MINUS_ONE, this.#argument()] };
    if (this.takes('+')) return this.#argument();
    return this.#deeper(() => this.#base());
  }

  /** What stands between LaTeX's braces, after the first; with commas it is a set (`{-1, 1}`). */
  #group(): Node {
    const items = this.#list();
    if (!this.takes('}')) throw new Unreadable('a group');
    const [only] = items;
    if (items.length === 1 && only !== undefined) return only;
    return { type: 'list', open: '{', close: '}', items };
  }

  #base(): Node {
    const token = this.next();
    switch (token.type) {
      case 'number':
        return this.#mixed({ type: 'number', value: token.value }, token.isPlain);
      case 'name':
        return this.#called({ type: 'name', name: token.name });
      case 'word':
        return this.#letters(token);
      case 'function':
        return this.#function(token.name);
      case 'command':
        return this.#command(token.name);
      case 'begin':
        return this.#matrix(token.name);
      case 'symbol':
        return this.#bracket(token.symbol);
      default:
        throw new Unreadable(`a ${token.type}`);
    }
  }

  /** `def` in math mode is d·e·f. */
  #letters(token: Extract<Token, { type: 'word' }>): Node {
    if (token.upright && token.word.length === 1) return { type: 'name', name: token.word };
    if (token.upright) throw new Unreadable(`the word ${token.word}`);
    return { type: 'product', factors: Array.from(token.word, (name): Node => ({ type: 'name', name })) };
  }

  /** `3 1/2`, `3\frac12`: a whole number and a proper fraction of whole numbers. */
  #mixed(whole: Extract<Node, { type: 'number' }>, isPlain: boolean): Node {
    const [first, second, third] = [this.peek(), this.peek(1), this.peek(2)];
    if (isPlain && this.takes('_')) {
      const base = this.#argument();
      return { type: 'call', name: 'base', args: [whole, base] };
    }
    if (!isPlain) {
      if (first?.type === 'number' && second?.type === 'symbol' && second.symbol === '/')
        throw new Unreadable('numbers side by side');
      return whole;
    }
    if (first?.type === 'command' && first.name === 'frac') {
      const from = this.#at;
      this.#at++;
      const fraction = this.#fraction();
      const [top, bottom] = [numberIn(fraction.factors[0]), numberIn(baseOf(fraction.factors[1]))];
      if (top !== null && bottom !== null && top.d === 1n && bottom.d === 1n && top.n >= 0n && top.compare(bottom) < 0)
        return { type: 'number', value: whole.value.add(top.div(bottom)) };
      this.#at = from;
      return whole;
    }
    if (first?.type !== 'number' || second?.type !== 'symbol' || second.symbol !== '/' || third?.type !== 'number')
      return whole;
    if (!first.isPlain || !third.isPlain || first.value.compare(third.value) >= 0)
      throw new Unreadable('no mixed number');
    this.#at += 3;
    return { type: 'number', value: whole.value.add(first.value.div(third.value)) };
  }

  /** `f(x)`, `P(A)`: the letter is a function where it usually is one. */
  #called(name: Extract<Node, { type: 'name' }>): Node {
    if (!FUNCTION_LETTER.test(name.name) || this.symbol() !== '(') return name;
    this.#at++;
    return { type: 'call', name: name.name, args: this.#bracketed(')') };
  }

  #function(name: string): Node {
    if (LARGE_OPERATORS.has(name)) return this.#large(name);
    const base = name === 'log' && this.takes('_') ? this.#argument() : null;
    const power = this.takes('^') ? this.#argument() : null;
    const lower = base === null && this.takes('_') ? this.#argument() : null;
    const args = this.#arguments(name);
    const called = base === null ? name : 'log_';
    const all = [...(base === null ? [] : [base]), ...(lower === null ? [] : [lower]), ...args];
    if (power === null) return { type: 'call', name: called, args: all };
    const inverse = numberIn(power)?.equals(-1) === true && /^(?:sin|cos|tan)$/.test(name);
    if (inverse) return { type: 'call', name: `arc${name}`, args: all };
    return { type: 'power', base: { type: 'call', name: called, args: all }, exponent: power };
  }

  /** The argument in brackets, or the product that follows: `\sin 2x`, `\ln 2 \cdot 3` is ln 2 times 3. */
  #arguments(name: string): readonly Node[] {
    if (this.symbol() === '(') {
      this.#at++;
      return this.#bracketed(')');
    }
    if (this.symbol() === '[') {
      this.#at++;
      return this.#bracketed(']');
    }
    if (this.symbol() === '{') {
      this.#at++;
      return [this.#group()];
    }
    if (/^(?:bar|hat|vec|tilde|dot)$/.test(name)) return [this.#argument()];
    const factors = [this.#factor()];
    while (this.#continues(factors.at(-1)) && this.peek()?.type !== 'function') factors.push(this.#factor());
    return [factors.length === 1 ? (factors[0] ?? MINUS_ONE) : { type: 'product', factors }];
  }

  /** Sums and integrals: bounds, then all of the product that follows. */
  #large(name: string): Node {
    const bounds: Node[] = [];
    for (;;) {
      if (this.takes('_')) bounds.push(this.#bound());
      else if (this.takes('^')) bounds.push({ type: 'call', name: 'upper', args: [this.#argument()] });
      else break;
    }
    return { type: 'call', name, args: [...bounds, this.product()] };
  }

  #bound(): Node {
    if (!this.takes('{')) return this.#argument();
    const bound = this.related();
    if (!this.takes('}')) throw new Unreadable('a bound');
    return bound;
  }

  #command(name: string): Node {
    if (name === 'frac') return this.#fraction();
    if (name === 'binom') return { type: 'call', name: 'binom', args: [this.#argument(), this.#argument()] };
    if (name === 'cbrt') return { type: 'power', base: this.#argument(), exponent: THIRD };
    if (name !== 'sqrt') throw new Unreadable(name);
    const degree = this.symbol() === '[' ? this.#degree() : TWO;
    const exponent: Node =
      degree === TWO ? HALF : degree === THREE ? THIRD : { type: 'power', base: degree, exponent: MINUS_ONE };
    return { type: 'power', base: this.#argument(), exponent };
  }

  #degree(): Node {
    this.#at++;
    const degree = this.sum();
    if (!this.takes(']')) throw new Unreadable('a degree');
    return degree;
  }

  #fraction(): Extract<Node, { type: 'product' }> {
    const top = this.#argument();
    const bottom = this.#argument();
    return { type: 'product', factors: [top, { type: 'power', base: bottom, exponent: MINUS_ONE }] };
  }

  #matrix(name: string): Node {
    if (!/^(?:[pbvBV]?(?:small)?matrix|array)$/.test(name)) throw new Unreadable(`the environment ${name}`);
    const rows: Node[][] = [[]];
    for (;;) {
      const token = this.peek();
      if (token?.type === 'end') break;
      if (token === undefined) throw new Unreadable('a matrix');
      if (this.takes('\\\\')) {
        if (this.peek()?.type !== 'end') rows.push([]);
      } else if (!this.takes('&')) {
        rows.at(-1)?.push(this.sum());
        this.#count();
      }
    }
    this.next();
    if (/^[vV]/.test(name)) return { type: 'call', name: 'det', args: [{ type: 'matrix', rows }] };
    return { type: 'matrix', rows };
  }

  /** What a bracket opens. */
  #bracket(symbol: Symbol): Node {
    if (symbol === '{') return this.#group();
    if (symbol === '∞') return { type: 'infinity' };
    if (symbol === 'ℝ') return this.#reals();
    if (symbol === '|') return { type: 'call', name: 'abs', args: this.#barred(() => this.#bracketed('|')) };
    const open = OPENING.get(symbol);
    if (open === undefined) throw new Unreadable(`the symbol ${symbol}`);
    if (open === '{') return this.#set();
    if (this.symbol() === ')' || this.symbol() === ']') {
      this.#at++;
      return { type: 'list', open, close: open === '(' ? ')' : ']', items: [] };
    }
    const items = this.#list();
    const close = CLOSING.get(this.symbol() ?? '+');
    if (close === undefined || close === '}') throw new Unreadable('a bracket');
    this.#at++;
    const [only] = items;
    if (items.length === 1 && only !== undefined && open !== '⟨') return only;
    return { type: 'list', open, close, items };
  }

  #reals(): Node {
    if (this.symbol() !== '^') return { type: 'reals' };
    this.#at++;
    return { type: 'power', base: { type: 'name', name: 'ℝ' }, exponent: this.#argument() };
  }

  #set(): Node {
    if (this.takes('⦄')) return { type: 'list', open: '{', close: '}', items: [] };
    const from = this.#at;
    const head = this.#barred(() => this.sum());
    const isBuilder = this.takes('|') || this.takes(':') || this.#takesIn();
    if (isBuilder) {
      const condition = this.#list();
      if (!this.takes('⦄')) throw new Unreadable('a set');
      const [only] = condition;
      if (condition.length === 1 && only !== undefined && head.type === 'name')
        return { type: 'those', condition: only };
      return { type: 'call', name: 'set', args: [head, ...condition] };
    }
    this.#at = from;
    const items = this.#list();
    if (!this.takes('⦄')) throw new Unreadable('a set');
    return { type: 'list', open: '{', close: '}', items };
  }

  /** `{x ∈ ℝ | …}` */
  #takesIn(): boolean {
    const token = this.peek();
    if (token?.type !== 'relation' || token.relation !== '∈') return false;
    this.#at++;
    this.combined();
    return this.takes('|') || this.takes(':');
  }

  /** What stands between commas and semicolons, up to a bracket. */
  #list(): Node[] {
    const items: Node[] = [];
    do {
      this.#count();
      items.push(this.#deeper(() => this.related()));
    } while (this.takes(',') || this.takes(';'));
    return items;
  }

  #bracketed(close: Symbol): readonly Node[] {
    const items = this.#list();
    if (!this.takes(close)) throw new Unreadable('a bracket');
    return items;
  }

  #barred<T>(read: () => T): T {
    const before = this.#inBars;
    this.#inBars = true;
    const result = read();
    this.#inBars = before;
    return result;
  }

  #count(): void {
    if (++this.#items > MAX_ITEMS) throw new Unreadable('too many items');
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw new Unreadable('too deep');
    const result = read();
    this.#depth--;
    return result;
  }
}

function numberIn(node: Node | undefined): Fraction | null {
  if (node?.type === 'number') return node.value;
  if (node?.type !== 'product') return null;
  const [sign, number] = node.factors;
  if (sign?.type !== 'number' || number?.type !== 'number' || node.factors.length !== 2) return null;
  return sign.value.mul(number.value);
}

function baseOf(node: Node | undefined): Node | undefined {
  return node?.type === 'power' ? node.base : undefined;
}
