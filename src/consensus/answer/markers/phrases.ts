/** Finds answers that a phrase announces, in any of the languages that are known. */
import { affirmedAfterDenial, affirmed, deniesValue } from '../negation.ts';
import { firstSentence } from '../sentences.ts';
import { linksAfter, type Links } from './links.ts';
import { answerNames, choices, isHeading, labelledLines } from './names.ts';

/** An answer, and what goes on from it. */
export interface Stated {
  /** Where the marker stands. */
  readonly at: number;
  /**
   * What it marks, markup included. Empty when the text broke off there, or when all that is said is what the answer is not;
   * of "is not 6 but 5" it is `5`.
   */
  readonly content: string;
  /** Everything from the content on: where the content is no answer itself, the answer may conclude this. */
  readonly rest: string;
}

/** More of one kind than this is no honest answer; only the last ones are read. */
const MOST_MARKERS = 50;
const ANSWER_LINE = /^[ \t#>*_]*A[*_]{0,2}[:：]/gm;
const OPTION_B = /^[ \t#>*_-]*B[*_]{0,2}[:：]/m;
/** What is left of the marker's own markup (`**Answer:** *C*`); not the markup of the answer. */
const LEADING = /^(?:[\s:：]|\*\*|__|[*_](?=\s))+/;
/** What may open the line before the answer's own: display math (`\[`, `$$`), brackets, quotes. */
const OPENING_LINE = /^(?:\\[[(]|\$\$|[({["'\s]){0,40}\n/;
/** `Answer \[ 9 \]` */
const OPENS_DISPLAY = /^\s{0,4}(?:\\\[|\$\$)/;
const LONGEST_FORMULA = 2000;
/** A labelled line longer than this explains. */
const LONGEST_LABELLED = 60;

/** The answers that `text` announces as such: "the answer is …", `Antwort: …`, `选C`, a heading. In no order. */
export function phrased(text: string): readonly Stated[] {
  const found: Stated[] = [];
  for (const named of last(answerNames(text))) {
    const { at, end } = named;
    const stated = linked(text, at, end, linksAfter(named.name));
    if (stated !== null) found.push(stated);
    else if (isHeading(text, named) || OPENS_DISPLAY.test(text.slice(end, end + 10)))
      found.push(statedFrom(text, at, end));
  }
  for (const { at, end } of last(choices(text))) found.push(statedFrom(text, at, end));
  // In a list of options "A:" names the first one.
  if (!OPTION_B.test(text)) {
    for (const { index, 0: line } of last(text.matchAll(ANSWER_LINE)))
      found.push(statedFrom(text, index, index + line.length));
  }
  return found;
}

/**
 * The answer of the one line that says what kind of answer it gives: `Result: …`, `Label: …`. None where there are several:
 * those list facts.
 */
export function labelled(text: string): readonly Stated[] {
  const [line, another] = last(labelledLines(text));
  if (line === undefined || another !== undefined) return [];
  const stated = statedFrom(text, line.at, line.end);
  return stated.content === '' || stated.content.length > LONGEST_LABELLED ? [] : [stated];
}

function linked(text: string, at: number, end: number, links: Links | undefined): Stated | null {
  if (links === undefined) return null;
  const { denial, link } = links;
  denial.lastIndex = end;
  if (denial.test(text)) return denied(text, at, denial.lastIndex, links);
  link.lastIndex = end;
  const match = link.exec(text);
  if (match === null) return null;
  const stated = statedFrom(text, at, link.lastIndex, links.ending);
  if (match.groups?.says === undefined) return stated;
  if (deniesValue(stated.content)) return denied(text, at, link.lastIndex, links);
  // "not defined" and "G is not invertible" deny no value: they are the answer.
  return { ...stated, content: affirmed(stated.content) ?? stated.content };
}

/** `is not 6 but 5`: what is affirmed, or else nothing, and then only what the next sentences say. */
function denied(text: string, at: number, from: number, { words }: Links): Stated {
  const { content, rest } = statedFrom(text, at, from);
  const said = affirmed(content);
  const left = said === content ? affirmedAfterDenial(content, words) : said;
  return { at, content: left ?? '', rest: left ?? rest.slice(rest.indexOf(content) + content.length).trim() };
}

function statedFrom(text: string, at: number, from: number, ending: RegExp | null = null): Stated {
  const rest = text.slice(from).replace(LEADING, '');
  const content = withFormula(rest) ?? firstSentence(rest.replace(OPENING_LINE, ''));
  return { at, content: ending === null ? content : content.replace(ending, ''), rest };
}

/** A formula that opens the answer, over its lines, and what follows it in the sentence. */
function withFormula(rest: string): string | null {
  const [opening] = /^(?:\\\(|\\\[|\$\$|\$(?=[^$\n]*\n[^$\n]))/.exec(rest) ?? [];
  if (opening === undefined) return null;
  const closing = opening.startsWith('$') ? opening : opening === '\\(' ? '\\)' : '\\]';
  const end = rest.slice(0, LONGEST_FORMULA).indexOf(closing, opening.length);
  if (end === -1) return null;
  const after = end + closing.length;
  const isAlone = /^\s*(?:\n|$)/.test(rest.slice(after, after + 20));
  return rest.slice(0, after) + (isAlone ? '' : firstSentence(rest.slice(after)));
}

function last<T>(found: Iterable<T>): readonly T[] {
  return [...found].slice(-MOST_MARKERS);
}
