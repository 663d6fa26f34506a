/** The number that a sentence, marked as the answer, states in words: "Sarah has 27 pens.", "$16 in losses", "48 + 36 = 84". */
import { CURRENCY_SIGN, findNumerals, withPlainDigits, type Numeral } from './numerals.ts';
import { withoutMarkup } from './markup.ts';
import { sentencesBackwards } from './sentences.ts';

/** Words that go on from an amount which opens the answer; before them at most two lower-case words of what is counted. */
const GOES_ON =
  /^(?:\s\p{Ll}[\p{Ll}-]{0,19}){0,2}?(?:,\s(?:which|that|as|because|since|so)|\s(?:in|of|for|because|since|as|which|that|per|from|left|remaining|total|altogether|more|now|on|at|after|before|by|when|if|each)(?!\p{L}))/u;
/** Verbs that an amount follows as what is had, made or needed. */
const VERB =
  /(?:^|\s)(?:has|have|had|is|are|was|were|makes?|made|earn(?:s|ed)?|needs?|needed|costs?|takes?|took|spends?|spent|gets?|got|sold|sells?|pays?|paid|ate|eats|bought|buys?|saved?|saves|owes?|weighs?|covers?|received?|receives|(?:will|would|can|could|must|should) \p{L}{2,12})\s(?:about |only |exactly |a total of |approximately |still )?$/u;
const WORKED_OUT = /^[^=]{0,200}?[\d\s*×x+\-−/÷().,$€£%]{3,}=\s?$/u;

/** The canonical number; null where the sentence has none of these forms, or more numbers than one that could be meant. */
export function statedNumber(content: string): string | null {
  const text = withPlainDigits(withoutMarkup(content.slice(0, 2000)));
  const [first] = findNumerals(text);
  if (first !== undefined && opens(text, first) && GOES_ON.test(text.slice(first.end))) return first.value;
  const [last = ''] = sentencesBackwards(text);
  const numerals = findNumerals(last);
  return workedOut(last, numerals) ?? had(last, numerals);
}

function opens(text: string, { start }: Numeral): boolean {
  return text.slice(0, start).replace(CURRENCY_SIGN, '').trim() === '';
}

/** The result of a calculation that the sentence ends with. */
function workedOut(sentence: string, numerals: readonly Numeral[]): string | null {
  const last = numerals.at(-1);
  if (last === undefined || !/^(?:\s\p{L}{1,15}){0,3}[\s.!]*$/u.test(sentence.slice(last.end))) return null;
  return WORKED_OUT.test(sentence.slice(Math.max(0, sentence.lastIndexOf('=', last.start) - 220), last.start))
    ? last.value
    : null;
}

/** The only number of the sentence, right behind its verb. */
function had(sentence: string, [only, another]: readonly Numeral[]): string | null {
  if (only === undefined || another !== undefined) return null;
  return VERB.test(sentence.slice(0, only.start).replace(CURRENCY_SIGN, '')) ? only.value : null;
}
