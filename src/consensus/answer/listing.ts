/** Lists: numbered, with bullets, or with commas. */
import { canonicalText } from './text.ts';

const NUMBERED = /^\s*(?:[*_]{2})?(\d{1,3})[.)]\s+(\S.*)$/;
const BULLETED = /^\s*[-*•–]\s+(\S.*)$/;
const MOST_ITEMS = 100;
const LONGEST_ITEM = 80;
/** In a list written in a line each item has so many words at most. */
const MOST_WORDS = 5;

/** A list and whether its order was given by numbers. */
export interface Listing {
  readonly items: readonly string[];
  readonly isNumbered: boolean;
}

/**
 * The list that `text` is, one item a line, after an opening line that ends with a colon at most; null where it is none.
 * A number that stands alone in its line (`1.`) is no item.
 */
export function readLines(text: string): Listing | null {
  if (!text.includes('\n') || text.length > MOST_ITEMS * LONGEST_ITEM) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (/[:：]\s*\**\s*$/.test(lines[0] ?? '')) lines.shift();
  if (lines.length < 2 || lines.length > MOST_ITEMS) return null;
  const numbered = lines.map((line) => NUMBERED.exec(line));
  if (numbered.every((match, index) => Number(match?.[1]) === index + 1))
    return listing(
      numbered.map((match) => match?.[2]),
      true,
    );
  const bulleted = lines.map((line) => BULLETED.exec(line));
  return bulleted.every((match) => match !== null)
    ? listing(
        bulleted.map((match) => match[1]),
        false,
      )
    : null;
}

function listing(items: readonly (string | undefined)[], isNumbered: boolean): Listing | null {
  const texts = items.map((item) => (item === undefined ? null : canonicalText(item)));
  return texts.every((text) => text !== null && text.length <= LONGEST_ITEM)
    ? { items: texts.filter((text) => text !== null), isNumbered }
    : null;
}

/** The canonical string of a list: `mercury, venus, earth`, or `1. mercury, 2. venus, 3. earth`. */
export function shownListing({ items, isNumbered }: Listing): string {
  return items.map((item, index) => (isNumbered ? `${index + 1}. ${item}` : item)).join(', ');
}

/** The list that a canonical text is: at least three short items between commas, or numbered ones; null for others. */
export function listingOf(answer: string): Listing | null {
  if (answer.length > MOST_ITEMS * LONGEST_ITEM) return null;
  const [first = '', ...others] = answer.split(/(?:(?<!\d),|,(?!\d))\s*(?:(?:and|or|und|et|y|e) )?/);
  const parts = [first, ...others.flatMap((part) => part.split(/ (?:and|und|et) /))].map((part) => part.trim());
  if (parts.length > MOST_ITEMS || parts.some((part) => part === '' || part.split(' ').length > MOST_WORDS))
    return null;
  const numbered = parts.map((part) => /^(\d{1,3})\. (.+)$/.exec(part));
  if (parts.length > 1 && numbered.every((match, index) => Number(match?.[1]) === index + 1))
    return { items: numbered.map((match) => match?.[2] ?? ''), isNumbered: true };
  return parts.length > 2 ? { items: parts, isNumbered: false } : null;
}
