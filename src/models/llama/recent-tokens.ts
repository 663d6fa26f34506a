import { PENALISED } from '../sampling.ts';

/** The last tokens that were generated, for the repeat penalty. */
export class RecentTokens<Token> {
  readonly #tokens: Token[] = [];

  /** The tokens, oldest first. */
  list(): Token[] {
    return [...this.#tokens];
  }

  /** Adds a token. */
  push(token: Token): void {
    this.#tokens.push(token);
    if (this.#tokens.length > PENALISED) this.#tokens.shift();
  }
}
