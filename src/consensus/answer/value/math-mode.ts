/** Where a phrase is set in math mode: `$…$`, `\(…\)`, `\[…\]`, or because it has LaTeX commands. */

/** A phrase without the marks that only say how it is set. */
export interface Delimited {
  readonly text: string;
  readonly isLatex: boolean;
}

const DELIMITER = /\\[()[\]]/g;
const DOLLARS = /\$\$|(?<!\\)\$/g;
/** Commands with two backslashes, and none with one. */
const ESCAPED_TWICE = /^(?:[^\\]|\\\\)*\\\\[a-zA-Z]{2}(?:[^\\]|\\\\)*$/;
/** A backslash that was escaped once too often. */
const DOUBLED =
  /\\\\(?=(?:[dtc]?frac|left|right|sqrt|pi|boxed|begin|end|text|cdot|times|infty|leq?|geq?|cup|in|pm)(?![a-zA-Z]))/g;
/** Punctuation that ends the sentence a value stands in, not the value. */
const TRAILING = /(?:\s|\\[\\,;:!]|[.,;:!?。，])+$/;

/** `phrase` without delimiters of math mode and without the punctuation at its end; dollars that are money stay. `isMath`: it stood in a box. */
export function delimited(phrase: string, isMath = false): Delimited {
  const bare = phrase.trim().replace(/(?<![\w)])\*\*|\*\*(?![\w(])|__|`/g, '');
  const single = ESCAPED_TWICE.test(bare) ? bare.replace(DOUBLED, '\\') : bare;
  const opened = single.replace(DELIMITER, ' ');
  const hasDelimiters = opened !== single;
  const isMoney = areAmounts(opened);
  const text = isMoney ? opened : opened.replace(DOLLARS, ' ');
  const areDelimiters = text !== opened;
  const isLatex = isMath || hasDelimiters || areDelimiters || /\\[a-zA-Z{]|[\^_]\s?\{/.test(text);
  return { text: withoutEnd(text, isLatex), isLatex };
}

/** `$5 or $6` and `5$` are amounts: every dollar stands right before one, or the only one behind it. */
function areAmounts(text: string): boolean {
  const dollars = [...text.matchAll(DOLLARS)];
  const [only] = dollars;
  if (only === undefined) return true;
  if (dollars.length === 1 && /\d\s?$/.test(text.slice(0, only.index))) return true;
  return dollars.every(({ index }) => /^\$\s?-?\.?\d/.test(text.slice(index, index + 5)));
}

/** A factorial keeps its sign, in math mode and where it is not the only one; `1, 2, …` and 0.333… go on. */
function withoutEnd(text: string, isLatex: boolean): string {
  if (/(?:,|\s|\.\d{1,40})\.{3}\s*$/.test(text)) return text;
  const end = TRAILING.exec(text.slice(-40))?.[0] ?? '';
  const rest = text.slice(0, text.length - end.length);
  const isFactorial = end.startsWith('!') && /[\w})\]]$/.test(rest) && (isLatex || /[\w)]!/.test(rest));
  return isFactorial ? `${rest}!` : rest;
}
