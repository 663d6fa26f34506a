/** Formulas that are no value here, written alike: what is left when parsing fails is typography. */
import { plainCharacters } from './value/characters.ts';
import { delimited } from './value/math-mode.ts';

const SAME: readonly (readonly [RegExp, string])[] = [
  [/\\(?:left|right|middle|[bB]igg?[lrm]?)(?![a-zA-Z])\.?/g, ''],
  [/\\(?:(?:displaystyle|textstyle|limits|quad|qquad|thinspace)(?![a-zA-Z])|[,;:!\s])/g, ' '],
  [/\\[dtc]frac(?![a-zA-Z])/g, '\\frac'],
  [/\\(?:leq|leqslant|leqq)(?![a-zA-Z])|[≤⩽]/g, '\\le '],
  [/\\(?:geq|geqslant|geqq)(?![a-zA-Z])|[≥⩾]/g, '\\ge '],
  [/\\neq(?![a-zA-Z])|≠/g, '\\ne '],
  [/\\(?:to|rightarrow|longrightarrow|arrow)(?![a-zA-Z])|→/g, '\\to '],
  [/\\(?:ldots|cdots|dots)(?![a-zA-Z])|…/g, '\\dots '],
  [/\\frac\s*(\d)\s*(\d)/g, '\\frac{$1}{$2}'],
  [/\\sqrt\s*([\da-zA-Z])/g, '\\sqrt{$1}'],
  [/~/g, ' '],
];

const WRAPPER = /\\(?:mathrm|mathbf|text|textbf|textit|operatorname|mathit|boldsymbol)\s*\{([^{}]{0,200})\}/g;

/** With more words it is a text with formulas in it, and keeps its spaces. */
const MOST_WORDS = 3;

/** `phrase`, a formula or a text with formulas in it, without what only sets it: spaces, sizes, synonyms of commands. */
export function typeset(phrase: string): string {
  const { text } = delimited(phrase);
  const unwrapped = plainCharacters(text).replace(WRAPPER, (_, content: string) =>
    content.replace(/^[\s~]+/, '').trimEnd(),
  );
  const plain = SAME.reduce((result, [pattern, same]) => result.replace(pattern, same), unwrapped);
  const words = plain.match(/(?<![\\\p{L}])\p{L}{3,}/gu) ?? [];
  const spaces =
    words.length < MOST_WORDS ? /(?<!\p{L})\s|\s(?!\p{L})/gu : /(?<![\p{L}\d.,:;])\s|\s(?![\p{L}\d\\"'])/gu;
  return plain.replace(/\$/g, ' ').replace(/\s+/g, ' ').replace(spaces, '').trim();
}
