import { stripVTControlCharacters } from 'node:util';

/**
 * Model output on one line of a terminal: no escape sequences, no control characters, white space folded. What a
 * model writes is hostile: it could move the cursor, rename the window or fake a prompt.
 */
export function oneLine(text: string): string {
  return plain(text).replace(/\s+/gu, ' ').trim();
}

/** Model output on a terminal, line breaks kept. */
export function plain(text: string): string {
  // Format characters (Cf) can reorder what is shown, so they go with the control characters (Cc); the joiner of emoji stays.
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]|[^\P{Cf}\u200D]/gu, '');
}
