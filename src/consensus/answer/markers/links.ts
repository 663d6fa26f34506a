/** Compiles the words of a language into the patterns that lead from the name of an answer to the answer. */
import { LANGUAGES } from './languages.ts';
import { anyOf } from './pattern.ts';
import type { MarkerWords } from './words.ts';

/** How one language links a name to an answer; both patterns are sticky. */
export interface Links {
  readonly words: MarkerWords;
  /** "is not": what follows is denied. */
  readonly denial: RegExp;
  /** ":" or "is"; the group `says` is set where it is a verb, so that what follows goes on as a sentence. */
  readonly link: RegExp;
  /** What is left out at the end of the answer: `입니다`. */
  readonly ending: RegExp | null;
}

const END = '(?![\\p{L}\\p{N}])';
/** Markup, quotes and brackets that close after the name. */
const CLOSERS = `[*_"')\\]]{0,4}`;
const COLON = '\\s?(?:[:：=＝→]|-{1,2}>)';
const LABEL_OR_NUMBER = `(?=["'“(*\\[]{0,3}(?:[A-Z](?![\\p{L}\\p{N}])|[\\d①-⑳]))`;

function linksOf(words: MarkerWords): Links {
  const [denial, link] = words.isUnspaced === true ? unspaced(words) : spaced(words);
  const ending = words.endings === undefined ? null : new RegExp(`(?:${anyOf(words.endings)})(?=[.。।!]?\\s*$)`, 'u');
  return { words, denial: new RegExp(denial, 'iuy'), link: new RegExp(link, 'iuy'), ending };
}

function spaced(words: MarkerWords): readonly [denial: string, link: string] {
  const { adjectives = [], prepositions = [], adverbs = [], copulas, denials, fillers = [] } = words;
  const complement = `(?: (?:${anyOf(prepositions)})(?: [\\p{L}\\p{N}_'’]{1,15}){0,7}?)?`;
  const name = `${CLOSERS}(?: (?:${anyOf(adjectives)})${END}){0,2}${complement}${CLOSERS}`;
  const adverb = `,?(?: (?:${anyOf(adverbs)}),?)*`;
  const says = `${adverb} (?<says>${anyOf(copulas)})${END}(?:\\s?[:：=]|,? (?:${anyOf(fillers)})${END},?)*`;
  const beside = words.juxtaposes === true ? `|\\s(?:(?:${anyOf(fillers)}) )?${LABEL_OR_NUMBER}` : '';
  return [`${name}${adverb} (?:${anyOf(denials)})${END}`, `${name}(?:${COLON}|\\s[-–—](?=\\s)|${says}${beside})`];
}

function unspaced(words: MarkerWords): readonly [denial: string, link: string] {
  const { adjectives = [], copulas, denials, fillers = [] } = words;
  const name = `${CLOSERS}\\s?(?:(?:${anyOf(adjectives)})\\s?){0,2}${CLOSERS}`;
  const says = `\\s?(?<says>${anyOf(copulas)})(?:\\s|${anyOf(fillers)})*`;
  const beside = words.juxtaposes === true ? `|\\s${LABEL_OR_NUMBER}` : '';
  return [`${name}\\s?(?:${anyOf(denials)})`, `${name}(?:${COLON}|${says}${beside})`];
}

/** Of a name that two languages share the first language is asked: later entries win, hence backwards. */
const WORDS_BY_NAME: ReadonlyMap<string, MarkerWords> = new Map(
  [...LANGUAGES].reverse().flatMap((words) => words.answers.map((name) => [name, words] as const)),
);
/** Compiled when a text first uses the language. */
const compiled = new Map<MarkerWords, Links>();

/** The links of the language that names an answer `name`, in lower case; undefined for a word that names none. */
export function linksAfter(name: string): Links | undefined {
  const words = WORDS_BY_NAME.get(name);
  if (words === undefined) return undefined;
  const links = compiled.get(words) ?? linksOf(words);
  compiled.set(words, links);
  return links;
}
