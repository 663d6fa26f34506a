import { at } from '../untrusted.ts';

/** The kinds of parts that are text of the answer; a part may also have none. Others are reasoning, references, pictures. */
const TEXT_PARTS: ReadonlySet<unknown> = new Set([undefined, 'text', 'output_text']);

/** The text of a message's content, whole or in parts; null where it is neither, nor missing. */
export function textOf(content: unknown): string | null {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map(textOfPart).join('') : null;
}

function textOfPart(part: unknown): string {
  if (typeof part === 'string') return part;
  const text = at(part, 'text');
  return TEXT_PARTS.has(at(part, 'type')) && typeof text === 'string' ? text : '';
}
