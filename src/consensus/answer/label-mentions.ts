/** Where a text mentions the labels of a closed set, and whether it denies them. */
import { LANGUAGES } from './markers/languages.ts';
import { anyOf } from './markers/pattern.ts';

/** A label in a text. */
interface Mention {
  /** As it is given. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly isDenied: boolean;
}

/** Finds the labels of one set. */
export type MentionFinder = (text: string) => readonly Mention[];

/** More labels than this are no set that a person chose. */
const MOST_LABELS = 500;
/** How far before a label its negation may stand. */
const REACH = 60;
const OWN_NEGATIONS = ["n't", 'no', 'never', 'neither', 'nor', 'non', 'without', 'rather than', 'instead of', 'hardly'];
/** "no" and "a" deny in one language and not in the others. */
const NEGATIONS = anyOf(
  LANGUAGES.flatMap(({ not, denials }) => [...not, ...denials])
    .filter((word) => word !== 'no' && word !== 'ne')
    .concat(OWN_NEGATIONS, 'kein', 'keine', 'less'),
);
const BETWEEN = `(?:(?:${anyOf(['at all', 'a', 'an', 'the', 'any', 'very', 'really', 'quite', 'truly', 'clearly', 'necessarily', 'exactly', 'purely', 'strictly', 'be', 'being', 'is', 'considered', 'classified as', 'labelled', 'labeled', 'as', 'of', 'un', 'une', 'ein', 'eine', 'overtly', 'particularly', 'entirely'])}) ){0,4}`;
const NEGATED = new RegExp(`(?:(?:^|[^\\p{L}])(?:${NEGATIONS})|n['’]t)[\\s-]{0,2}${BETWEEN}["'“(*]{0,3}$`, 'iu');
/** What joins a label to the denied one before it: "neither positive nor negative", "not spam or fraud". */
const JOINED = /^["'”*)]{0,3},?\s?(?:or|nor|oder|noch|ou|ni|或)?\s?["'“*(]{0,3}$/i;
/** `4 out of 5`, `4/5`: the second number is the scale. */
const SCALE = /(?:\/\s?|\bout of |\bof |\d[.,])$/i;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** A finder of `labels`; the longer one first, case and `_`, `-` or a space between words do not matter. */
export function mentionFinder(labels: readonly string[]): MentionFinder {
  const given = new Map(labels.slice(0, MOST_LABELS).map((label) => [folded(label), label]));
  given.delete('');
  if (given.size === 0) return () => [];
  const words = [...given.keys()].sort((one, other) => other.length - one.length).map(bounded);
  const pattern = new RegExp(words.join('|'), 'giu');
  return (text) => mentions(text, pattern, given);
}

function folded(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** A label as a whole word; scripts without spaces have none. */
function bounded(label: string): string {
  const literal = label.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '[\\s_-]{1,3}');
  if (CJK.test(label)) return literal;
  return `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}]|[.,]\\d|-free)`;
}

function mentions(text: string, pattern: RegExp, given: ReadonlyMap<string, string>): readonly Mention[] {
  const found: Mention[] = [];
  for (const { index, 0: words } of text.matchAll(pattern)) {
    const key = folded(words);
    const label = given.get(key);
    const before = text.slice(Math.max(0, index - REACH), index);
    if (label === undefined || (/^\d+$/.test(key) && SCALE.test(before))) continue;
    const last = found.at(-1);
    const isJoined = last?.isDenied === true && JOINED.test(text.slice(last.end, index));
    found.push({ label, start: index, end: index + words.length, isDenied: isJoined || NEGATED.test(before) });
  }
  return found.map((mention) => asOpposite(mention, given));
}

/** "isn't spam" means `not spam` where that is a label of its own. */
function asOpposite(mention: Mention, given: ReadonlyMap<string, string>): Mention {
  if (!mention.isDenied) return mention;
  const key = folded(mention.label);
  const opposite = given.get(`not ${key}`) ?? given.get(`non ${key}`) ?? given.get(`no ${key}`);
  return opposite === undefined ? mention : { ...mention, label: opposite, isDenied: false };
}
