/** A text as clauses of words, numbers and signs. */

/** One word, number or sign of a text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign';
  readonly text: string;
}

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}`;
const LETTER = String.raw`[[\p{L}\p{M}]--[${UNSPACED}]]`;
const LETTER_OR_DIGIT = String.raw`[[\p{L}\p{M}\d]--[${UNSPACED}]]`;
/**
 * A run of a script without spaces; a number, in groups of three or not; a word, which may end in digits (`co2`); a sign
 * that belongs to a number; what ends a clause.
 */
const TOKEN = new RegExp(
  [
    `([${UNSPACED}]+)`,
    String.raw`(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,]*\d|\d)`,
    String.raw`(${LETTER}${LETTER_OR_DIGIT}*(?:['’]${LETTER_OR_DIGIT}+)*)`,
    '([%°$€£¥])',
    String.raw`([.,;:!?…—–\(\)\n。！？，、；：])`,
  ].join('|'),
  'gv',
);

/**
 * The clauses of `text`, in order, in lower case; questions are left out, for they state nothing. Where words have no spaces between them, every two neighbouring
 * characters are a word (bigrams, as search engines index Chinese and Japanese). Linear in the length.
 */
export function clausesOf(text: string): readonly (readonly Token[])[] {
  const clauses: Token[][] = [[]];
  for (const [end, run, number, word, sign] of text.toLowerCase().matchAll(TOKEN)) {
    const clause = clauses.at(-1) ?? [];
    if (run !== undefined) for (const pair of bigramsOf(run)) clause.push({ kind: 'word', text: pair });
    else if (number !== undefined) clause.push({ kind: 'number', text: number });
    else if (word !== undefined) for (const part of partsOf(word)) clause.push({ kind: 'word', text: part });
    else if (sign !== undefined) clause.push({ kind: 'sign', text: sign });
    else if (end === '?' || end === '？') clause.length = 0;
    else if (clause.length > 0) clauses.push([]);
  }
  return clauses;
}

function bigramsOf(run: string): readonly string[] {
  const characters = Array.from(run);
  const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
  return pairs.length === 0 ? characters : pairs;
}

/** What English contracts to the end of a word. */
const CONTRACTED = new Set(['s', 're', 've', 'll', 'd', 'm', 't']);

/** French and Italian `l'eau` are two words; English `it's` is one, and `don't` stays as it is, for it denies. */
function partsOf(word: string): readonly string[] {
  if (!/['’]/.test(word)) return [word];
  const plain = word.replaceAll('’', "'");
  if (plain.endsWith("n't")) return [plain];
  return plain.split("'").filter((part, index) => index === 0 || !CONTRACTED.has(part));
}
