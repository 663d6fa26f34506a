/** Takes the typesetting off a short piece of model text: LaTeX, Markdown and calculator annotations. */

const WRAPPER =
  /\\(?:boxed|fbox|text|textbf|textit|textrm|texttt|mathrm|mathbf|mathit|mathsf|mbox|operatorname|underline|emph)\s*\{([^{}]{0,2000})\}/g;
const FRACTION = /(\d?)\\[dtc]?frac\s*(?:\{([^{}]{0,80})\}\s*\{([^{}]{0,80})\}|(\d)\s*(\d))/g;
const INLINE_MATH = /\$([^$\s\d][^$\n]{0,80})\$/g;
/** Wrappers stand in one another (`\boxed{\textbf{(C)}}`), hardly ever deeper. */
const MAX_NESTING = 4;

/**
 * The words and numbers of `segment` without their markup: `$\boxed{\text{C}}$` becomes `C`, `**1{,}000**` becomes
 * `1000`, `\frac{1}{2}` becomes `1/2`, `<<2*3=6>>6` becomes `6`. Dollar signs stay when they are money.
 */
export function withoutMarkup(segment: string): string {
  let text = segment;
  if (text.includes('<<')) text = text.replace(/<<[^<>\n]{0,200}>>/g, '');
  if (text.includes('\\')) text = withoutLatex(text);
  if (text.includes('{,}')) text = text.replaceAll('{,}', '');
  if (/[*_`]/.test(text)) text = text.replace(/\*\*|__|`/g, '');
  return withoutEmphasis(text.trim());
}

function withoutLatex(segment: string): string {
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

/** Strips `*…*` and inline math `$…$` around the whole, but never the dollar of an amount such as `$5`. */
function withoutEmphasis(segment: string): string {
  let text = segment.replace(INLINE_MATH, '$1');
  while (text.length > 1 && /^[*_]/.test(text) && /[*_]$/.test(text)) text = text.slice(1, -1).trim();
  if (text.length > 2 && text.startsWith('$') && text.endsWith('$')) text = text.slice(1, -1).trim();
  return text;
}
