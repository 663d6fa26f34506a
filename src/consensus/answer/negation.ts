/** What is left of a phrase once what it denies is taken away: "not 6 but 5" affirms 5, "definitely not A" nothing. */
import { EN } from './markers/en.ts';
import { LANGUAGES } from './markers/languages.ts';
import { anyOf } from './markers/pattern.ts';
import type { MarkerWords } from './markers/words.ts';

/** A phrase longer than this explains; it is not looked through. */
const LONGEST_PHRASE = 400;
const HEDGE =
  /^(?:(?:it|this|that)(?: is|'s)?|is|definitely|certainly|clearly|surely|obviously|probably|absolutely|most|,|\s)*$/i;
/** What introduces what is affirmed after a denial. */
const CONCLUSION =
  /(?:^|[,;.]\s?|\s)(?:so|thus|therefore|hence|leaving(?: only| us with)?|(?:which|that|this) leaves(?: only| us with)?|(?:it|the answer) must be)[:,]?\s(?:(?:it|the answer|we) (?:is|are|must be|has to be|chose|choose|pick|have)\s|it's\s)?(?=\S)/gi;
const IS_DENIED =
  /(?:\b(?:rules?|ruled|ruling|excludes?|excluding|eliminates?|eliminating|reject(?:s|ing)?)\b|\b(?:is|are|was) (?:out|wrong|incorrect|false|impossible|excluded|eliminated|ruled out|not)\b|\bisn't\b|\bbut no\b|\bnot\b|\bcan(?:not|'t| not) be\b)/i;
const DENIES_FIRST =
  /^(?:(?:it|this|that)(?: is|'s)? |definitely |certainly |clearly |surely |obviously |absolutely |probably )*(?:(?:is |are |was |should |could |must )?not(?: be)?|isn't|aren't|cannot be|can't be|can not be|couldn't be|neither|nicht|不是|并非)(?![\p{L}])\s*/iu;
const EXCEPTED =
  /^([^]{1,200}?)(?:,\s?(?:and |but )?not|\s(?:and|but) not|,?\s(?:rather than|instead of|as opposed to))(?![\p{L}])/iu;
const NOT_ONLY = /^not (?:only|just|merely)\b/i;
/** What may stand between "but" and the value. */
const INTRODUCTION = "[,:]?\\s?(?:(?:rather|it is|it's|is|it must be|definitely|the)\\s){0,3}";
/** "B ではなく C", "6 말고 5": what stands before it is denied. */
const DENIES_BEFORE = new RegExp(anyOf(LANGUAGES.flatMap(({ not, but }) => (not.length === 0 ? but : []))), 'u');
const CONTRASTS = new Map(LANGUAGES.map((words) => [words, contrast(words)]));
/** "no 5 sino 7", "不是A，而是B": both words of one language. */
const PAIRS = LANGUAGES.filter((words) => words !== EN && words.not.length > 0 && words.but.length > 0).map(
  (words) => [new RegExp(`^(?:${anyOf(words.not)})${words.isUnspaced === true ? '' : '\\s'}`, 'iu'), words] as const,
);

function contrast({ but, isUnspaced }: MarkerWords): RegExp {
  const words = isUnspaced === true ? `(?:${anyOf(but)})` : `(?:^|[,;]|\\s)\\s?(?:${anyOf(but)})(?![\\p{L}\\p{N}])`;
  return new RegExp(`${words}${INTRODUCTION}`, 'iu');
}

/**
 * What `phrase`, a short one that states a value, affirms: `5` of "not 6 but 5", `D` of "rules out C, leaving D", `5` of
 * "5, not 6"; the phrase itself where it denies nothing, null where it denies everything. Only for values: of labels and free
 * texts "not spam" may be one.
 */
export function affirmed(phrase: string): string | null {
  if (phrase.length > LONGEST_PHRASE) return phrase;
  const text = phrase.replace(/[‘’]/g, "'").trim();
  if (NOT_ONLY.test(text)) return phrase;
  const before = DENIES_BEFORE.exec(text);
  if (before !== null) return text.slice(before.index + before[0].length).replace(/^[,、\s]+/, '');
  for (const [not, words] of PAIRS) {
    const start = not.exec(text);
    const left = start === null ? null : afterContrast(text.slice(start[0].length), words);
    if (left !== null) return left;
  }
  const denial = DENIES_FIRST.exec(text);
  if (denial !== null) return affirmedAfterDenial(text.slice(denial[0].length));
  return IS_DENIED.test(text) ? undenied(text) : withoutException(text, phrase);
}

/** Of "D, as it cannot be A" the part before the reason, of "A is out, so D" the part after the conclusion. */
function undenied(text: string): string | null {
  const [, claim = ''] =
    /^([^]{1,200}?)(?:,?\s(?:as|since|because)\s|,\s(?=(?:it|the others?|(?:it )?does|doesn't)\b))/.exec(text) ?? [];
  if (claim !== '' && !IS_DENIED.test(claim)) return claim;
  return withoutException(text, null) ?? concluded(text, true);
}

function withoutException(text: string, otherwise: string | null): string | null {
  const excepted = EXCEPTED.exec(text)?.[1];
  if (excepted === undefined || IS_DENIED.test(excepted)) return otherwise;
  return HEDGE.test(excepted) ? null : excepted;
}

/** What "6 but 5", which stands after "is not", affirms: `5`; null when nothing. */
export function affirmedAfterDenial(denied: string, words: MarkerWords = EN): string | null {
  const text = denied.slice(0, LONGEST_PHRASE);
  return (
    afterContrast(text, words) ??
    concluded(text, false) ??
    /^[^;]{1,80};\s?(?:(?:it is|it's|rather)\s)?(\S[^]*)/i.exec(text)?.[1] ??
    null
  );
}

function afterContrast(text: string, words: MarkerWords): string | null {
  const match = CONTRASTS.get(words)?.exec(text) ?? null;
  return match === null ? null : text.slice(match.index + match[0].length) || null;
}

/** What follows the last "so", "leaving" or the like; `alone` says that it must not be a denial again. */
function concluded(text: string, alone: boolean): string | null {
  const cue = [...text.matchAll(CONCLUSION)].at(-1);
  if (cue === undefined || cue.index + cue[0].length >= text.length) return null;
  const tail = text.slice(cue.index + cue[0].length);
  return alone && IS_DENIED.test(tail) ? null : tail;
}

/**
 * Whether `phrase` begins by denying a value or that there is one: "not 5", "not among the options"; "not prime" and
 * "not defined" are answers.
 */
export function deniesValue(phrase: string): boolean {
  const denial = DENIES_FIRST.exec(phrase.slice(0, LONGEST_PHRASE).replace(/[‘’]/g, "'"));
  return denial !== null && NO_VALUE.test(phrase.slice(denial[0].length));
}

const NO_VALUE =
  /^(?:["'“([$*]{0,3}(?:[-+−]?[\d.]|[A-Za-z](?![\p{L}'’])|\p{Lu}\p{Ll}|\\)|(?:one of|among|in|on|listed|given|provided|shown|available|known|clear|certain|definitive|obvious|here|option|choice|correct|right|determinable|any)(?!\p{L}))/u;
