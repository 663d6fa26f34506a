/** Finds where a response says outright what its answer is: `\boxed{…}`, `####`, `Answer: …`, "the answer is …". */
import { boxes } from './boxes.ts';
import { fields, tagged } from './fields.ts';
import { labelled, phrased, type Stated } from './markers/phrases.ts';

/** How a response marks an answer. */
type MarkerKind = 'boxed' | 'hashed' | 'stated' | 'labelled' | 'tagged' | 'field';

/** An answer that the response marks as such. */
export interface MarkedAnswer extends Stated {
  /** `labelled` is the weakest, `Result: …` at the start of a line; it is looked for where there is no other. */
  readonly kind: MarkerKind;
}

/** More of one kind than this is no honest answer; only the last ones are read. */
const MOST_MARKERS = 50;
const LONGEST_CONTENT = 2000;
const NEXT_TURN = /\n[ \t]*(?:Q|Question|User|Human|Problem)[ \t]*\d{0,4}[:：]/g;
/** "The answer is correct" says nothing new after an answer, but "valid" alone may be one. */
const REMARK =
  /^(?:(?:correctly )?(?:formatted|provided|structured|represented|returned|shown|displayed|presented|written|stored)\b(?! by)|(?:a|the) (?:string|number)\b|correct|incorrect|right|wrong|reasonable|valid|consistent|plausible|as follows|below|given|verified)\b/i;

/**
 * The marked answers of `text`, the last one first. What follows the start of another turn (`Question: …`, written by a
 * model that runs on) is not looked at once an answer has been given. Linear in the length of `text`.
 */
export function markedAnswers(text: string): readonly MarkedAnswer[] {
  const found = [
    ...boxed(text),
    ...hashed(text),
    ...phrased(text).map(of('stated')),
    ...tagged(text).map(of('tagged')),
    ...fields(text).map(of('field')),
  ].sort((one, other) => other.at - one.at);
  const first = found.at(-1);
  if (first === undefined) return labelled(text).map(of('labelled'));
  const turn = nextTurnAfter(text, first.at);
  const given = found.filter(({ at }) => at < turn);
  const answers = given.filter(({ content }) => !REMARK.test(content));
  return answers.length > 0 ? answers : given;
}

function of(kind: MarkerKind): (stated: Stated) => MarkedAnswer {
  return (stated) => ({ ...stated, kind });
}

function nextTurnAfter(text: string, index: number): number {
  NEXT_TURN.lastIndex = index;
  return NEXT_TURN.exec(text)?.index ?? text.length;
}

function boxed(text: string): readonly MarkedAnswer[] {
  return boxes(text).map(({ at, content }) => ({ at, content, rest: content, kind: 'boxed' }));
}

/** `#### 18` closes an answer; `#### Step 2` heads a section: it counts when short, and a heading when it comes last. */
function hashed(text: string): readonly MarkedAnswer[] {
  return [...text.matchAll(/####(?!#)[ \t]*/g)].slice(-MOST_MARKERS).flatMap(({ index, 0: hashes }) => {
    const start = index + hashes.length;
    const rest = text.slice(start, start + LONGEST_CONTENT);
    const content = rest.replace(/\n[^]*/, '').trim();
    const isLast = rest.trim() === content;
    const isValue = /^[^\p{L}]{0,4}[\d.½⅓¼¾]/u.test(content) && !/^\d+[.)]\s+\p{L}/u.test(content);
    return isLast || isValue ? [{ at: index, content, rest: content, kind: 'hashed' }] : [];
  });
}
