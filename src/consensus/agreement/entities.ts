/** What a text names: people, places, numbers with their units. */
import { unitOf } from '../answer/value/units.ts';
import { isTitle } from './name-words.ts';
import { nameIn } from './mentions.ts';
import { passageOf } from './passage.ts';

/** What a text affirms, each in lower case. */
export interface Entities {
  readonly names: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** A longer text is looked at in part. */
const LONGEST = 2000;
const MOST_ENTITIES = 40;
const NAMES = /\p{Lu}[\p{L}'’.-]{0,40}(?:\s(?:(?:of|the|de|da|von|van|del|la)\s)?\p{Lu}[\p{L}'’-]{0,40}){0,4}/gu;
const NUMBERS = /(?<![\p{L}\d.,/-])(\d[\d.,]{0,30})(?![\p{L}\d])(?:\s?([\p{L}%°$€£]{1,12}))?/gu;

/** The entities that `text` names and does not deny. */
export function entitiesOf(text: string): Entities {
  const passage = passageOf(text.slice(0, LONGEST));
  const short = passage.text;
  const names = [...short.matchAll(NAMES)]
    .slice(0, MOST_ENTITIES)
    .flatMap(({ 0: name, index }) => keyOf(name, isOpening(short, index)) ?? [])
    .filter((key) => nameIn(passage, key) !== null);
  const numbers = [...short.matchAll(NUMBERS)].slice(0, MOST_ENTITIES).map(([, digits = '', word = '']) => {
    const number = digits.replace(/[.,]+$/, '').replaceAll(',', '');
    const unit = unitOf(word)?.name;
    return unit === undefined ? number : `${number} ${unit}`;
  });
  return { names: new Set(names), numbers: new Set(numbers) };
}

function isOpening(text: string, index: number): boolean {
  return index === 0 || /[.!?:]\s+["'“*]*$/.test(text.slice(Math.max(0, index - 6), index));
}

/** A name without what only a sentence's beginning puts before it; a word alone there is hardly a name. */
function keyOf(name: string, opens: boolean): string | null {
  const words = name
    .replace(/['’]s$/, '')
    .replace(/[.,]+$/, '')
    .split(' ');
  const first = words.findIndex((word) => !isTitle(word));
  const isAlone = opens && first === 0 && words.length === 1;
  return first === -1 || isAlone ? null : words.slice(first).join(' ').toLowerCase().replaceAll('’', "'");
}
