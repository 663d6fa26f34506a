/** What tests of values ask: what a phrase is canonically, and whether two phrases say the same. */
import { keyOf } from '../../../../src/consensus/answer/value/key.ts';
import { readCanonical, readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';

/** The canonical string of `phrase`, or null where it is no value. */
export function shown(phrase: string, inBox = false): string | null {
  const value = readValue(phrase, inBox);
  return value === null ? null : shownValue(value);
}

/** The key of `phrase`, or null where it is no value. */
export function keyOfPhrase(phrase: string, inBox = false): string | null {
  const value = readValue(phrase, inBox);
  return value === null ? null : keyOf(value);
}

/** The key of what is read back from a canonical string. */
export function keyOfCanonical(canonical: string): string | null {
  const value = readCanonical(canonical);
  return value === null ? null : keyOf(value);
}
