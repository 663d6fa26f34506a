/** Builds patterns out of word lists. */

/** A pattern for any of `words`, the longest first; spaces match one space, apostrophes either form. Never for none. */
export function anyOf(words: readonly string[]): string {
  if (words.length === 0) return '(?!)';
  return [...new Set(words)]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]"))
    .join('|');
}
