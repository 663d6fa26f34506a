/** What bounds the reading of a value, so that no text can stretch its time: beyond these a phrase is text. */

/** Characters of a phrase. */
export const MAX_PHRASE = 1000;
/** Characters of a canonical string: what a phrase states may be longer written out. */
export const MAX_CANONICAL = 4000;
/** Brackets, powers and fractions in one another. */
export const MAX_DEPTH = 30;
/** Decimal digits of a number, given or computed. */
export const MAX_DIGITS = 320;
/** Terms of a sum. */
export const MAX_TERMS = 60;
/** Multiplications of terms in one phrase. */
export const MAX_PRODUCTS = 4000;
/** Entries of a list or cells of a matrix. */
export const MAX_ITEMS = 200;

/** Thrown inside of this folder where a phrase cannot be read as a value; one for all, for it is no fault and needs no stack. */
export const UNREADABLE = new Error('This is no value.');

/** `read()`, or null where the phrase is no value. */
export function orUnreadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (cause === UNREADABLE) return null;
    throw cause;
  }
}
