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
  return (
    answer.length <= LONGEST_FACT &&
    answer.split(' ').length <= MOST_WORDS &&
    !/^(?:yes|no|true|false|\p{L})$/u.test(answer)
  );
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

/** Sentences that name one thing in common, which the question does not name, agree in it. */
function commonEntities(
  sentences: readonly string[],
  given: readonly GivenAnswer[],
  question: string,
): ReadonlyMap<string, string> {
  if (sentences.length < 2) return new Map();
  const asked = new Set(entitiesOf(question).map(({ key }) => key));
  const bySentence = new Map(
    sentences.map((sentence) => {
      const text = given.find(({ answer, text: own }) => answer === sentence && own !== '')?.text ?? sentence;
      return [
        sentence,
        new Set(
          entitiesOf(finalPart(text))
            .map(({ key }) => key)
            .filter((key) => !asked.has(key)),
        ),
      ];
    }),
  );
  const counts = new Map<string, number>();
  for (const keys of bySentence.values()) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count > 1).map(([key]) => key);
  return new Map(
    [...bySentence].flatMap(([sentence, keys]): [string, string][] => {
      const [only, another] = common.filter((key) => keys.has(key));
      return only === undefined || another !== undefined ? [] : [[sentence, only]];
    }),
  );
}
