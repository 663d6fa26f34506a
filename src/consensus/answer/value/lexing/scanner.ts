/** A place in a phrase, and the tokens before it. */
import type { Mode, Symbol, Token } from '../token.ts';

/** A token of which the scanner knows whether it is spaced. */
export type Unspaced = Token extends infer T ? (T extends Token ? Omit<T, 'spaced'> : never) : never;

/** Reads one token, or white space, from where the scanner stands. */
export type Step = (scanner: Scanner) => void;

/** Cuts a text into tokens, from left to right. */
export class Scanner {
  readonly text: string;
  readonly mode: Mode;
  readonly #step: Step;
  readonly #tokens: Token[] = [];
  #at = 0;
  #isSpaced = false;
  #openBrackets = 0;

  constructor(text: string, mode: Mode, step: Step) {
    this.text = text;
    this.mode = mode;
    this.#step = step;
  }

  /** All tokens of the text. */
  tokens(): readonly Token[] {
    while (this.#at < this.text.length) this.#step(this);
    return this.#tokens;
  }

  /** The tokens of `text`, which stands inside of this one, as plain text. */
  inner(text: string): readonly Token[] {
    return new Scanner(text, 'plain', this.#step).tokens();
  }

  get at(): number {
    return this.#at;
  }

  get isSpaced(): boolean {
    return this.#isSpaced;
  }

  /** Whether the text stands in a bracket here. */
  get isInBracket(): boolean {
    return this.#openBrackets > 0;
  }

  get last(): Token | undefined {
    return this.#tokens.at(-1);
  }

  /** What `pattern`, which is sticky, matches here or from `at` on. */
  match(pattern: RegExp, at = this.#at): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  /** Goes on at `end`, as behind white space. */
  skip(end: number): void {
    this.#at = end;
    this.#isSpaced = true;
  }

  /** `token` stands here, up to `end`. */
  push(token: Unspaced, end: number): void {
    this.#add({ ...token, spaced: this.#isSpaced });
    this.#isSpaced = false;
    this.#at = end;
  }

  pushSymbol(symbol: Symbol, end: number): void {
    this.push({ type: 'symbol', symbol }, end);
  }

  /** `tokens` stand here, up to `end`. */
  pushAll(tokens: readonly Token[], end: number): void {
    for (const token of tokens) this.#add(token);
    this.skip(end);
  }

  #add(token: Token): void {
    this.#tokens.push(token);
    if (token.type !== 'symbol') return;
    if ('([⦃⟨'.includes(token.symbol)) this.#openBrackets++;
    if (')]⦄⟩'.includes(token.symbol)) this.#openBrackets--;
  }
}
