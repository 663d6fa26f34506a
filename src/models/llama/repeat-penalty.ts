import { PENALISED } from '../sampling.ts';
import type { NextLogits } from './draw.ts';

/** The last tokens that were generated. */
export class RecentTokens<Token> {
  readonly #tokens: Token[] = [];

  /** How many different ones there are. */
  get size(): number {
    return new Set(this.#tokens).size;
  }

  /** The tokens, oldest first. */
  list(): Token[] {
    return [...this.#tokens];
  }

  /** Adds a token. */
  push(token: Token): void {
    this.#tokens.push(token);
    if (this.#tokens.length > PENALISED) this.#tokens.shift();
  }

  /** `next` with the recent tokens less likely by `penalty`; what is not among its best stays below `next.ceiling`. */
  penalise(next: NextLogits<Token>, penalty: number): NextLogits<Token> {
    if (penalty === 1) return next;
    const recent = new Set(this.#tokens);
    const lowered = (logit: number): number => (logit > 0 ? logit / penalty : logit * penalty);
    const best = next.best
      .map(([token, logit]) => [token, recent.has(token) ? lowered(logit) : logit] as const)
      .sort(([, one], [, other]) => other - one);
    // The total is relative to the highest logit, which may have changed.
    const shift = (next.best[0]?.[1] ?? 0) - (best[0]?.[1] ?? 0);
    return { ...next, best, total: next.total * Math.exp(shift) };
  }
}
