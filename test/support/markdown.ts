import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown file. */
export interface Block {
  readonly file: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  /** What follows the fence, such as `sh` or `ts`. */
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a file, in order. */
export function blocksOf(file: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { line: number; language: string; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (open === undefined && line.startsWith('```')) open = { line: index + 1, language: line.slice(3), lines: [] };
    else if (open !== undefined && line === '```') {
      blocks.push({ file, line: open.line, language: open.language, text: open.lines.join('\n') });
      open = undefined;
    } else open?.lines.push(line);
  }
  return blocks;
}
