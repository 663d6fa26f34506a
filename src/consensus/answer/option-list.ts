/** Reads several labels that a phrase names together: `A and C`, `(A), (B)`, `ABD`. */
import { canonicalLabel, canonicalLabels } from './option-labels.ts';

const OPENING = /^(?:(?:both|options?|choices?|letters?|all of|the)\s){0,3}/i;
const ITEM = /[([]?\s?["'“]?([A-Z]|[①-⑳])(?![\w'’])["'”]?\s?[)\].:]?/y;
/** Lower-case letters are words as well ("a and …"): only in brackets, or when there is nothing else. */
const SMALL_ITEM = /[([]\s?([a-z])\s?[)\]]/y;
const JOINER =
  /\s?(?:[,;&+、，]|\/|\b(?:and|or|und|oder|et|ou|y|e|o|en|of|и|или)\b|和|或|与|と|및|와|과|또는)\s?(?:(?:and|or)\b\s?)?(?:(?:option|choice)\s)?/iy;
const UNDECIDED = /\/|\b(?:or|oder|ou|o|of|или)\b|或|또는/i;
const SMALL_LIST = /^[a-j](?:\s?(?:,|&|\band\b)\s?(?:and )?[a-j])+[.]?$/;
const LETTERS_TOGETHER = /^[A-J]{2,8}[.。]?$/;

/** Labels named together. */
export interface LabelList {
  readonly labels: readonly string[];
  /** "A or B": one of them is meant, and it is not said which. */
  readonly isUndecided: boolean;
}

/** The labels that `phrase`, without markup, begins by naming together; null where it names none or one. */
export function labelList(phrase: string): LabelList | null {
  const text = phrase
    .slice(0, 300)
    .replace(OPENING, '')
    // "(A, C, and I)": the brackets stand around all of them.
    .replace(/^\(\s?(?=[A-Z]\s?[,&]|[A-Z] (?:and|or) )/, '');
  if (SMALL_LIST.test(text))
    return { labels: [...text.matchAll(/\b[a-j]\b/g)].map(([label]) => canonicalLabel(label)), isUndecided: false };
  if (LETTERS_TOGETHER.test(text)) return together(text);
  const labels: string[] = [];
  let at = 0;
  let isUndecided = false;
  for (;;) {
    const item = matchAt(ITEM, text, at) ?? matchAt(SMALL_ITEM, text, at);
    if (item === null) break;
    labels.push(canonicalLabel(item[1] ?? ''));
    at += item[0].length;
    const joiner = matchAt(JOINER, text, at);
    if (joiner === null) break;
    const next = matchAt(ITEM, text, at + joiner[0].length) ?? matchAt(SMALL_ITEM, text, at + joiner[0].length);
    if (next === null) break;
    isUndecided ||= UNDECIDED.test(joiner[0]);
    at += joiner[0].length;
  }
  // "A, I am sure": the pronoun is no label.
  if (labels.at(-1) === 'I' && /^\s[a-z]/.test(text.slice(at))) labels.pop();
  return labels.length < 2 ? null : { labels, isUndecided };
}

/** The list as one answer; null where it is not decided. */
export function answerOf({ labels, isUndecided }: LabelList): string | null {
  return isUndecided ? null : canonicalLabels(labels);
}

/** `ABD`: letters in order, each once; `ACE` in a sentence is a word, but alone it is an answer. */
function together(text: string): LabelList | null {
  const labels = Array.from(text.replace(/[.。]/g, ''));
  const isAscending = labels.every((label, index) => index === 0 || label > (labels[index - 1] ?? ''));
  return isAscending ? { labels, isUndecided: false } : null;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
