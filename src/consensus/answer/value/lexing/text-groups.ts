/** Groups that are set as text: `\text{cm}`, `\mathrm{kg}`, `\operatorname{sin}`. */
import type { Token } from '../token.ts';
import { FUNCTIONS } from '../vocabulary.ts';
import type { Scanner } from './scanner.ts';

const GROUP = /\s*\{([^{}]{0,300})\}/y;

/** The group behind a command for text, which ends at `end`: words, set apart from variables. */
export function textual(scanner: Scanner, end: number): void {
  const match = scanner.match(GROUP, end);
  if (match === null) return scanner.skip(end);
  const [all, written = ''] = match;
  const content = written.replace(/\\[,;:! ]|[~\\]/g, ' ').trim();
  const after = end + all.length;
  if (/^[A-Za-zαµμΩ]$/.test(content) && !/[A-Za-z]/.test(scanner.text.charAt(after)))
    return scanner.push({ type: 'word', word: content, upright: true }, after);
  const called = FUNCTIONS.get(content);
  if (called !== undefined) return scanner.push({ type: 'function', name: called }, after);
  scanner.pushAll(
    scanner.inner(content).map((token, index) => upright(token, index === 0)),
    after,
  );
}

/** Letters are words here; the first stands apart from what is before the group. */
function upright(token: Token, isFirst: boolean): Token {
  if (token.type === 'name') return { type: 'word', word: token.name, upright: true, spaced: true };
  if (token.type === 'word') return { ...token, upright: true };
  return isFirst ? { ...token, spaced: true } : token;
}
