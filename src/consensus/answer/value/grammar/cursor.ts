/** Tokens read from left to right, and what bounds the reading. */
import { MAX_DEPTH, MAX_ITEMS, UNREADABLE } from '../limits.ts';
import type { Node } from '../node.ts';
import type { Symbol, Token } from '../token.ts';

/** Reads one thing from where the cursor stands, and leaves what follows. */
export type Rule = (cursor: Cursor) => Node;

/** The rules that the parts of the grammar need of one another. */
export interface Grammar {
  /** Relations, or one expression: `x`, `x < 3`, `0 < x ≤ 1`. */
  readonly related: Rule;
  readonly sum: Rule;
  readonly product: Rule;
  readonly factor: Rule;
  /** What a command or a power takes: a group, or one token. */
  readonly argument: Rule;
}

/** A place among tokens. */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #grammar: Grammar;
  #at = 0;
  #depth = 0;
  #items = 0;
  #isInBars = false;

  constructor(tokens: readonly Token[], grammar: Grammar) {
    this.#tokens = tokens;
    this.#grammar = grammar;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether a bar closes: inside of bars, and before the condition of a set. */
  get isInBars(): boolean {
    return this.#isInBars;
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

  /** Reads `symbol`. @throws UNREADABLE where something else stands */
  expect(symbol: Symbol): void {
    if (!this.takes(symbol)) throw UNREADABLE;
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw UNREADABLE;
    this.#at++;
    return token;
  }

  /** Reads over `count` tokens. */
  skip(count: number): void {
    this.#at += count;
  }

  /** What `rule` of the grammar reads from here. */
  read(rule: keyof Grammar): Node {
    return this.#grammar[rule](this);
  }

  /** What `read` reads; where that is null, the cursor stands where it stood before. */
  attempt<T>(read: () => T | null): T | null {
    const from = this.#at;
    const result = read();
    if (result === null) this.#at = from;
    return result;
  }

  /** Counts what a list or a matrix holds. @throws UNREADABLE where it is too much */
  count(): void {
    if (++this.#items > MAX_ITEMS) throw UNREADABLE;
  }

  /** What `rule` reads one step deeper. @throws UNREADABLE where that is too deep */
  deeper(rule: Rule): Node {
    if (++this.#depth > MAX_DEPTH) throw UNREADABLE;
    const result = rule(this);
    this.#depth--;
    return result;
  }

  /** What `read` reads where a bar closes. */
  barred<T>(read: () => T): T {
    const before = this.#isInBars;
    this.#isInBars = true;
    const result = read();
    this.#isInBars = before;
    return result;
  }
}
