/**
 * Profile `choice`: reads the label of the option that a response chooses. Labels are single letters, upper-case, those of
 * other alphabets included; several are one answer, `A,C`.
 */
import { isAbstention } from './abstention.ts';
import { isBackendError } from './backend-error.ts';
import { concludedLabel, rightLabel, statedLabel } from './choice-statements.ts';
import { readLabel } from './label.ts';
import { markedAnswers } from './markers.ts';
import { withoutMarkup, withoutTags } from './markup.ts';
import { affirmed } from './negation.ts';
import { FOREIGN_LETTERS, canonicalLabel } from './option-labels.ts';
import { answerOf, labelList } from './option-list.ts';
import type { Option } from './options.ts';
import { canonicalText } from './text.ts';

export { rightLabel } from './choice-statements.ts';

/** Characters of an option with its text; what is longer explains. */
const LONGEST_OPTION = 100;
const QUOTE = `["'“”‘’「『【]?`;
const UNQUOTE = `["'“”‘’」』】]?`;
const BRACKETED = new RegExp(`^${QUOTE}[([{<【]\\s?([A-Za-z])(?:\\s?[)\\]}>】]|$)`);
// After "option" a letter is a label; after "answer" only one that is no word ("Answer: a bit of both").
const NAMED = new RegExp(
  `^(?:(?:[Oo]ption|OPTION|[Cc]hoice|CHOICE|[Ll]etter)\\b\\s?:?\\s?${QUOTE}[([]?([A-Za-z])|(?:[Aa]nswer|ANSWER)\\b\\s?:?\\s?${QUOTE}(?:[([]([A-Za-z])|(A)(?!\\s[a-z])|([B-Z])|([a-z])(?=["'”)\\].]*\\s*$)))[)\\]]?${UNQUOTE}(?![\\w'’])`,
);
// "C", "C.", "C) text", "C: text", "C, because"; a lower-case letter only alone or with a bracket or full stop.
const DELIMITED = new RegExp(
  `^${QUOTE}(?:([A-Z])${UNQUOTE}(?:[).\\]:,;。，、।،](?!\\w|\\\\)|\\s?[-–—]\\s|\\s*[!。।]*$)|([a-j])${UNQUOTE}(?:[).](?!\\w)|\\s*$))`,
);
const BECAUSE = /^([A-Z])\s(?:because|since|as)\b/;
const INITIALS = /^[A-Z]\.\s?[A-Z]\./;
const CERTAINLY = /^(?:for sure|definitely|certainly|clearly|surely|obviously|indeed|most likely|probably)\s/i;
/** An upper-case letter before a word; "I" is a pronoun there, and "A" an article before most words. */
const LOOSE = /^(?:([B-HJ-Z])\s|(A)\s(?![a-z])|(A)\s(?=(?:is|none|all|both|with|for|seems|because|since|as)\b))/;
const FOREIGN = new RegExp(
  `^${QUOTE}[([（]?\\s?([${FOREIGN_LETTERS}]|[①-⑳]|\\d{1,2}(?=\\s?번)|(?:i{2,3}|iv|vi{1,3}|ix|I{2,3}|IV|VI{1,3}|IX)(?=[)\\].:]|\\s*$))\\s?(?:번|[)\\]）.:,、。।،」]|\\s?[-–—]\\s|\\s*$)`,
  'u',
);
/** `B (Rome)`, `C New York`, `D something`; "I" is a pronoun, and "A" an article before a small word. */
const WITH_TEXT = /^(?:([A-HJ-Z])\s(?:\(|\p{Lu}\p{Ll}+(?:\s\p{L}+){0,2}$)|([B-HJ-Z])\s\p{Ll}+$)/u;
const NUMBERED = /^[([]?(\d{1,2})[)\].:]?(?=\s|[,;。]|$)/;
const ONLY = /\b[Oo]nly (?:option |choice )?[([]?([A-Z])[)\]]? (?:is|was|fits|can|appears)\b/;

/** The label a response of profile `choice` chooses, of `options` where those are known; null is an abstention. */
export function readChoice(text: string, options: readonly Option[] = []): string | null {
  const plain = withPlainLabels(text);
  for (const { content, rest } of markedAnswers(plain)) {
    const label = content === '' ? undefined : labelOf(content, rest, options);
    if (label !== undefined) return label;
    if (content !== '' && isAbstention(content)) return null;
  }
  if (isAbstention(text) || isBackendError(text)) return null;
  const label =
    bareLabel(plain, options) ?? openingLabel(plain) ?? concludedLabel(plain, (name) => isKnown(name, options));
  return known(label, options) ?? eliminated(plain, options) ?? worded(plain, options);
}

/** The label at the start of `phrase`, where it is plainly one: `C`, `(C) text`, `C. text`, `option C`; else null. */
export function leadingLabel(phrase: string): string | null {
  const text = withoutMarkup(phrase.slice(0, 400)).replace(/\s+(?=[.,;:]\s*$)/, '');
  if (INITIALS.test(text) || labelList(text) !== null) return null;
  const match = BRACKETED.exec(text) ?? NAMED.exec(text) ?? DELIMITED.exec(text) ?? BECAUSE.exec(text);
  return match === null ? null : firstGroup(match);
}

/** The label a response opens with, unless it opens a list of the options, or a working that was cut off. */
export function openingLabel(text: string): string | null {
  const [first = '', ...others] = text
    .slice(0, 4000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const label = leadingLabel(first);
  if (label === null || /^[AI],/.test(withoutMarkup(first))) return null;
  // "A: Let's think …" answers the question; it does not name an option.
  if (text.length > LONGEST_OPTION && /^\s*A:/.test(text)) return null;
  if (others.length === 0 && isWorking(first)) return null;
  const isList = others.some((line) => /^[\s*_#-]*[([]?[A-Z][).\]:]/.test(line) && leadingLabel(line) !== label);
  return isList ? null : label;
}

/** "a) First compute …, so the density would follow from": steps are lettered too, and this one never ended. */
function isWorking(line: string): boolean {
  if (!/^\W{0,4}(?:[a-z]|A)[).:]/.test(line)) return false;
  if (/\s\(?[bB]\)\s/.test(line)) return true;
  return line.length > LONGEST_OPTION / 2 && !/[.!?)\]}"'”*$。]\s*$/.test(line);
}

/** The label that the content of a marker names; null where it names several and leaves it open, undefined where none. */
function labelOf(content: string, rest: string, options: readonly Option[]): string | null | undefined {
  const exact = optionSaying(content, options);
  if (exact !== null) return exact;
  const claim = affirmed(withoutMarkup(content))?.replace(CERTAINLY, '');
  if (claim === undefined) return undefined;
  const list = labelList(claim);
  if (list !== null) {
    const only = ONLY.exec(withoutMarkup(rest.slice(0, 600)))?.[1];
    const known = list.labels.filter((label) => isKnown(label, options));
    return only ?? (known.length === 0 ? undefined : answerOf({ ...list, labels: known }));
  }
  const label =
    optionSaying(claim, options) ??
    leadingLabel(claim) ??
    foreignLabel(claim) ??
    numbered(claim, options) ??
    looseLabel(claim) ??
    statedLabel(content);
  return known(label, options) ?? (options.length === 0 ? undefined : (worded(claim, options) ?? undefined));
}

/** What a response that is little more than labels names: `B (Rome)`, `A and C`, `나`; of a longer one nothing. */
function bareLabel(text: string, options: readonly Option[]): string | null {
  const phrase = withoutMarkup(text.slice(0, 400));
  if (phrase.length > LONGEST_OPTION) return null;
  const list = labelList(phrase);
  if (list !== null) return (/\sbut\s/.test(phrase) ? rightLabel(phrase) : null) ?? answerOf(list);
  const match = WITH_TEXT.exec(phrase);
  return (match === null ? null : firstGroup(match)) ?? foreignLabel(phrase) ?? numbered(phrase, options);
}

function looseLabel(claim: string): string | null {
  const match = LOOSE.exec(claim);
  return match === null ? null : firstGroup(match);
}

/** `나)`, `③`, `3번`, `(ii)`: what cannot be anything but a label at the start of an answer. */
function foreignLabel(phrase: string): string | null {
  const label = FOREIGN.exec(withoutMarkup(phrase.slice(0, 400)))?.[1];
  return label === undefined ? null : canonicalLabel(label);
}

/** Numbers are labels only where the options are numbered. */
function numbered(claim: string, options: readonly Option[]): string | null {
  const label = NUMBERED.exec(claim)?.[1];
  return label === undefined || options.length === 0 ? null : label;
}

/** The option whose text `phrase` is. */
function optionSaying(phrase: string, options: readonly Option[]): string | null {
  if (options.length === 0) return null;
  const said = canonicalText(withoutMarkup(phrase));
  const [option, another] = options.filter(({ text }) => canonicalText(withoutMarkup(text)) === said);
  return option === undefined || another !== undefined ? null : option.label;
}

/** The one option whose text a response means. */
function worded(text: string, options: readonly Option[]): string | null {
  if (options.length === 0) return null;
  const said = readLabel(
    text,
    options.map((option) => option.text),
  );
  const [option, another] = options.filter((one) => one.text === said);
  return option === undefined || another !== undefined ? null : option.label;
}

/** The one option that a response leaves when it says of every other one that it is wrong. */
function eliminated(text: string, options: readonly Option[]): string | null {
  if (options.length === 0) return null;
  const wrong = new Set([...text.matchAll(WRONG)].map((match) => canonicalLabel(match[1] ?? match[2] ?? '')));
  const [left, another] = options.filter(({ label }) => !wrong.has(label));
  return left === undefined || another !== undefined ? null : left.label;
}

const WRONG =
  /(?<![\w'’])(?:[([]([A-Z])[)\]]|([A-Z]))\s(?:is|can be)\s(?:clearly |also |definitely )?(?:wrong|incorrect|false|out|not|excluded|eliminated|ruled out|impossible)\b/g;

function known(label: string | null, options: readonly Option[]): string | null {
  return label !== null && isKnown(label, options) ? label : null;
}

/** Among numbered statements a letter is that of an option which combines them ("I and III only"), and stands elsewhere. */
function isKnown(label: string, options: readonly Option[]): boolean {
  const areLettered = options.some((option) => !/^(?:\d+|[IVX]+)$/.test(option.label));
  if (!areLettered && /^[A-Z]$/.test(label)) return true;
  return options.length === 0 || label.split(',').every((name) => options.some((option) => option.label === name));
}

/** Full-width letters and brackets as plain ones, formatting tags as Markdown. */
function withPlainLabels(text: string): string {
  return withoutTags(text.replace(/[！-～Ⓐ-ⓩ]/g, (character) => character.normalize('NFKC')));
}

function firstGroup(match: RegExpExecArray): string | null {
  const groups: readonly (string | undefined)[] = match.slice(1);
  return groups.find((label) => label !== undefined)?.toUpperCase() ?? null;
}
