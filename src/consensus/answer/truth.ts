/** Yes and no, true and false, with what is said around them. */
import { canonicalText } from './text.ts';

const TRUTHS: ReadonlyMap<string, string> = new Map([
  ['yes', 'yes'],
  ['yeah', 'yes'],
  ['yep', 'yes'],
  ['no', 'no'],
  ['nope', 'no'],
  ['true', 'true'],
  ['false', 'false'],
  ['correct', 'true'],
  ['incorrect', 'false'],
  ['ja', 'yes'],
  ['nein', 'no'],
  ['oui', 'yes'],
  ['non', 'no'],
  ['sí', 'yes'],
  ['да', 'yes'],
  ['нет', 'no'],
  ['是', 'yes'],
  ['否', 'no'],
]);
/** What is longer explains; what it begins with is for {@link openingTruth}. */
const LONGEST = 80;
/** "Yes", and then a remark. */
const OPENING = /^(yes|no|yeah|yep|nope|true|false|ja|nein|oui|non|sí|да|нет)(?:[,.;:!]|\s[-–—])\s/i;
/** "No solution" is an answer of another kind. */
const STATEMENT =
  /^(?:so |therefore,? |thus,? )?(?:the |this |that |it )?(?:given )?(?:statement|claim|assertion|sentence|proposition|answer)?\s?(?:is|was) (not )?(true|false|correct|incorrect|right|wrong)$/;

/** `yes`, `no`, `true` or `false`, where `phrase` says it; null where it says anything else. */
export function readTruth(phrase: string): string | null {
  if (phrase.length > LONGEST) return null;
  const opening = openingTruth(phrase);
  if (opening !== null) return opening;
  const text = canonicalText(phrase);
  if (text === null) return null;
  const truth = TRUTHS.get(text);
  if (truth !== undefined) return /^(?:correct|incorrect)$/.test(text) ? null : truth;
  const [, negated, word] = STATEMENT.exec(text) ?? [];
  if (word === undefined) return null;
  const isTrue = /^(?:true|correct|right)$/.test(word) !== (negated !== undefined);
  return isTrue ? 'true' : 'false';
}

/** `yes` or `no` and so on, where `text`, of any length, begins by saying so; else null. */
export function openingTruth(text: string): string | null {
  const start = text
    .slice(0, 40)
    .trimStart()
    .replace(/^[*_"'“]+/, '')
    .replace(/[*_"'”]+(?=[,.;:!\s])/, '');
  const [, opening] = OPENING.exec(start) ?? [];
  return opening === undefined ? null : (TRUTHS.get(opening.toLowerCase()) ?? null);
}
