/** Profile `code`: reads the program out of a response. */
import { isAbstention } from './abstention.ts';

const FENCE = /^[ \t]*(?:```|~~~)/;

/** The longest fenced block of a response (of equals the last), or all of it without a fence; null is an abstention. */
export function readCode(text: string): string | null {
  const blocks = fencedBlocks(text);
  if (blocks.length === 0) return isAbstention(text) ? null : canonicalCode(text);
  return canonicalCode(blocks.reduce((one, other) => (other.length >= one.length ? other : one)));
}

/** `code` without trailing white space, blank lines around it, and the indentation that all lines share. */
export function canonicalCode(code: string): string | null {
  const lines = code
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  if (first === -1) return null;
  const used = lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
  const indents = used.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const shared = indents.reduce((one, other) => Math.min(one, other));
  return used.map((line) => line.slice(shared)).join('\n');
}

/** The contents of the fences; one that never closes runs to the end. */
function fencedBlocks(text: string): readonly string[] {
  const blocks: string[] = [];
  let open: string[] | null = null;
  for (const line of text.split('\n')) {
    if (!FENCE.test(line)) open?.push(line);
    else if (open === null) open = [];
    else {
      blocks.push(open.join('\n'));
      open = null;
    }
  }
  if (open !== null) blocks.push(open.join('\n'));
  return blocks.filter((block) => block.trim() !== '');
}
