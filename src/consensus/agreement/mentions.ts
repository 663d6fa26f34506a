/** Whether a text names something, affirms it, and means just that. */

/** A text of so many words may be a name; then its first word is a part of it. */
const MOST_WORDS_OF_NAME = 4;
/** Words before a name that deny it. */
const DENIAL =
  /(?:\b(?:not|no|never|neither|nor|isn't|wasn't|aren't|weren't|without|except|unlike|nicht|kein|keine|keinen|pas|ni|nunca|non|не)|n['’]t|rather than|instead of|as opposed to|other than|statt)\s+(?:(?:the|a|an|in|at|by|to|of|from|der|die|das|le|la|les|el|los)\s+)?["'“‘(*]*$/iu;
/** Titles and articles before a name that are no part of it. */
const TITLE =
  /^(?:mount|mt|mr|mrs|ms|dr|prof|professor|president|king|queen|sir|lady|saint|st|lake|river|city|the|a|an|in|on|at|by|so|yes|no|and|it|is|was|of|to|that|this|emperor|captain|general|author|der|die|das|le|la|el|il)$/i;

/**
 * Whether `text` names `fact` as a whole: between word boundaries, not denied, and not as a part of a longer name ("Korea" in "South
 * Korea"). Where capitals are lost (`canonical` is all there is), a text of a few words counts as one name.
 */
export function mentions(text: string, fact: string, canonical: string): boolean {
  const folded = folding(text);
  const needle = folding(fact);
  let isNamed = false;
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!isWhole(folded, at, end)) continue;
    if (isDenied(folded.slice(Math.max(0, at - 40), at))) continue;
    if (!isLonger(text, at, end, canonical)) isNamed = true;
  }
  return isNamed;
}

/** Lower case, and every apostrophe and dash alike; as long as the text itself. */
function folding(text: string): string {
  return Array.from(text.replace(/[‘’]/g, "'").replace(/[‐‑–—]/g, '-'), (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : character;
  }).join('');
}

function isWhole(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.slice(end, end + 2);
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  if (/[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(first)) return false;
  if (/^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]/u.test(last)) return false;
  // 3 is no part of 3.5, 1,300 or -3.
  if (
    /\d/.test(first) &&
    /[\d.,/^:-]$/.test(text.slice(Math.max(0, start - 1), start)) &&
    /[-\d][.,/:^]?$/.test(text.slice(0, start))
  )
    return false;
  return !(/\d/.test(last) && /^(?:[.,/:^]\d|%|°)/.test(after));
}

/** Whether a name that stands behind `before` is denied. */
export function isDenied(before: string): boolean {
  return DENIAL.test(before);
}

/** Whether the name goes on, before or behind: a word with a capital that is no title. */
function isLonger(text: string, start: number, end: number, canonical: string): boolean {
  const before = /(\p{L}[\p{L}'’.-]*)\s$/u.exec(text.slice(Math.max(0, start - 40), start))?.[1];
  const after = /^\s(\p{L}[\p{L}'’-]*)/u.exec(text.slice(end, end + 40))?.[1];
  const isName = /\p{Lu}/u.test(text.slice(start, end));
  if (!isName) return /\p{Lu}/u.test(text) || canonical.split(' ').length > 4 ? false : isBareName(text, end, start);
  const isOpening =
    before !== undefined &&
    text.split(' ').length > MOST_WORDS_OF_NAME &&
    /(?:^|[.!?:]\s)\p{L}[\p{L}'’.-]*\s$/u.test(text.slice(0, start));
  if (before !== undefined && /^\p{Lu}/u.test(before) && !TITLE.test(before.replace('.', '')) && !isOpening)
    return true;
  return after !== undefined && /^\p{Lu}/u.test(after);
}

/** In a text of a few words without capitals a name is whole only beside a comma or a bracket. */
function isBareName(text: string, end: number, start: number): boolean {
  return (
    !/^\s?[,;(.]/.test(text.slice(end)) &&
    !/[,;(:]\s?$/.test(text.slice(0, start)) &&
    !/\b(?:is|are|was|were)\b/.test(text)
  );
}
