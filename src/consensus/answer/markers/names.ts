/** Where the names of answers stand in a text: one pass a script, and most texts need the first alone. */
import { LANGUAGES } from './languages.ts';
import { anyOf } from './pattern.ts';

const IS_LATIN = /^[\p{Script=Latin}\s']+$/u;
const FOREIGN_SCRIPT =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}]/u;
const LABEL = `(?=["'“「【(（*\\s]{0,3}[A-Za-zＡ-Ｚａ-ｚ①-⑳](?![A-Za-z\\d]))`;

const NAMES = LANGUAGES.flatMap(({ answers }) => answers);
const RESULTS = new Set(LANGUAGES.flatMap(({ results }) => results));
const BEFORE = new Set(LANGUAGES.flatMap(({ before = [] }) => before));
const ADJECTIVES = new Set(LANGUAGES.flatMap(({ adjectives = [] }) => adjectives));
const CHOOSING = LANGUAGES.flatMap(({ choosing = [] }) => choosing);
const UNSPACED = LANGUAGES.filter(({ isUnspaced }) => isUnspaced === true).flatMap(({ answers }) => answers);

const latin = (words: readonly string[]): string => anyOf(words.filter((word) => IS_LATIN.test(word)));
const spacedForeign = NAMES.filter((name) => !IS_LATIN.test(name) && !UNSPACED.includes(name));

// A word character that is no letter of English may stand at either end, hence no \b.
const LATIN_NAME = new RegExp(`(?<![A-Za-z0-9À-ɏ])(${latin(NAMES)})(?![A-Za-z0-9À-ɏ])(?!['"]\\s*:)`, 'gi');
const FOREIGN_NAME = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:و|ف)?(${anyOf(spacedForeign)})(?![\\p{L}\\p{M}])|(${anyOf(UNSPACED)})(?!['"]\\s*:)`,
  'giu',
);
const FOREIGN_CHOICE = new RegExp(`(?:${anyOf(CHOOSING)})\\s?[:：]?${LABEL}`, 'giu');
/** A line's first words, up to its colon or its end; its markup left out. */
const LINE = /^[ \t>*_#-]{0,12}(\p{L}[\p{L}'’ ]{0,40}?)[*_]{0,3}\s?(?:[:：][*_]{0,3}|$)/gmu;
const MARKUP = /^[\s>*_#-]+|[\s*_]+$/g;
/** What a line may be that is a heading. */
const LONGEST_HEADING = 60;

/** A name, or what stands for one, and where it ends. */
export interface Named {
  readonly at: number;
  readonly end: number;
  /** In lower case. */
  readonly name: string;
}

function named(match: RegExpExecArray): Named {
  const { index, 0: found } = match;
  return { at: index, end: index + found.length, name: (match[1] ?? match[2] ?? found).toLowerCase() };
}

/** The names in `text` after which an answer may follow: `answer`, `Antwort`, `答案`. */
export function* answerNames(text: string): Generator<Named> {
  for (const match of text.matchAll(LATIN_NAME)) yield named(match);
  if (FOREIGN_SCRIPT.test(text)) for (const match of text.matchAll(FOREIGN_NAME)) yield named(match);
}

/** Verbs in `text` whose object is a label: `选C`. */
export function* choices(text: string): Generator<Named> {
  for (const match of text.matchAll(FOREIGN_CHOICE)) yield named(match);
}

/** Whether the name is all that its line says: `### Answer`; then the answer stands below. */
export function isHeading(text: string, { at, end, name }: Named): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const stop = text.indexOf('\n', end);
  const line = text.slice(start, stop === -1 ? text.length : stop);
  if (line.length > LONGEST_HEADING) return false;
  const words = line.replace(MARKUP, '').toLowerCase();
  const index = words.indexOf(name);
  return index !== -1 && isBefore(words.slice(0, index)) && isAfter(words.slice(index + name.length));
}

/** Lines that begin with what an answer may be called only there: `Result:`, `Label:`. */
export function* labelledLines(text: string): Generator<Named> {
  for (const match of text.matchAll(LINE)) {
    const [found, words = ''] = match;
    if (!/[:：]/.test(found)) continue;
    const name = resultIn(words.toLowerCase());
    if (name !== null) yield { at: match.index, end: match.index + found.length, name };
  }
}

/** The name among the words before a colon, when they say nothing else: `result` of "final result". */
function resultIn(words: string): string | null {
  if (RESULTS.has(words)) return words;
  const parts = words.split(' ');
  for (let first = 0; first < parts.length; first++) {
    for (let last = parts.length; last > first; last--) {
      const name = parts.slice(first, last).join(' ');
      if (RESULTS.has(name)) {
        return isBefore(parts.slice(0, first).join(' ')) && isAfter(parts.slice(last).join(' ')) ? name : null;
      }
    }
  }
  return null;
}

function isBefore(words: string): boolean {
  return (
    words.trim() === '' ||
    BEFORE.has(words.trim()) ||
    words
      .trim()
      .split(' ')
      .every((word) => BEFORE.has(word))
  );
}

function isAfter(words: string): boolean {
  return (
    words.trim() === '' ||
    words
      .trim()
      .split(' ')
      .every((word) => ADJECTIVES.has(word)) ||
    ADJECTIVES.has(words.trim())
  );
}
