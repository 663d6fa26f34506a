/**
 * Short facts in sentences: "It was written by Jane Austen in 1813." says what "Jane Austen" says, where another ballot
 * says just that, and names no rival.
 */
import { finalPart } from '../answer/final-part.ts';
import { byCommonEntities } from './common-entities.ts';
import { hasName, nameIn } from './mentions.ts';
import { passageOf, type Passage } from './passage.ts';
import type { GivenAnswer } from './given-answer.ts';
import { valueOfAnswer } from './values.ts';

/** A fact in a word: so many words, so many characters. */
const MOST_WORDS = 6;
const LONGEST_FACT = 60;
/** A longer text tells more than one fact. */
const LONGEST_SENTENCE = 1500;
/** So many pairs of a sentence and a fact are looked at; where there are more, answers are no short facts. */
const MOST_PAIRS = 20_000;
/** A canonical date with its month in words. */
const DAY_OF_MONTH = /^\p{L}+ \d{1,2}$/u;

/** A sentence and the fact that it states; `as` is how, with a name before it or not. */
interface Stated {
  readonly sentence: string;
  readonly fact: string;
  readonly as: string;
}

/** For each sentence the fact that it states; of sentences without a fact beside them what they name in common. */
export function bySentences(given: readonly GivenAnswer[], question: string): ReadonlyMap<string, string> {
  const texts = textsOf(given);
  const answers = [...texts.keys()].sort();
  const sentences = answers.filter(isSentence);
  const facts = answers.filter(isFact);
  if (answers.length < 2 || sentences.length * answers.length > MOST_PAIRS) return new Map();
  const asked = passageOf(question);
  const stated = unambiguous(
    sentences.flatMap((sentence) => statedIn(sentence, texts.get(sentence) ?? [], facts, asked) ?? []),
  );
  const factOf = new Map(stated.map(({ sentence, fact }) => [sentence, fact]));
  const silent = sentences
    .filter((sentence) => !factOf.has(sentence))
    .map((sentence) => [sentence, texts.get(sentence)?.[0] ?? sentence] as const)
    .filter(([, text]) => !passageOf(text).isBare);
  return new Map([
    ...[...factOf.keys()].map((sentence) => [sentence, rootOf(sentence, factOf)] as const),
    ...byCommonEntities(new Map(silent), question),
  ]);
}

/** The texts of each answer, in order, without reasoning; none where answers were given outright. */
function textsOf(given: readonly GivenAnswer[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, Set<string>>();
  for (const { answer, text } of given) {
    const known = texts.get(answer) ?? new Set();
    texts.set(answer, known);
    if (text !== '') known.add(text);
  }
  return new Map([...texts].map(([answer, known]) => [answer, isSentence(answer) ? written([...known]) : []]));
}

function written(texts: readonly string[]): readonly string[] {
  return texts
    .map((text) => finalPart(text))
    .filter((text) => text.length <= LONGEST_SENTENCE && text.trim() !== '')
    .sort();
}

/** What could state a fact: words, more than one. */
function isSentence(answer: string): boolean {
  const isProse = answer.includes(' ') && /\p{L}{2}/u.test(answer) && !/[\\^=≤≥<>{}_]/.test(answer);
  return isProse && answer.length <= LONGEST_SENTENCE && !DAY_OF_MONTH.test(answer) && valueOfAnswer(answer) === null;
}

/** A name, a number, a date, a word: what somebody would answer in short. */
function isFact(answer: string): boolean {
  return (
    answer.length <= LONGEST_FACT &&
    answer.split(' ').length <= MOST_WORDS &&
    !/^(?:yes|no|true|false|\p{L})$/u.test(answer)
  );
}

/** The one fact that `sentence` states in all its texts; of several the one that the question does not name. */
function statedIn(sentence: string, texts: readonly string[], facts: readonly string[], asked: Passage): Stated | null {
  const passages = (texts.length > 0 ? texts : [sentence]).map(passageOf);
  const stated = facts.flatMap((fact): Stated[] => {
    if (fact.length >= sentence.length) return [];
    const [as, another] = new Set(passages.map((passage) => nameIn(passage, fact)));
    return as === null || as === undefined || another !== undefined ? [] : [{ sentence, fact, as }];
  });
  // Of "Everest" and "Mount Everest" the sentence that has the longer one means that.
  const longest = stated.filter(
    ({ fact }) => !stated.some((other) => other.fact !== fact && other.fact.includes(fact)),
  );
  const [only, another] = longest.length > 1 ? longest.filter(({ fact }) => !hasName(asked, fact)) : longest;
  return only !== undefined && another === undefined ? only : null;
}

/** Without names that go on differently: of "Marie Curie" and "Pierre Curie" neither is "Curie". */
function unambiguous(stated: readonly Stated[]): readonly Stated[] {
  const forms = new Map<string, Set<string>>();
  for (const { fact, as } of stated) if (as !== fact) forms.set(fact, (forms.get(fact) ?? new Set()).add(as));
  return stated.filter(({ fact, as }) => as === fact || forms.get(fact)?.size === 1);
}

/** The fact that a sentence states may state a shorter one itself. */
function rootOf(sentence: string, factOf: ReadonlyMap<string, string>): string {
  let root = sentence;
  for (let fact = factOf.get(root); fact !== undefined; fact = factOf.get(root)) root = fact;
  return root;
}
