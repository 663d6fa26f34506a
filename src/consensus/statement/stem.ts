/** One string for the forms of a word: light suffix stripping, and then the letters that it begins with. */

/** Long enough to tell most words apart, short enough for endings to fall off in any language. */
const LETTERS = 6;
/** What remains of a word has at least so many letters. */
const LEAST = 3;
/** Regular endings of English, the longest first; of other languages they strike the same of all forms, or nothing. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'],
  ['ied', 'y'],
  ['sses', 'ss'],
  ['ings', ''],
  ['ing', ''],
  ['edly', ''],
  ['ed', ''],
  ['es', ''],
  ['ly', ''],
  ['s', ''],
  ['e', ''],
];

/**
 * The stem of `word`, lower-case: its ending struck, cut to six letters, as n-gram truncation stems any language
 * (McNamee and Mayfield 2004). `released`, `releases` and `release` are `releas`.
 */
export function stemOf(word: string): string {
  return stripped(word).slice(0, LETTERS);
}

function stripped(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  for (const [ending, replacement] of ENDINGS) {
    const rest = word.length - ending.length;
    if (rest < LEAST || !word.endsWith(ending)) continue;
    const stem = word.slice(0, rest) + replacement;
    // "stopped" and "stop", "running" and "run"
    return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  }
  return word;
}
