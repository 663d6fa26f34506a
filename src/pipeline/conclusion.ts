/** What a response came to, as it stands in the prompt of another model: its end, within a number of tokens. */
import { finalPart } from '../consensus/answer/final-part.ts';
import type { Profile } from '../consensus/decision.ts';
import { estimateTokens } from './token-estimate.ts';

/** A response cut shorter than this says nothing. */
export const LEAST_TOKENS = 24;

/** How a text is cut, and how what is kept of it is put. */
interface Form {
  readonly whole: string;
  readonly pieces: readonly string[];
  readonly joint: string;
  readonly put: (kept: string) => string;
}

/**
 * The text after its reasoning, or as much of its end as `most` tokens (by estimate, at least 12) hold, piece by piece; at
 * worst the end of the last piece. Prose is one line, cut by the sentence. Code, and whatever has a fence, keeps its line
 * breaks, cut by the line, in a fence of its own that nothing in it can close.
 */
export function conclusionOf(text: string, most: number, profile: Profile): string {
  const said = finalPart(text);
  const { whole, pieces, joint, put } = profile === 'code' || FENCED.test(said) ? verbatim(said) : inOneLine(said);
  const fits = (kept: string) => estimateTokens(put(kept)) <= most;
  if (fits(whole)) return put(whole);
  let kept = '';
  for (const piece of pieces.toReversed()) {
    const longer = kept === '' ? piece : `${piece}${joint}${kept}`;
    if (!fits(longer)) break;
    kept = longer;
  }
  if (kept !== '') return put(kept);
  let end = pieces.at(-1) ?? '';
  while (!fits(end)) end = end.slice(Math.ceil(end.length / 8));
  return put(end.trim());
}

const FENCED = /^[ \t]*(?:```|~~~)/m;

function inOneLine(said: string): Form {
  const whole = said.trim().replaceAll(/\s+/g, ' ');
  return { whole, pieces: whole.split(/(?<=[.!?])\s/), joint: ' ', put: (kept) => kept };
}

function verbatim(said: string): Form {
  const lines = said.split(/\r\n|\r|\n/);
  const isWritten = (line: string) => line.trim() !== '';
  const pieces = lines.slice(Math.max(0, lines.findIndex(isWritten)), lines.findLastIndex(isWritten) + 1);
  return { whole: pieces.join('\n'), pieces, joint: '\n', put: fenced };
}

/** CommonMark: a fenced block ends with a fence at least as long as the one that it begins with. */
function fenced(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `\n${fence}\n${text}\n${fence}`;
}
