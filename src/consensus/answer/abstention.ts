/** When a model says that it has no answer. */
import { LANGUAGES } from './markers/languages.ts';
import { isQuoted, isRefusal } from './refusal.ts';
import { canonicalText } from './text.ts';

const UNKNOWN = [
  'n/a',
  'null',
  'idk',
  'dunno',
  'no answer',
  'no idea',
  'not sure',
  'unanswerable',
  'unsure',
  "can't tell",
];
const NOTHING = new Set(
  [...UNKNOWN, "don't know", 'do not know', 'dont know', "can't say", 'cannot say', 'cannot tell', 'pass']
    .concat(LANGUAGES.flatMap(({ unknown = [] }) => unknown))
    .map((phrase) => canonicalText(phrase) ?? phrase),
);
const OPENING = /^(?:(?:sorry|i'm sorry|i am sorry|i apologi[sz]e|unfortunately|hmm|well|honestly|but|and)[ ,.]+)*/;
const UNKNOWING =
  /^(?:i|we) (?:(?:really|honestly|simply|just) )?(?:(?:do not|don't|dont|cannot|can't|can not|could not|couldn't|am unable to|am not able to|are unable to|are not able to) (?:really |even )?(?:know|say|tell|answer|determine|solve|figure|help|be sure|be certain|have (?:an|the|enough|any))|have no (?:idea|answer|clue))/;
const UNSURE =
  /^(?:(?:i am|i'm|we are|we're) (?:really )?(?:not (?:really |quite )?(?:sure|certain|able to)|unsure|unable to)|(?:i'm|we're) not able)/;
const CANNOT = "cannot|can't|can not|could not|couldn't";
const DETERMINED = 'determined|calculated|computed|answered|known|solved|inferred|decided|deduced|found|told|said';
const DETERMINE = 'determine|calculate|compute|answer|know|solve|infer|decide|deduce|find';
const UNDETERMINED = new RegExp(
  [
    `\\b(?:${CANNOT}|impossible to|unable to|not possible to) be (?:${DETERMINED})\\b`,
    `\\b(?:i|we|one|you) (?:${CANNOT}) (?:(?:${DETERMINE})\\b|(?:say|tell) (?:how|what|which|whether|if|from|for)\\b)`,
    `\\b(?:impossible|unable|not possible|no way) to (?:${DETERMINE}|say|tell)\\b`,
    '\\b(?:not enough|insufficient|too little) (?:information|data|context)',
    '\\b(?:information|data) (?:is|are) (?:insufficient|missing)',
  ].join('|'),
);

/** Whether `phrase` (a sentence, or the content of a marker) is "I don't know" or the like, and nothing before it. */
export function isAbstention(phrase: string): boolean {
  const text = canonicalText(phrase.slice(0, 200));
  if (text === null) return true;
  if (isQuoted(phrase.slice(0, 400))) return false;
  const claim = text.replace(OPENING, '');
  return NOTHING.has(claim) || UNKNOWING.test(claim) || UNSURE.test(claim) || isRefusal(phrase);
}

/**
 * Whether `sentence` says that there is no answer to find. Only for profiles where that is no answer itself: among
 * options or free texts "cannot be determined" may well be right.
 */
export function saysUndetermined(sentence: string): boolean {
  return UNDETERMINED.test(canonicalText(sentence) ?? '');
}
