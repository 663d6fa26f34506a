/** The value that a sentence concludes: "The solutions are x = 2 or x = 6.", "Thus the triple is $(1, 2, 3)$." */
import { readMoment } from './moment.ts';
import { readTyped } from './phrase.ts';

/** A longer sentence explains. */
const LONGEST = 400;
const COPULA =
  /(?:\s(?:is|are|was|were|be|equals?|becomes?|gives?|yields?|get|have|obtain|find|totals?|est|sont|ist|sind|es|son|è|sono|é|são)(?:\s(?:then|therefore|thus|simply|just|only|exactly|on|at|equal to|given by|donc|also|daher|damit|alors))?|[:：]|^(?:so|thus|therefore|hence|in|on|at|then)),?\s+|(?:等于|共有|[是为為])\s*/giu;
/** The mathematics that ends a sentence, with a unit behind it at most. */
const FORMULA =
  /(?:\$\$([^$]{1,300})\$\$|\$([^$\n]{1,300})\$|\\\(([^\n]{1,300}?)\\\)|\\\[([^]{1,300}?)\\\])((?:\s+[\p{L}°%/^²³]{1,15}){0,3})[\s.,;!]*$/u;
/** What may stand before the only formula: words that end with a verb, or one that draws a conclusion. */
const LEADS =
  /^(?:[^\d$\\=]*(?:\s(?:is|are|was|were|be|equals?|gives?|get|have|obtain|find|that|est|sont|ist|sind)|[:：]|equal to|to be)|\s*(?:so|thus|therefore|hence|answer)),?\s*$/i;
/** "It occurs at $x = 3$ and equals …": where it is so is not what is said. */
const CIRCUMSTANCE = /\b(?:at|when|for|if|since|where|because|with)\s(?:\$[^$\n]{1,80}\$|\\\([^\n]{1,80}?\\\)),?/gi;
const RATING =
  /\b(?:rate|rated|give|score|scores|rating|deserves?|gets?|assign)\b[^.!?\d]{0,60}(\d+(?:\.\d+)?\s?(?:\/|out of)\s?\d+)(?:\sstars?|\spoints?)?[.!]?$/i;
const COMPOUND =
  /(?<![\d.,])(\d+\s?(?:hours?|hrs?|h|minutes?|min|days?|feet|ft|pounds?|lbs?)(?:,?\s(?:and\s)?\d+\s?(?:minutes?|min|seconds?|sec|hours?|inch(?:es)?|in|ounces?|oz))+)[.!]?$/i;
/** A date that a verb leads to; "…, on July 20, 1969" only tells when. */
const ON_DATE =
  /(?<=(?:^|\s)(?:is|was|are|were|be|been|due|born|held|set|falls?|fell|starts?|started|begins?|began|ends?|ended|opens?|opened|closes?|scheduled|happen(?:s|ed)|occurr?(?:s|ed)|took place|takes place|signed|released|arriv(?:es?|ed)|died)\s)on\s+((?:[\p{L}]+,?\s+)?[\p{L}\d.]+\s+[\p{L}\d.]+(?:,?\s+\d{4})?)[.!]?$/u;
/** "All numbers except 2" says all of them but 2. */
export const EXCEPTION = /\b(?:except|excluding|other than|apart from)\b/i;
/** A clause with a subject of its own follows. */
const CLAUSE = /^(?:he|she|we|you|they|his|her|our|your|their)\s/i;
const MOST_COPULAS = 6;

/** Names in math mode before what is said of them: `$x$`, `$(x, y)$`, `$\angle ABC$`, `$f(x)$`; in plain text they are words. */
const NAMES =
  /(?:\$|\\\()\s?((?:\\?[a-z]+\s)?\(?[A-Za-z]{1,3}(?:_\{?\d\}?)?(?:,\s?[A-Za-z](?:_\{?\d\}?)?|\([a-z]\)){0,3}\)?)\s?(?:\$|\\\))(?=\s[\p{L}])/gu;

/** The canonical value, date or time that the sentence ends with after a verb; null where it ends with something else. */
export function concludedPhrase(given: string): string | null {
  if (given.length > LONGEST || EXCEPTION.test(given)) return null;
  const sentence = given.replace(NAMES, '$1');
  for (const { index, 0: copula } of [...sentence.matchAll(COPULA)].slice(0, MOST_COPULAS)) {
    // What stands behind a formula is a part of what is said.
    if (/[\\$=^<>:]/.test(sentence.slice(0, index))) break;
    const tail = sentence.slice(index + copula.length);
    const typed = isPlainDigits(tail) || CLAUSE.test(tail) ? null : readTyped(tail);
    if (typed !== null) return typed;
  }
  return finalFormula(sentence) ?? compound(sentence) ?? rating(sentence) ?? onDate(sentence);
}

/** A bare number after "is" may be a circumstance of the sentence: number.ts weighs it. */
function isPlainDigits(tail: string): boolean {
  return tail.length > 60 && !/[\\$=<>≤≥]/.test(tail);
}

/** The only formula of the sentence, where nothing but its unit follows. */
function finalFormula(sentence: string): string | null {
  const match = FORMULA.exec(sentence);
  if (match === null) return null;
  const [, display, inline, round, square, unit = ''] = match;
  const before = sentence.slice(0, match.index).replace(CIRCUMSTANCE, '');
  if (!LEADS.test(before)) return null;
  const formula = display ?? inline ?? round ?? square ?? '';
  return readTyped(formula + (unit === '' ? '' : `\\text{${unit}}`), true) ?? readTyped(formula, true);
}

/** "The train needs 2 hours and 30 minutes." */
function compound(sentence: string): string | null {
  const [, amounts] = COMPOUND.exec(sentence) ?? [];
  return amounts === undefined ? null : readTyped(amounts);
}

/** "I would rate it 4 out of 5." */
function rating(sentence: string): string | null {
  const [, score] = RATING.exec(sentence) ?? [];
  return score === undefined ? null : readTyped(score);
}

function onDate(sentence: string): string | null {
  const [, date = ''] = ON_DATE.exec(sentence) ?? [];
  return date === '' ? null : readMoment(date);
}
