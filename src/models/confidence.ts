import type { ConfidenceFrom } from './backend.ts';

/**
 * Tokens in a window of `lowest`. Long enough that one rare word does not decide, short enough that one doubtful step
 * stands out: in the embedded family's replies a step such as `23+48=71.` is nine tokens.
 */
export const CONFIDENCE_WINDOW = 8;

/**
 * A ballot's confidence, 0..1, from the log probabilities of its tokens (natural logarithms, under temperature 1; of
 * a model of one's own among the 64 likeliest tokens). `mean` is their geometric mean, `sequence` their product, `lowest` the geometric mean of the
 * least confident {@link CONFIDENCE_WINDOW} neighbouring tokens (of all, where there are fewer). Null for no tokens.
 */
export function ballotConfidence(logprobs: readonly number[], from: ConfidenceFrom): number | null {
  if (logprobs.length === 0) return null;
  switch (from) {
    case 'mean':
      return geometricMean(logprobs);
    case 'sequence':
      return Math.exp(sum(logprobs));
    case 'lowest': {
      const windows = Math.max(1, logprobs.length - CONFIDENCE_WINDOW + 1);
      const means = Array.from({ length: windows }, (_, start) =>
        geometricMean(logprobs.slice(start, start + CONFIDENCE_WINDOW)),
      );
      return means.reduce((lowest, mean) => Math.min(lowest, mean));
    }
  }
}

function geometricMean(logprobs: readonly number[]): number {
  return Math.exp(sum(logprobs) / logprobs.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
