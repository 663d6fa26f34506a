/** A phrase that is an answer, whatever its kind: a value, a date, a label, yes or no, and else its text. */
import { isAbstention } from './abstention.ts';
import { readAmount, readCompound } from './amount.ts';
import { leadingLabel } from './choice.ts';
import { readHanzi } from './hanzi.ts';
import { readLines, shownListing } from './listing.ts';
import { withoutMarkup } from './markup.ts';
import { readMoment } from './moment.ts';
import { readPythonLiteral } from './python-literal.ts';
import { opensWithInitial } from './option-labels.ts';
import { answerOf, labelList } from './option-list.ts';
import { quantity } from './quantity.ts';
import { canonicalText } from './text.ts';
import { readTruth } from './truth.ts';
import { withTitlesInFull } from './titles.ts';
import { typeset } from './typeset.ts';
import { isSentence, readValue } from './value/read.ts';
import { shownValue } from './value/show.ts';

/** A plain number needs no grammar. */
const PLAIN_NUMBER = /^(\$|\\\(|)(-?(?:0|[1-9]\d{0,14}))(?:(?<=^\$.*)\$|(?<=^\\\(.*)\\\)|(?<=^[-\d].*))\.?$/;
const PLAIN_DOLLARS = /^\$(0|[1-9]\d{0,14})\.?$/;
const ARTICLE = /^(?:the|a|an) (?=[\p{L}\p{N}])/u;
/** `v2.3.1` is 2.3.1. */
const VERSION = /^(?:v|ver\.? |version |release )(?=\d+\.\d+)/;
/** What a sentence has and a name has not. */
const VERB = / (?:is|are|was|were|has|have|had) /;
/** Where a sentence shows, if it is one. */
const LONGEST_LOOKED_AT = 1000;
const LONGEST_LABELS = 60;
/** A text of more words says more than a name. */
const MOST_WORDS_OF_NAME = 6;

/** The canonical answer that `phrase` is; null where it says that there is none. `inMath`: it stood in a box. */
export function canonicalPhrase(phrase: string, inMath = false): string | null {
  if (isAbstention(phrase)) return null;
  return readTyped(phrase, inMath) ?? labelOf(phrase) ?? readTruth(withoutMarkup(phrase)) ?? canonicalName(phrase);
}

/** The canonical value, date or time that all of `phrase` is; null where it is something else. */
export function readTyped(phrase: string, inMath = false): string | null {
  const bare = withoutOuterDelimiters(phrase.trim());
  const number = PLAIN_NUMBER.exec(bare)?.[2];
  if (number !== undefined) return number === '-0' ? '0' : number;
  const dollars = PLAIN_DOLLARS.exec(bare)?.[1];
  if (dollars !== undefined) return `${dollars} USD`;
  if (!/^[[({]/.test(bare) && isSentence(bare.slice(0, LONGEST_LOOKED_AT))) return null;
  return (
    readLabels(bare) ??
    readPythonLiteral(bare) ??
    readMoment(withoutMarkup(bare)) ??
    readHanzi(bare) ??
    typedValue(bare, inMath)
  );
}

/** `$Solution is: $[1, 2]$.$`: delimiters around a text with formulas of its own. */
export function withoutOuterDelimiters(phrase: string): string {
  return /^(?:\$|\\\()\s*\p{L}{3,}[\s:]/u.test(phrase)
    ? phrase.replace(/^(?:\$|\\\()|(?:\$|\\\))[.\s]*$/g, '')
    : phrase;
}

function labelOf(phrase: string): string | null {
  return opensWithInitial(phrase) ? null : leadingLabel(phrase);
}

/** `A, C`, `A and C`: options, not unknowns. */
function readLabels(phrase: string): string | null {
  if (phrase.length > LONGEST_LABELS || !/^[^\p{Ll}]*\p{Lu}(?!\p{L})/u.test(phrase)) return null;
  const list = labelList(withoutMarkup(phrase));
  return list === null ? null : answerOf(list);
}

function typedValue(phrase: string, inMath: boolean): string | null {
  const again = / or /i.test(phrase) ? readAmount(withoutMarkup(phrase)) : readCompound(phrase);
  if (again !== null) return shownValue(again);
  // A letter by itself is an option, not an unknown.
  if (isLetter(phrase)) return null;
  const value = readValue(phrase, inMath);
  const shown = value === null ? '' : shownValue(value);
  if (shown !== '') return isLetter(shown) ? null : shown;
  const amount = readAmount(withoutMarkup(phrase));
  return amount === null ? quantity(phrase) : shownValue(amount);
}

function isLetter(phrase: string): boolean {
  return /^[^\p{L}\d]*(?![eiπ])\p{L}[^\p{L}\d]*$/u.test(withoutMarkup(phrase));
}

/** Free text in canonical form; a name without its article and with its title written out. */
export function canonicalName(phrase: string): string | null {
  const list = readLines(phrase);
  if (list !== null) return shownListing(list);
  const text = canonicalText(/[\\$]/.test(phrase) ? typeset(phrase) : withoutMarkup(phrase));
  if (text === null || text.split(' ').length > MOST_WORDS_OF_NAME) return text;
  const plain = withTitlesInFull(text.replace(VERSION, ''));
  return VERB.test(plain) ? plain : plain.replace(ARTICLE, '');
}
