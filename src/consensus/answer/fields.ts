/** Finds answers that stand in a named place of a document: `{"answer": "C"}`, `<answer>C</answer>`. */
import type { Stated } from './markers/phrases.ts';

/** More than this is no honest answer; only the last ones are read. */
const MOST_FIELDS = 50;
const LONGEST_CONTENT = 2000;
const NAME = '(?:(?:final|correct)[_ ]?)?(?:answer|result)';
const FIELD = new RegExp(
  `(["'])${NAME}\\1\\s{0,8}:\\s{0,8}(?:"((?:[^"\\\\]|\\\\.){0,2000})"|'((?:[^'\\\\\n]|\\\\.){0,2000})'|(-?\\d[\\d.eE+-]{0,60}|true|false|null|\\[[^[\\]]{0,400}\\]))`,
  'gi',
);
const TAG = /<(final[_-]?answer|answer|solution|output|result)>/gi;

/** The values of fields named `answer` or the like, in order; JSON, or near enough. */
export function fields(text: string): readonly Stated[] {
  return [...text.matchAll(FIELD)].slice(-MOST_FIELDS).map((match) => {
    const content = (match[2] ?? match[3] ?? match[4] ?? '').replace(/\\(["'\\/])/g, '$1').trim();
    return { at: match.index, content, rest: content };
  });
}

/** What stands in tags named `answer` or the like, in order; up to the next tag where the closing one is missing. */
export function tagged(text: string): readonly Stated[] {
  return [...text.matchAll(TAG)].slice(-MOST_FIELDS).map(({ index, 0: tag, 1: name = '' }) => {
    const inside = text.slice(index + tag.length, index + tag.length + LONGEST_CONTENT);
    const close = inside.toLowerCase().indexOf(`</${name.toLowerCase()}`);
    const content = (close === -1 ? inside.replace(/<[^]*/, '') : inside.slice(0, close)).trim();
    return { at: index, content, rest: content };
  });
}
