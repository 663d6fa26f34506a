/** The values of canonical answers, read once. */
import { listingOf } from '../answer/listing.ts';
import { isPythonLiteral } from '../answer/python-literal.ts';
import type { Expression } from '../answer/value/expression.ts';
import { keyOf } from '../answer/value/key.ts';
import { MAX_CANONICAL } from '../answer/value/limits.ts';
import { readCanonical } from '../answer/value/read.ts';
import { unitOf } from '../answer/value/units.ts';
import type { Value } from '../answer/value/value.ts';
import { Kept } from '../kept.ts';

const values = new Kept<Value | null>();
const keys = new Kept<string>();
/** Words in a row: a text, and no use to parse it. */
const WORDS = /(?<![\p{L}\d])(?:\p{L}[\p{L}\d]+[,.;:]?\s){3}/u;
/** A moment or a label looks like a value, but is none. */
const NO_VALUE = /^(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\/\d{1,2}\/\d{4}|[A-Z](?:,[A-Z])*)$/;

/** The value that `answer` is the canonical string of; null where it is a text, a label or a moment. */
export function valueOfAnswer(answer: string): Value | null {
  return values.of(answer, () => (isText(answer) ? null : readCanonical(answer)));
}

function isText(answer: string): boolean {
  if (answer.length > MAX_CANONICAL || NO_VALUE.test(answer) || isPythonLiteral(answer)) return true;
  return WORDS.test(answer) || /^\p{L}{2,}(?: \p{L}*)?$/u.test(answer);
}

/** A number with its unit. */
export type Quantity = Extract<Value, { kind: 'quantity' }>;

/** The quantity that a product of a number and one name is, where the name is a unit: 2600g in math mode. */
export function quantityIn([term, another]: Expression): Quantity | null {
  const [power, second] = term?.powers ?? [];
  if (term === undefined || another !== undefined || second !== undefined) return null;
  const unit = power?.base.kind === 'name' && power.exponent.equals(1) ? unitOf(power.base.name) : null;
  return unit === null ? null : { kind: 'quantity', amount: { kind: 'number', value: term.coefficient }, unit };
}

/** Equal for answers that say the same by themselves, in whatever form. */
export function answerKey(answer: string): string {
  return keys.of(answer, () => {
    const value = valueOfAnswer(answer);
    return value === null ? textKey(answer) : `=${keyOf(value)}`;
  });
}

/** Texts are one where their letters and digits are; lists without numbers in any order. */
export function textKey(answer: string): string {
  if (NO_VALUE.test(answer) || isPythonLiteral(answer)) return answer;
  const listing = listingOf(answer);
  if (listing === null) return lettersOf(answer);
  const items = listing.items.map(lettersOf);
  return listing.isNumbered ? `1 ${items.join(', ')}` : [...items].sort().join(', ');
}

/** With a plus, a bracket or hyphens, or a zero first: other digits in groups may be a list. */
const PHONE = /^(?=[+(0]|\d{2,5}-\d)\+?\(?\d[\d ()/-]{5,18}\d$/;

/** The digits of a telephone number, whatever stands between them; null of anything else. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return PHONE.test(text) && digits.length >= 7 && digits.length <= 15 && /\d{3}/.test(text) ? digits : null;
}

/** An e-mail address or a link is told apart by its punctuation, a sentence is not. */
function lettersOf(text: string): string {
  const phone = phoneDigits(text);
  if (phone !== null) return `tel ${phone}`;
  if (/^\S+$/.test(text) && /[@/.:_\d]/.test(text)) return text;
  const letters =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+|[+#%°<>=]|(?<=\d)[.,:/-](?=\d)/gu) ?? [];
  return letters.length === 0 ? text : letters.join(' ');
}
