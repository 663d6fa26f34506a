/**
 * How many tokens a text is for a model whose tokenizer is not at hand; rather too many than too few: digits and signs one
 * each, as tokenizers for arithmetic have them, words one for every four letters, and, where letters are not Latin, one
 * for each.
 */
export function estimateTokens(text: string): number {
  const pieces = text.match(/\p{Script=Latin}+|[^\p{Script=Latin}\s]|\n/gu) ?? [];
  return pieces.reduce((sum, piece) => sum + Math.ceil(piece.length / 4), 0);
}
