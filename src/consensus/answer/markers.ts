/** Finds where a response says outright what its answer is: `\boxed{…}`, `####`, `Answer: …`, "the answer is …". */
import { firstSentence } from './sentences.ts';

/** An answer that the response marks as such. */
export interface MarkedAnswer {
  /** Where the marker stands. */
  readonly at: number;
  /** What it marks, markup included; empty when the text broke off there. */
  readonly content: string;
  /** Everything from the content on: where the content is no answer itself, the answer may conclude this. */
  readonly rest: string;
}

/** More of one kind than this is no honest answer; only the last ones are read. */
const MOST_MARKERS = 50;
const LONGEST_CONTENT = 2000;

// "the (correct) answer to the question is", "Answer:", "**Answer**:", "Final answer -", "correct option is", "Ans:"
const PHRASE =
  /(?:\b(?:answer|ans)\b|\b(?:correct|right|best) (?:option|choice)\b|\b(?:option|choice) that (?:is|would be) (?:correct|right|best)\b)(?!s|['"]\s*:)/gi;
// … and what leads from there to the answer: a colon, or "(to the question) (must therefore) be (option)".
const LINK =
  /[*_"')]{0,4}(?: (?:to|for|of|in|here|choice|option)(?: [\w']{1,15}){0,7}?)?[*_"')]{0,4}(?:\s?(?:[:：=→]|-{1,2}>)|\s[-–—](?=\s)|,?(?: (?:should|would|must|will|has to|can only|therefore|thus|then|now|hence),?)* (?:is|be|was)(?![\w'’])(?! not\b)(?:\s?[:：=]|,? (?:therefore|thus|then|simply|just|clearly|also|hence|likely|probably|most likely|option|choice|that)(?![\w]),?)*)/iy;
const ANSWER_TAG = /<(?:final_)?answer>([^<]{0,2000})/gi;
const ANSWER_LINE = /^[ \t#>*_]*A[*_]{0,2}[:：]/gm;
const OPTION_B = /^[ \t#>*_-]*B[*_]{0,2}[:：]/m;
const HEADING = /^[ \t]*(?:[#*_]+[ \t]*)?(?:the )?(?:final |correct )?answer[ \t*_]*$/gim;
const FIELD =
  /"(?:final_?)?(?:answer|result)"\s*:\s*(?:"((?:[^"\\]|\\.){0,2000})"|(-?\d[\d.eE+-]{0,60}|true|false|null))/gi;
/** What is left of the marker's own markup (`**Answer:** *C*`); not the markup of the answer. */
const LEADING = /^(?:[\s:：]|\*\*|__|[*_](?=\s))+/;
/** What may open the line before the answer's own: display math (`\[`, `$$`), brackets, quotes. */
const OPENING_LINE = /^(?:\\[[(]|\$\$|[({["'\s]){0,40}\n/;
const NEXT_TURN = /\n[ \t]*(?:Q|Question|User|Human|Problem)[ \t]*\d{0,4}[:：]/g;
/** "The answer is correct" says nothing new after an answer, but "valid" alone may be one. */
const REMARK =
  /^(?:correct|incorrect|right|wrong|reasonable|valid|consistent|plausible|as follows|below|given|verified)\b/i;

/**
 * The marked answers of `text`, the last one first. What follows the start of another turn (`Question: …`, written by a
 * model that runs on) is not looked at once an answer has been given. Linear in the length of `text`.
 */
export function markedAnswers(text: string): readonly MarkedAnswer[] {
  const found = [
    ...boxed(text),
    ...hashed(text),
    ...phrased(text),
    ...contents(text, ANSWER_TAG),
    ...contents(text, FIELD),
  ].sort((one, other) => other.at - one.at);
  const first = found.at(-1);
  if (first === undefined) return [];
  const turn = nextTurnAfter(text, first.at);
  const given = found.filter(({ at }) => at < turn);
  const answers = given.filter(({ content }) => !REMARK.test(content));
  return answers.length > 0 ? answers : given;
}

/** Whether `answer` of `text` stands in a box: it is set in math mode, and all of it is the answer. */
export function isBoxed(text: string, { at }: MarkedAnswer): boolean {
  return text.startsWith('\\boxed', at) || text.startsWith('\\fbox', at);
}

function nextTurnAfter(text: string, index: number): number {
  NEXT_TURN.lastIndex = index;
  return NEXT_TURN.exec(text)?.index ?? text.length;
}

function last(matches: Iterable<RegExpExecArray>): readonly RegExpExecArray[] {
  return [...matches].slice(-MOST_MARKERS);
}

function boxed(text: string): readonly MarkedAnswer[] {
  return last(text.matchAll(/\\(?:boxed|fbox)\s*\{/g)).map(({ index, 0: opening }) => {
    const start = index + opening.length;
    const content = upToClosingBrace(text.slice(start, start + LONGEST_CONTENT));
    return { at: index, content, rest: content };
  });
}

/** Empty where the brace never closes: the text was cut off in the middle of the answer. */
function upToClosingBrace(text: string): string {
  let depth = 1;
  for (const { index, 0: brace } of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth === 0) return text.slice(0, index);
  }
  return '';
}

/** `#### 18` closes an answer; `#### Step 2` heads a section: it counts when short, and a heading when it comes last. */
function hashed(text: string): readonly MarkedAnswer[] {
  return last(text.matchAll(/####(?!#)[ \t]*/g)).flatMap(({ index, 0: hashes }) => {
    const start = index + hashes.length;
    const rest = text.slice(start, start + LONGEST_CONTENT);
    const content = rest.replace(/\n[^]*/, '').trim();
    const isLast = rest.trim() === content;
    const isValue = /^[^\p{L}]{0,4}[\d.½⅓¼¾]/u.test(content) && !/^\d+[.)]\s+\p{L}/u.test(content);
    return isLast || isValue ? [{ at: index, content, rest: content }] : [];
  });
}

function phrased(text: string): readonly MarkedAnswer[] {
  const starts: { readonly at: number; readonly from: number }[] = [];
  for (const { index, 0: phrase } of last(text.matchAll(PHRASE))) {
    LINK.lastIndex = index + phrase.length;
    if (LINK.test(text)) starts.push({ at: index, from: LINK.lastIndex });
  }
  // In a list of options "A:" names the first one.
  if (!OPTION_B.test(text)) starts.push(...last(text.matchAll(ANSWER_LINE)).map(ends));
  starts.push(...last(text.matchAll(HEADING)).map(ends));
  return starts.map(({ at, from }) => {
    const rest = text.slice(from).replace(LEADING, '');
    return { at, content: firstSentence(rest.replace(OPENING_LINE, '')), rest };
  });
}

function ends(match: RegExpExecArray): { readonly at: number; readonly from: number } {
  return { at: match.index, from: match.index + match[0].length };
}

function contents(text: string, pattern: RegExp): readonly MarkedAnswer[] {
  return last(text.matchAll(pattern)).map((match) => {
    const content = (match[1] ?? match[2] ?? '').replace(/\\(["\\/])/g, '$1').trim();
    return { at: match.index, content, rest: content };
  });
}
