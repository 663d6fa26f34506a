/** Words around a name, and what they say of where it begins and ends. */

/** Titles before a name that are no part of it. */
const TITLES = words(
  'mount mr mrs ms miss dr prof professor president king queen prince princess sir lady lord saint emperor captain general pope ' +
    'lake river city author novelist writer poet painter composer physicist chemist scientist mathematician director dame rabbi',
);
/** What may follow a place that is known without it. */
const KINDS = words('river ocean desert sea');
/** Words before a name that make it another one: South Korea, New York, Great Britain. */
const QUALIFIERS = words(
  'north south east west northern southern eastern western central new old upper lower great greater little big grand inner outer papua ' +
    'saudi costa san santa los las el port fort cape united democratic republic equatorial french british american dutch black white red green blue ' +
    'young elder junior super mini neo proto pre post anti non dark dwarf first second third',
);
/** Words that are no part of a name beside them. */
const FUNCTION_WORDS = words(
  'a an the it this that these those he she they we i you there here in on at by for from to with as of into onto via through than is are was were be ' +
    'been has have had will would can may and or but so because since when while where which who whom whose if not also only just about around ' +
    'called named known titled entitled yes no my our his her its their one thus hence therefore then say says think believe guess means mean ' +
    'der die das den dem ein eine einen ist sind war von im in am aus und oder es le la les un une des du de est sont par et ou el los una es son fue ' +
    'por en y o il lo gli i è di da do dos das em no na um uma é foi',
);
/** Verbs that a name at the start of a sentence is the subject of. */
const VERBS = words(
  'wrote won painted became made did does built led sang gave said found took held ran began won lies flows stands remains means fought ' +
    'discovers writes invents contains consists produces uses takes lives happens occurs makes gives',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Whether `word`, which has a capital, is no part of the name behind it. */
export function isTitle(word: string): boolean {
  const plain = folded(word);
  return TITLES.has(plain) || FUNCTION_WORDS.has(plain) || plain.endsWith('ly');
}

/** Whether `word` before a name makes it the name of something else. */
export function isQualifier(word: string): boolean {
  return QUALIFIERS.has(folded(word));
}

/** Whether a name goes on with `word` only to say what it is: the Amazon River. */
export function isKind(word: string): boolean {
  return KINDS.has(folded(word));
}

/** Whether `word`, before or behind a name in lower case, ends it: not so "carbon" in "carbon dioxide". */
export function isBoundary(word: string): boolean {
  const plain = folded(word);
  return FUNCTION_WORDS.has(plain) || VERBS.has(plain) || /(?:ed|ly)$/.test(plain);
}

function folded(word: string): string {
  return word.toLowerCase().replace(/(?:['’]s)?[.'’]*$/, '');
}
