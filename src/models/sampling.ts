/** How the next token is chosen, beside temperature and seed; the usual names, as llama.cpp has them. */
export interface Sampling {
  /** Only the so many most likely tokens; 0: as many as a backend looks at, 64 of a model of one's own. */
  readonly topK: number;
  /** Only the most likely tokens that together reach this probability, in (0, 1]; 1: all. */
  readonly topP: number;
  /** Only tokens at least this part as likely as the most likely one, in [0, 1); 0: all. */
  readonly minP: number;
  /**
   * Tokens of the last {@link PENALISED} that were generated become less likely: their logits are divided by it where
   * positive and multiplied where negative (Keskar et al. 2019, arXiv 1909.05858). At least 1; 1: no penalty.
   */
  readonly repeatPenalty: number;
}

/** Generated tokens, from the end, that {@link Sampling.repeatPenalty} looks at; llama.cpp's default. */
export const PENALISED = 64;

/** Nothing but temperature and seed. */
export const PLAIN_SAMPLING: Sampling = { topK: 0, topP: 1, minP: 0, repeatPenalty: 1 };
