/**
 * How many tokens a text is for a model whose tokenizer is not at hand; rather too many than too few: digits and signs one
 * each, as tokenizers for arithmetic have them, words one for every four letters.
 */
export function estimateTokens(text: string): number {
  const pieces = text.match(/[\p{L}\p{M}]+|[^\p{L}\p{M}\s]|\n/gu) ?? [];
  return pieces.reduce((sum, piece) => sum + Math.ceil(piece.length / 4), 0);
}
