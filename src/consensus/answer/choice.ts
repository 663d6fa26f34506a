/** Profile `choice`: reads the label of the option that a response chooses. Labels are single letters, upper-case. */
import { isAbstention } from './abstention.ts';
import { markedAnswers } from './markers.ts';
import { withoutMarkup } from './markup.ts';
import { sentencesBackwards } from './sentences.ts';

/** Sentences, from the end, in which an unmarked choice is looked for. */
const SENTENCES_SEARCHED = 3;
/** Characters of an option with its text; what is longer explains. */
const LONGEST_OPTION = 100;
const QUOTE = `["'“”‘’]?`;
const BRACKETED = new RegExp(`^${QUOTE}[([{<]\\s?([A-Za-z])\\s?[)\\]}>]`);
const NAMED = new RegExp(
  `^(?:(?:option|choice|letter|answer)\\b\\s?:?\\s?)${QUOTE}[([]?([A-Za-z])[)\\]]?${QUOTE}(?![\\w'’])`,
  'i',
);
// "C", "C.", "C) text", "C: text", "C, because"; a lower-case letter only alone or with a bracket or full stop.
const DELIMITED = new RegExp(
  `^${QUOTE}(?:([A-Z])${QUOTE}(?:[).\\]:,;](?!\\w|\\\\)|\\s?[-–—]\\s|\\s*$)|([a-j])${QUOTE}(?:[).](?!\\w)|\\s*$))`,
);
const BECAUSE = /^([A-Z])\s(?:because|since|as)\b/;
const INITIALS = /^[A-Z]\.\s?[A-Z]\./;
/** An upper-case letter before a word; "I" is a pronoun there. */
const LOOSE = /^([A-HJ-Z])\s/;
const SEVERAL = /^[([]?[A-Za-z][)\].:]?\s?(?:,|and|or|&|\/)\s?(?:and |or )?(?:[A-HJ-Z]|[([][A-Z][)\]])(?![\w'’])/;

// "C is right"; with something between ("(C) Paris is right") only where the letter is set off as a label.
const IS_RIGHT =
  /(?<![\w'’])(?:(?:[([]([A-Z])[)\]]|([A-Z])[).:])(?: [^.;,]{1,80}?)?|([A-Z]))\s(?:is|would be|must be|seems|appears to be)\s(?:the\s|most\s|clearly\s|therefore\s|thus\s)*(?:correct|right|best|answer|accurate|appropriate)/g;
const OPTION =
  /\b(?:[Oo]ption|[Cc]hoice|[Aa]nswer|[Ll]etter)s?\s?:?\s?["'“(*[]{0,3}([A-Z]|(?<=[([])[a-z](?=[)\]]))[)\]"'”*]{0,3}(?![\w'’)\]"”*])(?!\s(?:is|was|are)\s(?:not|wrong|incorrect|false))/g;
const BOLD = /\*\*[([]?([A-Z])[)\]]?(?:[.):][^*]{0,300})?\*\*/g;
const IN_BRACKETS = /(?<![\w)])[([]([A-Z])[)\]](?!\s(?:is|was|are)\s(?:not|wrong|incorrect|false))/g;
const AFTER_CUE =
  /(?:^|\b(?:is|are|be|choose|choosing|chose|pick|picking|select|selecting|say|guess|with|namely|[Ss]o|[Tt]herefore|[Tt]hus|[Hh]ence)[:,]?\s)["'“]?([A-Z])["'”]?(?=[.,;!)]|\s*$|\s(?:because|since|as)\b)/g;

/** The label a response of profile `choice` chooses; null is an abstention. */
export function readChoice(text: string): string | null {
  for (const { content } of markedAnswers(text)) {
    const plain = withoutMarkup(content);
    if (SEVERAL.test(plain)) return null;
    const label = leadingLabel(content) ?? LOOSE.exec(plain)?.[1] ?? statedLabel(content);
    if (label !== null) return label;
    if (content !== '' && isAbstention(content)) return null;
  }
  return isAbstention(text) ? null : (openingLabel(text) ?? concludedLabel(text));
}

/** The label at the start of `phrase`, where it is plainly one: `C`, `(C) text`, `C. text`, `option C`; else null. */
export function leadingLabel(phrase: string): string | null {
  const text = withoutMarkup(phrase.slice(0, 400));
  if (INITIALS.test(text) || SEVERAL.test(text)) return null;
  const match = BRACKETED.exec(text) ?? NAMED.exec(text) ?? DELIMITED.exec(text) ?? BECAUSE.exec(text);
  return (match?.[1] ?? match?.[2])?.toUpperCase() ?? null;
}

/** The label a response opens with, unless it opens a list of the options. */
export function openingLabel(text: string): string | null {
  const [first = '', ...others] = text
    .slice(0, 4000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const label = leadingLabel(first);
  if (/^[AI],/.test(withoutMarkup(first))) return null;
  // "A: Let's think …" answers the question; it does not name an option.
  if (text.length > LONGEST_OPTION && /^\s*A:/.test(text)) return null;
  const isList = others.some((line) => /^[\s*_#-]*[([]?[A-Z][).\]:]/.test(line) && leadingLabel(line) !== label);
  return isList ? null : label;
}

/** The label that a sentence says is right (`option C is correct`), wherever it stands in it; null without one. */
export function rightLabel(sentence: string): string | null {
  return lastLabel(IS_RIGHT, withoutMarkup(sentence));
}

function concludedLabel(text: string): string | null {
  let searched = 0;
  for (const sentence of sentencesBackwards(text)) {
    if (++searched > SENTENCES_SEARCHED) break;
    const label = statedLabel(sentence);
    if (label !== null) return label;
  }
  return null;
}

function statedLabel(sentence: string): string | null {
  const plain = withoutMarkup(sentence);
  return (
    lastLabel(IS_RIGHT, plain) ??
    lastLabel(OPTION, plain) ??
    lastLabel(BOLD, sentence) ??
    lastLabel(IN_BRACKETS, plain) ??
    lastLabel(AFTER_CUE, plain)
  );
}

function lastLabel(pattern: RegExp, sentence: string): string | null {
  const groups: readonly (string | undefined)[] = [...sentence.matchAll(pattern)].at(-1)?.slice(1) ?? [];
  return groups.find((label) => label !== undefined)?.toUpperCase() ?? null;
}
