/** Free text in canonical form, so that the same words count as the same answer. */

/** Has one form, and one case below another. */
const ASCII = /^[\0-\x7f]*$/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** What surrounds an answer without being part of it: quotes, Markdown and sentence punctuation. */
const AROUND = new Set('"\'`“”„‟‘’‚‛«»‹›*_~#.,;:!?¿¡…。，；：！？、 ');
const PAIRS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/**
 * `text` in Unicode form NFKC, case-folded, white space collapsed, without surrounding quotes, Markdown, brackets and
 * punctuation; null when nothing is left. Linear in the length.
 */
export function canonicalText(text: string): string | null {
  const plain = folded(text)
    .replace(/\*\*|__|`/g, '')
    .replace(/\s{2,}|[^\S ]/g, ' ');
  const [start, end] = withoutSurroundings(plain);
  return start < end ? plain.slice(start, end) : null;
}

function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const cased = caseFolded(text.normalize('NFKC')).normalize('NFKC');
  return cased.replace(INVISIBLE, '').replace(/[‘’‛]/g, "'");
}

/** Upper case in between also folds what lower case alone leaves apart, such as ß and ss; lower case first, as ẞ has no other. */
function caseFolded(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

/** Where the text proper starts and ends. */
function withoutSurroundings(text: string): readonly [number, number] {
  let start = 0;
  let end = text.length;
  for (;;) {
    while (AROUND.has(text.charAt(start))) start++;
    while (AROUND.has(text.charAt(end - 1))) end--;
    const close = PAIRS.get(text.charAt(start));
    // Only a pair around everything: "(a) and (b)" keeps its brackets.
    if (close === undefined || text.indexOf(close, start) !== end - 1) return [start, end];
    start++;
    end--;
  }
}
