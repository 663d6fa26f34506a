/**
 * How many tokens a text is for a model whose tokenizer is not at hand; rather too many than too few: digits and signs one
 * each, as tokenizers for arithmetic have them, words one for every four letters, and, where letters are not Latin, one
 * for each. Of white space single spaces are free, line breaks one each, the rest, such as indentation, one for every four.
 */
export function estimateTokens(text: string): number {
  const pieces = text.match(/\p{Script=Latin}+|[^\p{Script=Latin}\s]|\n|[^\S\n]{2,}/gu) ?? [];
  return pieces.reduce((sum, piece) => sum + Math.ceil(piece.length / 4), 0);
}
