/** Reads which label of a closed set a response means: `positive`, `negative`, `neutral`. */
import { isBackendError } from './backend-error.ts';
import { mentionFinder, type MentionFinder } from './label-mentions.ts';
import { markedAnswers } from './markers.ts';
import { withoutMarkup, withoutTags } from './markup.ts';
import { isRefusal } from './refusal.ts';
import { sentencesBackwards } from './sentences.ts';

/** How many sentences from the end are looked at. */
const SENTENCES_SEARCHED = 3;
const LONGEST_SEGMENT = 1000;
const LONGEST_TEXT = 4000;
const BOLD = /\*\*([^*\n]{1,200})\*\*/g;
/** `"label": "positive"`, `Sentiment: positive`, "the category of it is …". */
const NAMES =
  'label|category|class|classification|sentiment|tone|rating|score|verdict|intent|topic|priority|decision|prediction|result|choice|emotion|department|severity';
const NAMED = new RegExp(
  `(?:["'](?:${NAMES})["']\\s?:\\s?["']?|\\b(?:${NAMES})[*_]{0,2}(?: (?:of|for|here)(?: [\\w'’]{1,15}){1,6}?)?(?:\\s?[:：=][\\s*_]{0,4}|\\s(?:is|would be|should be)(?:\\s?:)?\\s))`,
  'gi',
);
/** What may stand before a label that a segment opens with. */
const OPENING =
  /^(?:[^\p{L}\p{N}]|\b(?:a|an|the|it is|it's|this is|that is|clearly|definitely|mostly|overall|likely|yes)\b){0,12}$/iu;
/** What may follow a label that stands first and is meant. */
const AFTER_OPENING = /^["'”’*_)\]}»]{0,4}\s?(?:$|[.:;!\n。，；：—–(,-]|(?:because|since|as|due to|with|based on)\b)/i;
const ANOTHER = /^["'”’*_)\]]{0,4}\s?(?:,|\/|and|or|&|\+)\s?(?:and |or )?["'“‘*(]{0,3}$/i;
/** What introduces the label meant after others were weighed. */
const CUE =
  /\b(?:overall|therefore|thus|hence|so|but|ultimately|conclude|(?:classif(?:y|ied)|label(?:l?ed)?|rated?|categori[sz]ed?)(?: it| this)? as)\b/gi;

/**
 * The one of `labels`, as it is given, that `text`, a response without its reasoning, means; null where it means none or
 * more than one. Case does not count, a longer label goes before a shorter one in it ("not spam" is never "spam"), and a
 * label that is denied is not meant.
 */
export function readLabel(text: string, labels: readonly string[]): string | null {
  const find = mentionFinder(labels);
  const plain = withoutTags(text);
  for (const segment of [...markedAnswers(plain).map(({ content }) => content), ...namedSegments(plain)]) {
    const meant = opened(segment, find) ?? only(segment, find);
    if (meant !== undefined) return meant;
  }
  if (isRefusal(text) || isBackendError(text)) return null;
  return unmarked(plain, find) ?? null;
}

/** Where a response says it unmarked: first, in bold, last, or somewhere, if only once. */
function unmarked(text: string, find: MentionFinder): string | null | undefined {
  const [first = ''] = text.trimStart().slice(0, LONGEST_SEGMENT).split('\n');
  const phrases = [first, ...[...text.matchAll(BOLD)].slice(-10).map((match) => match[1] ?? '')];
  for (const phrase of phrases) {
    const meant = opened(phrase, find);
    if (meant !== undefined) return meant;
  }
  let searched = 0;
  for (const sentence of sentencesBackwards(text)) {
    if (++searched > SENTENCES_SEARCHED) break;
    const meant = only(sentence, find) ?? undefined;
    if (meant !== undefined) return meant;
  }
  return only(text.slice(0, LONGEST_TEXT), find);
}

function namedSegments(text: string): readonly string[] {
  return [...text.matchAll(NAMED)]
    .slice(-10)
    .reverse()
    .map(({ index, 0: name }) => text.slice(index + name.length, index + name.length + 200).replace(/\n[^]*/, ''));
}

/** The label that `segment` opens with, when a reason or nothing follows; null where another one is joined to it. */
function opened(segment: string, find: MentionFinder): string | null | undefined {
  const plain = withoutMarkup(segment.slice(0, LONGEST_SEGMENT));
  const [first, second] = find(plain);
  if (first === undefined || first.isDenied || !OPENING.test(plain.slice(0, first.start))) return undefined;
  if (second !== undefined && !second.isDenied && ANOTHER.test(plain.slice(first.end, second.start))) {
    return second.label === first.label ? first.label : null;
  }
  return AFTER_OPENING.test(plain.slice(first.end)) ? first.label : undefined;
}

/** The one label that `segment` affirms, or affirms after weighing; undefined where it has none, null where several. */
function only(segment: string, find: MentionFinder): string | null | undefined {
  const plain = withoutMarkup(segment.slice(0, LONGEST_TEXT));
  const meant = find(plain).filter(({ isDenied }) => !isDenied);
  const [label, another] = new Set(meant.map((mention) => mention.label));
  if (another === undefined) return label;
  const cue = [...plain.matchAll(CUE)].at(-1)?.index ?? plain.length;
  const [concluded, rival] = new Set(meant.filter(({ start }) => start > cue).map((mention) => mention.label));
  return concluded !== undefined && rival === undefined ? concluded : null;
}
