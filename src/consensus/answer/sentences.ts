/** Lines and sentences, from the end of a text backwards: conclusions stand last. */
import { isMonth } from './moment.ts';

/** The longest piece that is looked at for a conclusion; a "sentence" longer than this is not one. */
const LONGEST_LINE = 4000;
/** Words whose full stop does not end a sentence, and single letters: initials and option labels (`C. Paris`). */
const ABBREVIATION =
  /(?:^|(?<!\d)[\s(*_])(?:[A-Za-z]|Dr|Mr|Mrs|Ms|Mt|Prof|St|Jr|Sr|No|[Rr]s|vs|etc|approx|ca|e\.g|i\.e|Ans)\.$/;
/** The day of a date in languages that write `5. März`. */
const DAY = /(?:^|\s)\d{1,2}\.$/;
const NEXT_WORD = /^\s(\p{L}{3,10})/u;
/** The number of a list item (`2.`) at the start of a line. */
const LIST_NUMBER = /^\s*(?:[-*#]+\s*)?\d{1,3}\.$/;
// The look-behind keeps a long run of stops linear.
const SENTENCE_END = /(?<![.!?])[.!?]+(?:["'”’)\]*_$]|\\[)\]])*(?:\s+|$)|[。！？।]/g;

/** "Note: …", "(Helpful hint: …": an afterword, not the conclusion. */
const AFTERWORD =
  /^[^\p{L}\p{N}]{0,6}(?:(?:helpful|important|quick|side|please) )?(?:hint|note|tip|remark|reminder|p\.s\.|n\.b\.)s?\b/iu;

/** What is said to be kind, after the conclusion. */
const COURTESY =
  /^(?:i )?(?:hope (?:it|this|that)\b|let me know\b|feel free\b|is there anything else|please let me know|does (?:that|this) (?:help|make sense)|(?:this|that) (?:solves|completes|concludes)\b)/i;

/**
 * The lines of `text` that say something, the last one first. Lines of markup only (`---`, a fence, `\]`) are skipped,
 * and so are afterwords at the end.
 */
function* linesBackwards(text: string): Generator<string> {
  let isEnd = true;
  let end = text.length;
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(Math.max(start, end - LONGEST_LINE), end).trim();
    const isSkipped = !/[\p{L}\p{N}]/u.test(line) || (isEnd && start > 0 && AFTERWORD.test(line));
    if (!isSkipped) {
      isEnd = false;
      yield line;
    }
    end = start - 1;
  }
}

/** The sentences of one line, in order. */
function sentencesOf(line: string, listNumber: RegExp | null): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of line.matchAll(SENTENCE_END)) {
    const stop = end.index + 1;
    // A look at the last few characters is enough, and keeps the whole linear.
    const before = line.slice(Math.max(start, stop - 12), stop);
    const isListNumber = listNumber?.test(line.slice(0, Math.min(stop, 16))) === true;
    if (isListNumber || ABBREVIATION.test(before)) continue;
    if (DAY.test(before) && isMonth(NEXT_WORD.exec(line.slice(stop, stop + 20))?.[1] ?? '')) continue;
    sentences.push(line.slice(start, end.index + end[0].length));
    start = end.index + end[0].length;
  }
  sentences.push(line.slice(start));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

/** The first sentence of `text`, which ends at its line's end at the latest. */
export function firstSentence(text: string): string {
  const line = text.slice(0, LONGEST_LINE).replace(/\n[^]*/, '');
  return sentencesOf(line, null)[0] ?? '';
}

/** The sentences of `text`, the last one first. */
export function* sentencesBackwards(text: string): Generator<string> {
  let isEnd = true;
  for (const line of linesBackwards(text))
    for (const sentence of [...sentencesOf(line, LIST_NUMBER)].reverse()) {
      if (isEnd && COURTESY.test(sentence)) continue;
      isEnd = false;
      yield sentence;
    }
}
