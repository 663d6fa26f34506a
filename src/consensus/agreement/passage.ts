/** A text in which names are looked for, prepared once. */
import { findNumerals, withPlainDigits, type Numeral } from '../answer/numerals.ts';
import { withTitlesInFull } from '../answer/titles.ts';
import { isTitle } from './name-words.ts';

/** A text, and what is known of it as a whole. */
export interface Passage {
  readonly text: string;
  /** Lower case, apostrophes and dashes alike; place by place as `text`. */
  readonly folded: string;
  readonly numerals: readonly Numeral[];
  /** Whether capitals tell names from other words. */
  readonly isCased: boolean;
  /** Whether it is a name, with what stands beside a name, rather than a sentence. */
  readonly isBare: boolean;
}

const MOST_WORDS_OF_NAME = 6;
/** Without capitals longer ones are sentences. */
const MOST_WORDS_WITHOUT = 3;
const SENTENCE =
  /(?<!\p{L})(?:is|are|was|were|be|has|have|had|did|does|wrote|won|became|made|think|believe|say|it|he|she|they|we|i|there|ist|sind|war|est|sont|était|es|son|fue|era|è|são|foi)(?!\p{L})/u;

/** `text` as a passage. */
export function passageOf(text: string): Passage {
  const full = withPlainDigits(withTitlesInFull(text));
  const folded = folding(full);
  return {
    text: full,
    folded,
    numerals: findNumerals(full),
    isCased: /\p{Lu}/u.test(full),
    isBare: isName(full, folded),
  };
}

/** A few words, each with a capital or one that stands in names: "The Isle of Man (UK)". */
function isName(text: string, folded: string): boolean {
  const words = text.split(/[\s\p{P}]+/u, MOST_WORDS_OF_NAME + 2).filter((word) => word !== '');
  if (words.length > MOST_WORDS_OF_NAME || SENTENCE.test(folded)) return false;
  return words.length <= MOST_WORDS_WITHOUT || words.every((word) => /^[\p{Lu}\p{N}]/u.test(word) || isTitle(word));
}

function folding(text: string): string {
  const plain = text.replace(/[‘’]/g, "'").replace(/[‐‑–—]/g, '-');
  const lower = plain.toLowerCase();
  if (lower.length === plain.length) return lower;
  return Array.from(plain, (character) => {
    const own = character.toLowerCase();
    return own.length === character.length ? own : character;
  }).join('');
}
