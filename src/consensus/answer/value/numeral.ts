/** The numbers that a phrase is made of, with the separators of every country. */
import Fraction from 'fraction.js';
import { MAX_DIGITS, UNREADABLE } from './limits.ts';

/** A number at a place, and where it ends. */
export interface Numeral {
  readonly value: Fraction;
  readonly end: number;
  readonly isPlain: boolean;
}

/** What one way to write numbers looks like, and what is to be done with what it matched. */
interface Notation {
  readonly pattern: RegExp;
  /** The digits with a decimal point at most. */
  readonly digits: (match: string) => string;
}

const SPACE = '[ \\u00a0\\u2009\\u202f]';
const NOT_MORE = '(?![\\d]|[.,]\\d)';

const GROUPED: Notation = {
  pattern: /(?<!\d,)\d{1,3}(?:,\d{3}){1,3}(?:\.\d+)?(?!\d|,\d)/y,
  digits: (match) => match.replaceAll(',', ''),
};
/** LaTeX's own separators: `1{,}234`, `1\,234`, `11,\!111`. */
const TYPESET: Notation = {
  pattern: /\d{1,3}(?:(?:\{,\}|,\\!\s?(?:\d\d,\\!\s?)*|\\[,;: ]|\{\s?,\s?\}|~|\s\{,\s?\})\d{3}){1,15}(?:\.\d+)?(?!\d)/y,
  digits: (match) => match.replace(/[^\d.]/g, ''),
};
const TYPESET_COMMA: Notation = {
  pattern: /\d+\{,\}\d+(?!\d)/y,
  digits: (match) => match.replace('{,}', '.'),
};
const UNDERSCORED: Notation = {
  pattern: /\d{1,3}(?:_\d{3}){1,15}(?!\d|_)/y,
  digits: (match) => match.replaceAll('_', ''),
};
const PLAIN: Notation = { pattern: /\d+(?:\.\d+)?|\.\d+/y, digits: (match) => match };

/** In LaTeX a comma between digits makes a list, unless it groups thousands. */
const IN_LATEX: readonly Notation[] = [TYPESET, TYPESET_COMMA, GROUPED, UNDERSCORED, PLAIN];
/** In plain text it may group thousands or be the decimal point, and so may a full stop. */
const IN_TEXT: readonly Notation[] = [
  TYPESET,
  TYPESET_COMMA,
  {
    pattern: new RegExp(`\\d{1,3}(?:\\.\\d{3}){1,15},\\d+${NOT_MORE}|\\d{1,3}(?:\\.\\d{3}){2,15}${NOT_MORE}`, 'y'),
    digits: (match) => match.replaceAll('.', '').replace(',', '.'),
  },
  {
    pattern: new RegExp(`\\d{1,3}(?:['’]\\d{3}){1,15}(?:\\.\\d+)?${NOT_MORE}`, 'y'),
    digits: (match) => match.replace(/['’]/g, ''),
  },
  {
    pattern: new RegExp(`\\d{1,3}(?:${SPACE}\\d{3}){1,15}(?:[.,]\\d+)?${NOT_MORE}`, 'y'),
    digits: (match) => match.replace(/[\s\u2009\u202f]/g, '').replace(',', '.'),
  },
  { ...GROUPED, pattern: new RegExp(`(?!0)${GROUPED.pattern.source}`, 'y') },
  {
    pattern: new RegExp(`(?<=(?:₹|Rs\\.?|INR)\\s?)\\d{1,2}(?:,\\d{2}){1,10},\\d{3}(?:\\.\\d+)?${NOT_MORE}`, 'y'),
    digits: (match) => match.replaceAll(',', ''),
  },
  {
    pattern: new RegExp(`(?!\\d{1,3},\\d{3}(?!\\d))\\d+,\\d+${NOT_MORE}|0,\\d+${NOT_MORE}`, 'y'),
    digits: (match) => match.replace(',', '.'),
  },
  UNDERSCORED,
  PLAIN,
];
/** `1.39e-10`; with spaces around the sign only behind what is no whole factor of e. */
const EXPONENT = /[eE]([-+]?\d{1,3})(?![\w.])|(?<=\.\d{1,9}|(?<!\d)1)e (-) (\d{1,3})(?![\w.])/y;
const REPEATING = /\\overline\s*\{?(\d{1,40})\}?|\((\d{1,40})\)(?!\s*[\d(])|\.{3}|…|\\[lc]?dots/y;
/** Digits that are found to repeat before dots. */
const LONGEST_PERIOD = 6;

/** What commas between digits may be: in a `bracket` a list; in a `list` thousands, too; in a `text` the decimal point, too. */
export type Separators = 'list' | 'bracket' | 'text' | 'none';

/** Digits that nothing follows which could belong to the number. */
const WHOLE = /\d+(?![\d.,'’_eE{\\~(…\s])/y;

const NOTATIONS: Readonly<Record<Separators, readonly Notation[]>> = {
  list: IN_LATEX,
  bracket: [TYPESET, TYPESET_COMMA, UNDERSCORED, PLAIN],
  text: IN_TEXT,
  none: [PLAIN],
};

/** The number at `index` of `text`, where a digit or a point before a digit stands; `notation` tells what commas mean. */
export function numeralAt(text: string, index: number, notation: Separators): Numeral {
  WHOLE.lastIndex = index;
  const whole = WHOLE.exec(text)?.[0];
  if (whole !== undefined && whole.length <= MAX_DIGITS)
    return { value: new Fraction(BigInt(whole)), end: WHOLE.lastIndex, isPlain: true };
  for (const { pattern, digits } of NOTATIONS[notation]) {
    pattern.lastIndex = index;
    const [match] = pattern.exec(text) ?? [];
    if (match === undefined) continue;
    return scaled(text, index + match.length, digits(match), /^\d+$/.test(match));
  }
  throw UNREADABLE;
}

function scaled(text: string, end: number, digits: string, isPlain: boolean): Numeral {
  if (digits.length > MAX_DIGITS) throw UNREADABLE;
  EXPONENT.lastIndex = end;
  const exponent = EXPONENT.exec(text);
  if (exponent !== null) {
    const power = Number(exponent[1] ?? `-${exponent[3] ?? ''}`);
    if (Math.abs(power) > MAX_DIGITS) throw UNREADABLE;
    const value = decimal(digits).mul(new Fraction(10).pow(power));
    return { value, end: end + exponent[0].length, isPlain: false };
  }
  return repeating(text, end, digits) ?? { value: decimal(digits), end, isPlain };
}

/** A repeating decimal: `0.\overline{3}`, `0.1\overline{6}`, `0.(3)`, `0.333...`; null where the digits end. */
function repeating(text: string, end: number, digits: string): Numeral | null {
  const [, fraction] = digits.split('.');
  if (fraction === undefined && text[end] !== '.') return null;
  REPEATING.lastIndex = fraction === undefined ? end + 1 : end;
  const match = REPEATING.exec(text);
  if (match === null) return null;
  const period = match[1] ?? match[2] ?? periodOf(fraction ?? '');
  const places = 10n ** BigInt((fraction ?? '').length);
  const value = decimal(digits).add(new Fraction(BigInt(period), (10n ** BigInt(period.length) - 1n) * places));
  return { value, end: REPEATING.lastIndex, isPlain: false };
}

/** What the last digits of `fraction` repeat: 3 of 333, 18 of 1818; 0 where they do not. */
function periodOf(fraction: string): string {
  for (let length = 1; length <= LONGEST_PERIOD; length++) {
    const period = fraction.slice(-length);
    if (fraction.endsWith(period.repeat(length === 1 ? 3 : 2))) return period;
  }
  return '0';
}

function decimal(digits: string): Fraction {
  const [integer = '', fraction = ''] = digits.split('.');
  if (fraction === '') return new Fraction(BigInt(integer));
  return new Fraction(BigInt(integer + fraction), 10n ** BigInt(fraction.length));
}
