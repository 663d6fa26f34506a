/** When a model declines to answer: "I'm sorry, but I can't help with that." */
import { LANGUAGES } from './markers/languages.ts';
import { anyOf } from './markers/pattern.ts';
import { firstSentence } from './sentences.ts';

/** How much of a text is looked at: a refusal stands first. */
const LONGEST_OPENING = 400;
/** A refusal that does not stand first is looked for only in a text as short as one. */
const LONGEST_REFUSAL = 300;

const OPENING =
  /^(?:(?:(?:i'm|i am|we're|we are) (?:so |very |truly |really )?(?:sorry|afraid)(?: (?:to (?:hear|say)|that you|about)[^,.]{0,60})?(?: that)?|(?:so |very )?sorry|(?:my )?apologies|i apologi[sz]e|unfortunately|regrettably|i understand(?: that)?|thanks?(?: you)?[^,.!]{0,40}|please note(?: that)?|hi|hello|hmm|no|but|and|however|as (?:an?|your) (?:ai|artificial intelligence|(?:large )?language model|assistant|chatbot|llm)[^,.;]{0,60}?(?=,| i\b))[,.!:;—–-]*\s+)*(?=\S)/;
const NOT_ABLE =
  "(?:'m not able to| am not able to| am unable to|'m unable to| are unable to| cannot(?: and will not)?| can't| can not| could not| couldn't| won't| will not| would not| must decline to| have to decline to| decline to| refuse to| must refuse to| do not feel comfortable| don't feel comfortable|(?: am|'m) not (?:comfortable|going to|allowed to|permitted to|programmed to|designed to))";
const UNABLE = new RegExp(
  `^(?:i|we)(?: (?:really|simply|just|also|therefore|still))?${NOT_ABLE}(?: (?:really|ethically|directly|in good conscience|be able to|even))?,? (?:(?:help|assist|answer|provide|offer|fulfil+|comply|engage|discuss|respond|continue with|participate|with|helping|providing|answering|discussing|writing)\\b|(?:give|do|create|generate|write|produce|share|support|complete|process|recommend|access|browse|view|see|continue)(?: (?:this|that|it|so|you|your|any|such|medical|legal|financial|advice|content|information|the (?:image|picture|file|internet|web))\\b))`,
);
/** A model that speaks of itself as one declines, whatever it says it cannot do. */
const AS_AI = new RegExp(
  `^(?:i'm sorry,? (?:but )?)?as (?:an?|your) (?:ai|artificial intelligence|(?:large )?language model)\\b[^.;]{0,60}?\\bi${NOT_ABLE} `,
);
const DECLINED =
  /^(?:this|that|your|the) (?:request|question|content|prompt|topic|conversation)(?: that)? (?:violates|goes against|is against|was flagged|has been flagged|was blocked|has been blocked|cannot be (?:processed|answered)|can't be (?:processed|answered))/;
/** In a crisis a model names the line to call; its number is no answer. */
const CRISIS =
  /^(?:if you (?:are|'re) (?:in (?:crisis|danger)|thinking (?:about|of) (?:suicide|hurting))|please (?:call|contact|text|reach out)|call|text|dial|you can (?:call|text))\b[^\n]{0,120}\b(?:988|911|112|999|116[ -]?123|hotline|helpline|lifeline|emergency services)/;
/** "I can't promise it, but …": an answer follows. */
const GOES_ON = /[,;] (?:but|however|though|although|yet)\b(?! (?:i|we) (?:can't|cannot|won't|am unable))/;

const APOLOGY = anyOf(LANGUAGES.flatMap(({ apologies = [] }) => apologies));
const BUTS = anyOf(
  LANGUAGES.flatMap(({ but }) => but.concat('aber', 'mais', 'pero', 'ma', 'mas', 'maar', 'dass', 'que', 'che')),
);
const BEGINNINGS = anyOf(LANGUAGES.flatMap(({ refusals = [] }) => refusals))
  .replaceAll(' … ', ' (?:[^.。!?\\n]{0,40} )?')
  .replaceAll('…', '[^.。!?\\n]{0,40}?');
const FOREIGN = new RegExp(
  `^(?:(?:${APOLOGY})[^\\p{L}\\p{N}]{0,4}(?:(?:${BUTS})\\s|但是?)?\\s?)?(?:${BEGINNINGS})`,
  'u',
);

/**
 * Whether `text` is a refusal: its first sentence declines, apologies and "As an AI" before it, or it is short and one of its
 * sentences does. A text in quotes tells of one. What comes after a marker of an answer is the caller's to look at first.
 */
export function isRefusal(text: string): boolean {
  const opening = text.slice(0, LONGEST_OPENING).trimStart();
  if (isQuoted(opening)) return false;
  const plain = opening.toLowerCase().replace(/[‘’]/g, "'").replace(/[*_`]/g, '');
  return declines(plain) || (text.length <= LONGEST_REFUSAL && sentencesAfterFirst(plain).some(refusesThis));
}

/** Whether `text` begins with somebody's words and goes on after them: `"I can't help," said the king`. */
export function isQuoted(text: string): boolean {
  return /^\s*["“„«»「『][^"”“«»」』]{0,300}["”“«»」』],?\s*\p{L}/u.test(text);
}

function declines(opening: string): boolean {
  const claim = opening.replace(OPENING, '');
  if (FOREIGN.test(opening) || AS_AI.test(opening)) return true;
  if (!UNABLE.test(claim) && !DECLINED.test(claim) && !CRISIS.test(claim)) return false;
  return !GOES_ON.test(firstSentence(claim));
}

/** "That is a hard topic. I can't help with that.": not a figure of a story, who cannot help anything but this. */
function refusesThis(sentence: string): boolean {
  return /^(?:i'm sorry,? (?:but )?)?i (?:cannot|can't|am unable to|won't) (?:help|assist|answer)(?: you)?(?: with)? (?:that|this|it)\b/.test(
    sentence,
  );
}

function sentencesAfterFirst(text: string): readonly string[] {
  return text.split(/[.!?]\s+/).slice(1, 4);
}
