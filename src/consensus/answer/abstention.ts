/** When a model says that it has no answer. */
import { canonicalText } from './text.ts';

const NOTHING = new Set(['n/a', 'null', 'idk', 'dunno', 'no answer', 'no idea', 'not sure', 'unanswerable', 'unsure']);
const OPENING = /^(?:(?:sorry|i'm sorry|i am sorry|i apologi[sz]e|unfortunately|hmm|well|honestly|but|and)[ ,.]+)*/;
const UNKNOWING =
  /^(?:i|we) (?:(?:really|honestly|simply|just) )?(?:(?:do not|don't|dont|cannot|can't|can not|could not|couldn't|am unable to|am not able to|are unable to|are not able to) (?:really |even )?(?:know|say|tell|answer|determine|solve|figure|help|be sure|be certain|have (?:an|the|enough|any))|have no (?:idea|answer|clue))/;
const UNSURE =
  /^(?:(?:i am|i'm|we are|we're) (?:really )?(?:not (?:really |quite )?(?:sure|certain|able to)|unsure|unable to)|(?:i'm|we're) not able)/;
const UNDETERMINED =
  /\b(?:cannot|can't|can not|could not|impossible to|unable to|not possible to) (?:be )?(?:determined?|calculated?|answer(?:ed)?|known?|solved?)|\bnot enough information|\binsufficient information/;

/** Whether `phrase` (a sentence, or the content of a marker) is "I don't know" or the like, and nothing before it. */
export function isAbstention(phrase: string): boolean {
  const text = canonicalText(phrase.slice(0, 200));
  if (text === null) return true;
  const claim = text.replace(OPENING, '');
  return NOTHING.has(claim) || UNKNOWING.test(claim) || UNSURE.test(claim);
}

/**
 * Whether `sentence` says that there is no answer to find. Only for profiles where that is no answer itself: among
 * options or free texts "cannot be determined" may well be right.
 */
export function saysUndetermined(sentence: string): boolean {
  return UNDETERMINED.test(canonicalText(sentence) ?? '');
}
