import { stripVTControlCharacters } from 'node:util';

/**
 * Model output on one line of a terminal: no escape sequences, no control characters, white space folded. What a
 * model writes is hostile: it could move the cursor, rename the window or fake a prompt.
 */
export function oneLine(text: string, width = Infinity): string {
  const line = plain(text).replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > width ? `${characters.slice(0, Math.max(0, width - 1)).join('')}…` : line;
}

/** Model output on a terminal, line breaks kept. */
export function plain(text: string): string {
  // The bidirectional controls (Cf) can reorder what is shown, so they go with the control characters (Cc).
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '');
}
