/** Takes the typesetting off a short piece of model text: LaTeX, Markdown and calculator annotations. */

const WRAPPER =
  /\\(?:boxed|fbox|text|textbf|textit|textrm|texttt|mathrm|mathbf|mathit|mathsf|mbox|operatorname|underline|emph)\s*\{([^{}]{0,2000})\}/g;
const FRACTION = /(\d?)\\[dtc]?frac\s*(?:\{([^{}]{0,80})\}\s*\{([^{}]{0,80})\}|(\d)\s*(\d))/g;
/** `*…*` and `_…_` around words, as Markdown has it: no factor signs, no underscore in a name. */
const EMPHASIS = /(?<![\p{L}\d*])([*_])(?=\S)([^*_\n]{1,300})(?<=\S)\1(?![\p{L}\d])/gu;
const INLINE_MATH = /\$([^$\s\d][^$\n]{0,80})\$/g;
/** Formatting of HTML; `sup` and `sub` are not here, for they change what a number is. */
const TAG =
  /<\/?(?:b|strong|i|em|u|s|mark|span|p|div|font|code|pre|tt|kbd|big|small|center|h[1-6]|ul|ol|li|a|br|hr|ins)(?:\s[^<>\n]{0,200})?\/?>/gi;
const BOLD_TAG = /^<\/?(?:b|strong)[\s>]/i;
const BLOCK_TAG = /^<\/?(?:p|div|h[1-6]|ul|ol|li|br|hr|pre)[\s/>]/i;
/** Wrappers stand in one another (`\boxed{\textbf{(C)}}`), hardly ever deeper. */
const MAX_NESTING = 4;

/**
 * The words and numbers of `segment` without their markup: `$\boxed{\text{C}}$` becomes `C`, `**1{,}000**` becomes
 * `1000`, `\frac{1}{2}` becomes `1/2`, `<<2*3=6>>6` becomes `6`. Dollar signs stay when they are money.
 */
export function withoutMarkup(segment: string): string {
  const untagged = segment.includes('<') ? segment.replace(/<<[^<>\n]{0,200}>>/g, '').replace(TAG, '') : segment;
  const text = withoutLatex(untagged);
  return withoutEmphasis(text.replaceAll('{,}', '').replace(/\*\*|__|`/g, ''));
}

/** `text` without the formatting tags of HTML: what they make bold is bold as in Markdown, and blocks are lines. */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(TAG, (tag) => (BOLD_TAG.test(tag) ? '**' : BLOCK_TAG.test(tag) ? '\n' : ''));
}

function withoutLatex(segment: string): string {
  // Most texts have none, and every sentence of a response comes here.
  if (!segment.includes('\\')) return segment;
  let text = segment
    .replace(/\\[([\])]|\$\$/g, ' ')
    .replace(/\\([$%#&_{}])/g, '$1')
    .replace(/\\[,;:! ]|\\(?:left|right|displaystyle|quad|qquad)(?![a-zA-Z])/g, '');
  for (let depth = 0; depth < MAX_NESTING; depth++) {
    const inner = text.replace(WRAPPER, '$1').replace(FRACTION, quotient);
    if (inner === text) break;
    text = inner;
  }
  return text
    .replace(/\\(?:times|cdot)(?![a-zA-Z])/g, '×')
    .replace(/\^?\s?\{?\\(?:circ|degree)(?![a-zA-Z])\}?/g, '°')
    .replace(/\\(?:approx|sim)(?![a-zA-Z])/g, '≈');
}

/** `1/2` for `\frac{1}{2}`, kept apart from a whole number before it. */
function quotient(_: string, whole: string, top = '', bottom = '', shortTop = '', shortBottom = ''): string {
  return `${whole === '' ? '' : `${whole} `}${top}${shortTop}/${bottom}${shortBottom}`;
}

/** Strips emphasis, and inline math `$…$`, but never the dollar of an amount such as `$5`. */
function withoutEmphasis(segment: string): string {
  const plain = /[*_]/.test(segment) ? segment.replace(EMPHASIS, '$2') : segment;
  if (!plain.includes('$')) return plain.trim();
  return plain
    .replace(INLINE_MATH, '$1')
    .trim()
    .replace(/^\$([^]+)\$$/, '$1')
    .trim();
}
