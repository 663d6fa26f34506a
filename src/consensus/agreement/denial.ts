/** Whether a text that names something affirms it. */

import type { Passage } from './passage.ts';

/** How much before and behind a name is looked at. */
const LONGEST_CONTEXT = 80;
const ARTICLE = "(?:(?:the|a|an|in|at|by|to|of|from|near|der|die|das|le|la|les|l'|el|los|il)\\s+)?";
const DENIAL = new RegExp(
  "(?:(?<!\\p{L})(?:not|no|never|neither|nor|without|except|unlike|than|nicht|kein|keine|keinen|weder|noch|pas|ni|nunca|non|não|не|ни)|n't|instead of|" +
    `opposed to|statt)\\s+${ARTICLE}["'“‘„«(*]*$`,
  'u',
);
/** "X is not it", "X did not", "X is wrong". */
const DENIED_BEHIND =
  /^["'”’»)*]{0,3},?\s(?:(?:is|was|are|were|did|does|do|has|had|could|can|would|ist|war|est|es)(?:n't|\s(?:not|never|nicht|pas|no|wrong|incorrect|false|ruled out))|cannot|isn't)(?!\p{L})/u;
/** What others think, many of them wrongly. */
const DOUBT =
  /(?:(?<!\p{L})(?:many|most|some|people|others|they|often|commonly|sometimes|popularly)(?!\p{L})[^.!?]{0,40}(?:think|thought|believ|say|said|claim|assum|mistak|confus|guess)|\b(?:mistaken|confused|misattributed|attributed)\b)(?:(?!\b(?:but|however|yet|actually|in fact|really)\b)[^.!?]){0,40}$/u;
/** A question affirms nothing. */
const ASKED = /^[^.!?]{0,60}\?/u;
/** One of several: "Paris or Lyon", "Marie and Pierre Curie". */
const JOINED_BEFORE = /\p{L},?\s(?:and|or|und|oder|et|ou|y|o|e)\s["'“‘„«(*]*$/u;
const JOINED_BEHIND = /^["'”’»)*]{0,3},?\s(?:and|or|und|oder|et|ou|y|o|e)\s/u;
const NAME_BEHIND = /^["'”’»)*]{0,3},?\s\p{L}{1,4}\s["'“‘„«(*]*\p{Lu}/u;

/** Whether what stands from `start` to `end` is denied, asked, or what others are said to think. */
export function isDenied({ folded }: Passage, start: number, end: number): boolean {
  const before = folded.slice(Math.max(0, start - LONGEST_CONTEXT), start);
  const behind = folded.slice(end, end + LONGEST_CONTEXT);
  return DENIAL.test(before) || DOUBT.test(before) || DENIED_BEHIND.test(behind) || ASKED.test(behind);
}

/** Whether it is named as one of several; where capitals tell, of several names. */
export function isOneOfSeveral({ text, folded, isCased, isBare }: Passage, start: number, end: number): boolean {
  if (JOINED_BEFORE.test(folded.slice(Math.max(0, start - LONGEST_CONTEXT), start))) return true;
  const [joint = ''] = JOINED_BEHIND.exec(folded.slice(end, end + LONGEST_CONTEXT)) ?? [];
  if (joint === '') return false;
  return !isCased || isBare || /\bor\b/.test(joint) || NAME_BEHIND.test(text.slice(end, end + LONGEST_CONTEXT));
}
