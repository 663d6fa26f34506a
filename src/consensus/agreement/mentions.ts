/** Whether a text names something, affirms it, and means just that. */
import { isMonth } from '../answer/moment.ts';
import { isDenied, isOneOfSeveral } from './denial.ts';
import { isBoundary, isKind, isQualifier, isTitle } from './name-words.ts';
import type { Passage } from './passage.ts';

const NUMBER = /^-?\d+(?:\.\d+|\/\d+)?$/;
/** Words in front of and behind a name are looked for so far. */
const LONGEST_WORD = 40;
/** In a name by itself, what may stand before what it names. */
const OPENING = /^[\s\p{P}]*(?:(?:\p{L}+)[\s\p{P}]+)*$/u;

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * How `passage` names `fact`: as it is, or with a name before it ("jane austen" for "austen"); null where it does not, denies it,
 * names it as one of several, or names something whose name only contains it ("Korea" in "South Korea"). `fact` is canonical.
 */
export function nameIn(passage: Passage, fact: string): string | null {
  const isNumber = NUMBER.test(fact);
  const found = isNumber ? numbersIn(passage, fact) : placesIn(passage, fact);
  const names = new Set<string>();
  for (const { start, end } of found) {
    if (isDenied(passage, start, end)) return null;
    if (!isNumber && isOneOfSeveral(passage, start, end)) return null;
    const name = isNumber ? fact : wholeName(passage, start, end);
    if (name !== null) names.add(name);
  }
  return names.has(fact) ? fact : ([...names].sort()[0] ?? null);
}

function numbersIn({ text, numerals }: Passage, fact: string): readonly Place[] {
  return numerals.filter(
    ({ value, start, end }) => value === fact && !isPartOfAnother(text, start, end) && !isDay(text, fact, start, end),
  );
}

/** In 3.5.1, 2:30, 3 %, 1939–1945, "3 or 4". */
function isPartOfAnother(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\d][-.,/:^_]$|\d\s?[-–—]\s?$|\d\s(?:or|to|oder|bis|ou|à|o|a)\s$/u.test(
      text.slice(Math.max(0, start - 8), start),
    ) ||
    /^(?:[.,/:^_]\d|\s?[%°‰]|\s?[-–—]\s?\d|\p{L}|-\p{L}|\s(?:or|to|oder|bis|ou|à|o|a)\s\d)/u.test(
      text.slice(end, end + 8),
    )
  );
}

/** The 5 of "March 5" and "5 March" is no fact by itself. */
function isDay(text: string, fact: string, start: number, end: number): boolean {
  if (fact.length > 2) return false;
  const before = /(\p{L}+)\.?\s$/u.exec(text.slice(Math.max(0, start - LONGEST_WORD), start))?.[1];
  const behind = /^\.?\s(?:of\s|de\s)?(\p{L}+)/u.exec(text.slice(end, end + LONGEST_WORD))?.[1];
  return (before !== undefined && isMonth(before)) || (behind !== undefined && isMonth(behind));
}

/** Whether `passage`, a question, has `fact` in it, whatever it says of it. */
export function hasName(passage: Passage, fact: string): boolean {
  return placesIn(passage, fact).length > 0;
}

function placesIn({ folded }: Passage, fact: string): readonly Place[] {
  const places: Place[] = [];
  for (let start = folded.indexOf(fact); start !== -1; start = folded.indexOf(fact, start + 1)) {
    const end = start + fact.length;
    if (isWhole(folded, start, end)) places.push({ start, end });
  }
  return places;
}

function isWhole(text: string, start: number, end: number): boolean {
  const isLetter = /[\p{L}\p{N}\p{M}]/u;
  const begins =
    !isLetter.test(text.charAt(start)) || !/[\p{L}\p{N}\p{M}][-'_@]?$/u.test(text.slice(Math.max(0, start - 2), start));
  const ends =
    !isLetter.test(text.charAt(end - 1)) || !/^(?:[-_@]?[\p{L}\p{N}\p{M}]|[.:]\d)/u.test(text.slice(end, end + 2));
  return begins && ends;
}

/** The name that ends at `end`; null where it goes on, or is something else. */
function wholeName(passage: Passage, start: number, end: number): string | null {
  const { text, folded, isCased, isBare } = passage;
  const before = /(\p{L}[\p{L}'’.]*)\s$/u.exec(text.slice(Math.max(0, start - LONGEST_WORD), start))?.[1];
  const behind = /^\s(\p{L}[\p{L}'’-]*)/u.exec(text.slice(end, end + LONGEST_WORD))?.[1];
  // Where an amount begins and ends is plain.
  if (/[-\d]/.test(folded.charAt(start))) return folded.slice(start, end);
  if (isBare && !standsFirst(text.slice(0, start))) return longerName(folded, before, start, end);
  if (isProper(passage, start, end)) {
    if (behind !== undefined && /^\p{Lu}/u.test(behind) && !isKind(behind)) return null;
    if (/\p{Lu}[\p{L}'’]* of (?:the )?$/u.test(text.slice(Math.max(0, start - LONGEST_WORD), start))) return null;
    if (before === undefined || !/^\p{Lu}/u.test(before) || isTitle(before)) return folded.slice(start, end);
    return longerName(folded, before, start, end);
  }
  // In a text with capitals two letters without one are hardly a name: "us", "au".
  const isSmall = isCased && end - start < 3 && !/\p{Lu}/u.test(text.slice(start, end));
  const isFree = (before === undefined || isBoundary(before)) && (behind === undefined || isBoundary(behind));
  return isFree && !isSmall ? folded.slice(start, end) : null;
}

/** With the one word before it that is a part of it. */
function longerName(folded: string, before: string | undefined, start: number, end: number): string | null {
  if (before === undefined || isQualifier(before) || !/^\p{Lu}/u.test(before)) return null;
  return `${before.toLowerCase()} ${folded.slice(start, end)}`;
}

/** In a name by itself: nothing but articles, titles and the like before it, or "by". */
function standsFirst(before: string): boolean {
  if (!OPENING.test(before)) return false;
  const words = before.match(/\p{L}+/gu) ?? [];
  return (
    words.at(-1)?.toLowerCase() === 'by' || (!/[,;(]/.test(before) && words.every(isTitle) && !/of\s+$/i.test(before))
  );
}

/** Written with capitals, and not only because a sentence begins with it. */
function isProper({ text, isCased }: Passage, start: number, end: number): boolean {
  const name = text.slice(start, end);
  if (!isCased || !/^\P{L}*\p{Lu}/u.test(name)) return false;
  return (
    /\s\P{L}*\p{Lu}|^\p{Lu}{2}/u.test(name) ||
    !/(?:^|[.!?:]\s+|\n)["'“‘„«*(]*$/u.test(text.slice(Math.max(0, start - 6), start))
  );
}
