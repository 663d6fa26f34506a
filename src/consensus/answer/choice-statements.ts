/** Where a sentence says which option is right: "option C is correct", "that leaves C", "I would go with (D)". */
import { withoutMarkup } from './markup.ts';
import { affirmed } from './negation.ts';
import { answerOf, labelList } from './option-list.ts';
import { sentencesBackwards } from './sentences.ts';

/** Sentences, from the end, in which an unmarked choice is looked for. */
const SENTENCES_SEARCHED = 3;
const NOT_WRONG =
  '(?!\\s(?:is|was|are|can be)\\s(?:clearly |also |definitely )?(?:not|wrong|incorrect|false|out|impossible|excluded|eliminated|ruled out)\\b)';

// "C is right"; with something between ("(C) Paris is right") only where the letter is set off as a label.
const IS_RIGHT =
  /(?<![\w'’])(?:(?:[([]([A-Z])[)\]]|([A-Z])[).:])(?: [^.;,]{1,80}?)?|([A-Z]))\s(?:is|would be|must be|seems|appears to be)\s(?:the\s|most\s|clearly\s|therefore\s|thus\s)*(?:correct|right|best|answer|accurate|appropriate)/g;
const OPTION = new RegExp(
  `\\b(?:[Oo]ption|[Cc]hoice|[Aa]nswer|[Ll]etter)s?\\s?:?\\s?["'“(*[]{0,3}([A-Z]|(?<=[([])[a-z](?=[)\\]]))[)\\]"'”*]{0,3}(?![\\w'’)\\]"”*]|\\s(?:bit|little|lot|few|mix|mixture|combination|number|through|thru)\\b)${NOT_WRONG}`,
  'g',
);
const BOLD = /\*\*[([]?([A-Z])[)\]]?(?:[.):][^*]{0,300})?\*\*/g;
const IN_BRACKETS = new RegExp(`(?<![\\w)])[([]([A-Z])[)\\]]${NOT_WRONG}`, 'g');
const AFTER_CUE =
  /(?:^|(?<!\b(?:not|never|cannot|can't|can’t|isn't|isn’t) )\b(?:is|[Ii]t['’]s|are|be|choose|choosing|chose|pick|picking|select|selecting|say|guess|with|namely|leaves|leaving|remains|remaining|[Ss]o|[Tt]herefore|[Tt]hus|[Hh]ence)(?: us with| only| just| option)?[:,]?\s)["'“「]?([A-Z])["'”」]?(?=[.,;!)]|\s*$|\s(?:because|since|as)\b)/g;
const ONLY_ONE =
  /\b[Oo]nly (?:option |choice )?[([]?([A-Z])[)\]]? (?:remains|is left|fits|works|matches|makes sense|is correct)\b/g;

/** "A and C are correct": the list is read again, by the one way to read lists. */
const SEVERAL_ARE =
  /(?<![\w'’])[([]?[A-Z][)\]]?(?:\s?,\s?[([]?[A-Z][)\]]?){0,8},?\s(?:and|&)\s[([]?[A-Z][)\]]?(?=\s(?:are|is)\s(?:both |all |the )?(?:correct|right|true|best|answers?|valid|accurate)\b)/g;

/** The label that a sentence says is right (`option C is correct`), wherever it stands in it; null without one. */
export function rightLabel(sentence: string): string | null {
  return lastLabel(IS_RIGHT, withoutMarkup(sentence));
}

/** The label that one of the last sentences of `text` states and that `isKnown`. */
export function concludedLabel(text: string, isKnown: (label: string) => boolean): string | null {
  let searched = 0;
  for (const sentence of sentencesBackwards(text)) {
    if (++searched > SENTENCES_SEARCHED) break;
    const label = statedLabel(sentence);
    if (label !== null && isKnown(label)) return label;
  }
  return null;
}

/** The label that `sentence` states in any way; of what it denies none. */
export function statedLabel(sentence: string): string | null {
  const claim = affirmed(sentence);
  const changed = claim === null || claim === sentence ? null : stated(claim);
  return changed ?? stated(sentence);
}

function stated(sentence: string): string | null {
  const plain = withoutMarkup(sentence);
  return (
    severalRight(plain) ??
    lastLabel(IS_RIGHT, plain) ??
    lastLabel(ONLY_ONE, plain) ??
    lastLabel(OPTION, plain) ??
    lastLabel(BOLD, sentence) ??
    lastLabel(IN_BRACKETS, plain) ??
    lastLabel(AFTER_CUE, plain)
  );
}

function severalRight(sentence: string): string | null {
  const named = [...sentence.matchAll(SEVERAL_ARE)].at(-1)?.[0];
  const list = named === undefined ? null : labelList(named);
  return list === null ? null : answerOf(list);
}

function lastLabel(pattern: RegExp, sentence: string): string | null {
  const groups: readonly (string | undefined)[] = [...sentence.matchAll(pattern)].at(-1)?.slice(1) ?? [];
  return groups.find((label) => label !== undefined)?.toUpperCase() ?? null;
}
