/** Finds `\boxed{…}`, with which models mark a final answer in LaTeX. */

/** What one box holds. */
export interface Box {
  readonly at: number;
  /** After the closing brace. */
  readonly end: number;
  /** Markup included; empty when the brace never closes, because the text was cut off in the middle of the answer. */
  readonly content: string;
}

/** More than this is no honest answer; only the last ones are read. */
const MOST_BOXES = 50;
const LONGEST_CONTENT = 2000;
/** What separates boxes: the end of a sentence or line, or a word that says that only what follows counts. */
const SEPARATION = /[.!?]\s|[。！？]|\n\s*\n|\b(?:so|thus|therefore|hence|then|finally|answer)\b/i;

/** The last boxes of `text`, in order. */
export function boxes(text: string): readonly Box[] {
  return [...text.matchAll(/\\(?:boxed|fbox|framebox)\s?\{/g)].slice(-MOST_BOXES).map(({ index, 0: opening }) => {
    const start = index + opening.length;
    const content = upToClosingBrace(text.slice(start, start + LONGEST_CONTENT));
    return { at: index, end: start + content.length + 1, content };
  });
}

/** The contents of all boxes in the last sentence of `text` that has any, in order: they answer together. */
export function lastBoxes(text: string): readonly string[] {
  const found = boxes(text).filter(({ content }) => content !== '');
  const together: string[] = [];
  let next: Box | undefined;
  for (const box of found.reverse()) {
    if (next !== undefined && SEPARATION.test(text.slice(box.end, next.at))) break;
    together.unshift(box.content);
    next = box;
  }
  return together;
}

function upToClosingBrace(text: string): string {
  let depth = 1;
  for (const { index, 0: brace } of text.matchAll(/[{}]/g)) {
    // A set's braces, `\{2, 3\}`, open and close nothing.
    if (text.charAt(index - 1) === '\\') continue;
    depth += brace === '{' ? 1 : -1;
    if (depth === 0) return text.slice(0, index);
  }
  return '';
}
