/** What a sentence names: people, places, numbers, dates. */
import { isDenied } from './mentions.ts';

const NAMES = /\p{Lu}[\p{L}'’.-]*(?:\s(?:of|the|de|da|von|van|del|la)?\s?\p{Lu}[\p{L}'’-]*){0,4}/gu;
/** What stands first and has a verb behind it is the subject, and its capital its own. */
const VERB = /^\s(?:is|was|are|were|has|had|wrote|painted|invented|discovered|won|lies|became|made|built)\b/;
const NUMBERS = /(?<![\p{L}\d.,/-])\d[\d.,]*(?![\p{L}\d])/gu;
/** Words that have a capital only because a sentence begins with them. */
const OPENERS = new Set(
  (
    'the a an it this that these those he she they we i you in on at by from for to of and but so yes no there here if when while as ' +
    'well actually my our his her their its what which who where why how according although because since after before during ' +
    'die der das ein eine es ist le la les un une el los las il lo'
  ).split(' '),
);

/** What `text` names, in lower case, by first appearance. */
export function entitiesOf(text: string): readonly string[] {
  const short = text.slice(0, 2000);
  const names = [...short.matchAll(NAMES)].flatMap(({ 0: name, index }) => {
    const opens = index === 0 || /[.!?:]\s+["'“*]*$/.test(short.slice(Math.max(0, index - 6), index));
    if (isDenied(short.slice(Math.max(0, index - 40), index))) return [];
    return nameKey(name, opens && !VERB.test(short.slice(index + name.length)));
  });
  const numbers = [...short.matchAll(NUMBERS)].map(([number]) => number.replace(/[.,]+$/, '').replaceAll(',', ''));
  return [...new Set([...names, ...numbers])];
}

function nameKey(name: string, opens: boolean): readonly string[] {
  const words = name
    .replace(/['’]s$/, '')
    .replace(/[.,]+$/, '')
    .toLowerCase()
    .split(' ');
  while (words.length > 0 && OPENERS.has(words[0] ?? '')) words.shift();
  const [first] = words;
  if (first === undefined) return [];
  // A single common word at the start of a sentence is no name; of several it may be the first.
  return opens && words.length === 1 && name.split(' ').length === 1 ? [] : [words.join(' ')];
}
