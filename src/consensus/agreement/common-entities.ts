/** Sentences without a short answer beside them: they agree in what they all name. */
import { sentencesBackwards } from '../answer/sentences.ts';
import { entitiesOf, type Entities } from './entities.ts';
import { hasName, nameIn } from './mentions.ts';
import { passageOf, type Passage } from './passage.ts';

/** A longer text explains, and names many things. */
const LONGEST = 240;
/** So many sentences are compared with each other. */
const MOST_SENTENCES = 60;

interface Statement extends Entities {
  readonly answer: string;
  readonly passage: Passage;
}

/**
 * For each of `sentences` (answer and text) that agrees with another one, the name of what they agree in. Two agree where they name
 * something in common that the question does not, and no more than one of them names something else: "Dickens wrote it in London."
 * and "Austen wrote it in London." do not. Of three all must agree with all.
 */
export function byCommonEntities(
  sentences: ReadonlyMap<string, string>,
  question: string,
): ReadonlyMap<string, string> {
  const asked = passageOf(question);
  const statements = [...sentences]
    .filter(([, text]) => isOneSentence(text))
    .map(([answer, text]) => statementOf(answer, text, asked))
    .slice(0, MOST_SENTENCES);
  const groups = statements.map((one) => statements.filter((other) => other === one || common(one, other) !== null));
  const agreeing = groups.filter(
    (group) =>
      group.length > 1 && group.every((one) => group.every((other) => one === other || common(one, other) !== null)),
  );
  return new Map(
    agreeing.flatMap((group) => {
      // A group that is agreed upon by all of it is the group of each of its statements.
      const isOfAll = group.every((one) => groups[statements.indexOf(one)]?.length === group.length);
      return isOfAll ? group.map(({ answer }) => [answer, nameOf(group)] as const) : [];
    }),
  );
}

function isOneSentence(text: string): boolean {
  if (text.length > LONGEST) return false;
  const [, second] = sentencesBackwards(text);
  return second === undefined;
}

function statementOf(answer: string, text: string, asked: Passage): Statement {
  const { names, numbers } = entitiesOf(text);
  return {
    answer,
    passage: passageOf(text),
    names: new Set([...names].filter((name) => !hasName(asked, name))),
    numbers: new Set([...numbers].filter((number) => !asked.folded.includes(number))),
  };
}

/** What both name; null where that is nothing, or where each names something that the other does not. */
function common(one: Statement, other: Statement): readonly string[] | null {
  const names = [...new Set([...one.names, ...other.names])].filter(
    (name) => nameIn(one.passage, name) !== null && nameIn(other.passage, name) !== null,
  );
  const numbers = [...one.numbers].filter((number) => other.numbers.has(number));
  if (areRivals(one.names, other.names, names) || areRivals(one.numbers, other.numbers, numbers)) return null;
  return names.length + numbers.length === 0 ? null : names.length > 0 ? names : numbers;
}

function areRivals(one: ReadonlySet<string>, other: ReadonlySet<string>, both: readonly string[]): boolean {
  const hasMore = (all: ReadonlySet<string>): boolean => [...all].some((name) => !both.includes(name));
  return hasMore(one) && hasMore(other);
}

/** The one thing that all of them name, or else the shortest of them. */
function nameOf(group: readonly Statement[]): string {
  const [first, ...others] = group;
  const all = first === undefined ? [] : others.map((other) => common(first, other) ?? []);
  const [only, another] = (all[0] ?? []).filter((name) => all.every((names) => names.includes(name)));
  if (only !== undefined && another === undefined) return only;
  const answers = group
    .map(({ answer }) => answer)
    .sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
  return answers[0] ?? '';
}
