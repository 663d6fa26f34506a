/** Characters that say the same: digits of other scripts, superscripts, invisible ones. */

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe0e\ufe0f]/g;
const SUPERSCRIPT = /[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ]+/g;
const SUBSCRIPT = /[₀-₉₊₋₌₍₎]+/g;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const PLAIN = /^[\x20-\x7e\n\t]*$/;
/** Characters that NFKC alone would change for the worse, and what stands for them. */
const SYMBOLS = new Map([
  ['−', '-'],
  ['﹣', '-'],
  ['－', '-'],
  ['⁄', '/'],
  ['∕', '/'],
  ['٫', '.'],
  ['٬', ','],
  ['，', ','],
  ['。', '.'],
  ['、', ','],
  ['،', ','],
  ['；', ';'],
]);
const SYMBOL = /[−﹣－⁄∕٫٬，。、،；]/g;

/** `text` without characters that nobody sees. */
function withoutInvisible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, '');
}

/**
 * `text` with powers written out (`10⁶` is `10^6`, also from HTML), indices (`x₁` is `x_1`), digits of every script,
 * full-width letters and vulgar fractions in plain characters.
 */
export function plainCharacters(text: string): string {
  const visible = withoutInvisible(text);
  const written = visible.includes('<') ? withoutTags(visible) : visible;
  if (PLAIN.test(written)) return written;
  return written
    .replace(SUPERSCRIPT, raised)
    .replace(SUBSCRIPT, lowered)
    .replace(/(?<=\d)(?=[¼-¾⅐-⅞])/g, ' ')
    .replace(SYMBOL, (symbol) => SYMBOLS.get(symbol) ?? symbol)
    .replace(/[\uff01-\uff5e¼-¾⅐-⅞％＄]|[\u{1d400}-\u{1d7ff}]/gu, (character) =>
      character.normalize('NFKC').replace('⁄', '/'),
    )
    .replace(OTHER_DIGIT, digitOf);
}

function raised(run: string): string {
  const power = run.normalize('NFKC').replaceAll('−', '-');
  return /^\d$/.test(power) ? `^${power}` : `^(${power})`;
}

/** An index; of one digit without braces, which plain text takes for a set's. */
function lowered(run: string): string {
  const index = run.normalize('NFKC').replaceAll('−', '-');
  return index.length === 1 ? `_${index}` : `_{${index}}`;
}

function withoutTags(text: string): string {
  return text.replace(/<sup>([^<>]{1,40})<\/sup>/gi, '^($1)').replace(/<sub>([^<>]{1,40})<\/sub>/gi, '_{$1}');
}

/** The digit's value: in Unicode ten digits of a script always stand together, the zero first. */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0;
  const start = zero;
  while (start - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((start - zero) % 10);
}
