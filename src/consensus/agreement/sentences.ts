/**
 * Short facts in sentences: "It was written by Jane Austen in 1813." says what "Jane Austen" says, where another ballot
 * says just that, and names no rival.
 */
import { finalPart } from '../answer/final-part.ts';
import { weightsOf } from './groups.ts';
import { entitiesOf } from './entities.ts';
import { mentions } from './mentions.ts';
import type { GivenAnswer } from './settle.ts';
import { valueOfAnswer } from './values.ts';

/** A fact in a word: so many words, so many characters. */
const MOST_WORDS = 6;
const LONGEST_FACT = 60;
/** With a verb it is a sentence, however short. */
const VERB =
  /\s(?:is|are|was|were|has|have|had|would be|will be|must be|ist|sind|war|est|sont|était|es|son|è|sono|é)\s/;
/** A longer text tells more than one fact. */
const LONGEST_SENTENCE = 1500;

/** For each sentence the fact that it states; of sentences without a fact beside them what two of them name. */
export function bySentences(given: readonly GivenAnswer[], question: string): ReadonlyMap<string, string> {
  const weights = weightsOf(given);
  const answers = [...weights.keys()].sort();
  const sentences = answers.filter(isSentence);
  if (sentences.length === 0 || answers.length < 2) return new Map();
  const facts = answers.filter(isFact);
  const names = new Map<string, string>();
  for (const sentence of sentences) {
    const texts = given.filter(({ answer }) => answer === sentence).map(({ text }) => text);
    const stated = factIn(sentence, texts, facts);
    if (stated !== null) names.set(sentence, stated);
  }
  const silent = sentences.filter((sentence) => !names.has(sentence) && !isFact(sentence));
  return new Map([...names, ...commonEntities(silent, given, question)]);
}

/** What could state a fact: words, more than one. */
function isSentence(answer: string): boolean {
  const isProse = answer.includes(' ') && /\p{L}{2}/u.test(answer) && !/[\\^=≤≥<>{}_]/.test(answer);
  return isProse && answer.length <= LONGEST_SENTENCE && valueOfAnswer(answer) === null;
}

/** A name, a number, a date, a word: what somebody would answer in short. */
function isFact(answer: string): boolean {
  const isShort = answer.length <= LONGEST_FACT && answer.split(' ').length <= MOST_WORDS;
  return isShort && !VERB.test(answer) && !/^(?:yes|no|true|false|\p{L})$/u.test(answer);
}

/** The one fact that `sentence` states, affirmed; null where it states none, or several. */
function factIn(sentence: string, texts: readonly string[], facts: readonly string[]): string | null {
  const written = texts
    .map((text) => finalPart(text))
    .filter((text) => text.length <= LONGEST_SENTENCE && text.trim() !== '');
  const sources = written.length > 0 ? written : [sentence];
  const stated = facts.filter(
    (fact) =>
      fact !== sentence && fact.length < sentence.length && sources.every((text) => mentions(text, fact, sentence)),
  );
  // Of "Everest" and "Mount Everest" the sentence that has the longer one means that.
  const longest = stated.filter((fact) => !stated.some((other) => other !== fact && mentions(other, fact, other)));
  const [only, another] = longest;
  return only !== undefined && another === undefined ? only : null;
}

/** A text of more words explains, and names what it does not answer. */
const MOST_WORDS_OF_STATEMENT = 25;

/** Sentences that name one thing in common, which the question does not name, agree in it, where no number contradicts. */
function commonEntities(
  sentences: readonly string[],
  given: readonly GivenAnswer[],
  question: string,
): ReadonlyMap<string, string> {
  const asked = new Set(entitiesOf(question));
  const named = new Map(
    sentences.flatMap((sentence): [string, readonly string[]][] => {
      const text = given.find(({ answer, text: own }) => answer === sentence && own !== '')?.text ?? sentence;
      const statement = finalPart(text).trim();
      return isStatement(statement) ? [[sentence, entitiesOf(statement).filter((key) => !asked.has(key))]] : [];
    }),
  );
  return new Map(
    [...named].flatMap(([sentence, own]): [string, string][] => {
      const agreeing = [...named].filter(([other, keys]) => other !== sentence && agreeIn(own, keys) !== null);
      const common = new Set(agreeing.map(([, keys]) => agreeIn(own, keys)));
      const [only, another] = common;
      return only === undefined || only === null || another !== undefined ? [] : [[sentence, only]];
    }),
  );
}

/** One sentence of a few words. */
function isStatement(text: string): boolean {
  return (
    text.split(/\s+/).length <= MOST_WORDS_OF_STATEMENT && !/[.!?]\s+\p{Lu}/u.test(text.replace(/\b\p{Lu}\.\s/gu, ''))
  );
}

/** The one thing that both name; null where there is none or more than one, or where each has a number of its own. */
function agreeIn(one: readonly string[], other: readonly string[]): string | null {
  const [only, another] = one.filter((key) => other.includes(key));
  if (only === undefined || another !== undefined) return null;
  const numbers = (keys: readonly string[]): boolean => keys.some((key) => /^\d/.test(key));
  return !/^\d/.test(only) && numbers(one) && numbers(other) ? null : only;
}
