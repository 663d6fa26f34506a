/** Reads the options out of a question: `A. Paris`, `(b) Rome`, `1) …`, one a line or all in one. */
import { ALPHABETS, ROMAN, canonicalLabel } from './option-labels.ts';

/** One option of a question. */
export interface Option {
  /** Canonical, as answers of profile `choice` are: `A`. */
  readonly label: string;
  /** What it says, as it stands. */
  readonly text: string;
}

/** A label where one may stand: at the start of a line, or within one after a space. */
const LABEL =
  /(?:^|\n|[\s;|,])[*_>-]{0,3}\s{0,3}(?:[([]\s?(\p{L}|\d{1,2}|[ivxIVX]{1,4})\s?[)\]]|(\p{L}|\d{1,2}|[ivxIVX]{1,4})[*_]{0,3}(?:[).．、]|:(?!\/))|([①-⑳]))[*_]{0,3}(?=\s|[^\s\d).:])/gu;
/** The question is short of this, options included; more is a document. */
const LONGEST_QUESTION = 40_000;
const LONGEST_OPTION = 600;

interface Labelled {
  readonly label: string;
  /** Whether it may as well be the last word of a sentence: `A.` within a line. */
  readonly isLoose: boolean;
  /** Whether it is small, a number, and within a line: `(a)` counts the parts of a sentence, too. */
  readonly isPart: boolean;
  readonly start: number;
  readonly end: number;
}

/** Systems of labels, in the order in which they are tried: numbers also count sentences, letters hardly ever. */
const SYSTEMS: readonly (readonly string[])[] = [
  ...ALPHABETS.map((letters) => Array.from(letters, canonicalLabel)),
  Array.from({ length: 20 }, (_, index) => String(index + 1)),
  ROMAN,
];

/** The options that `question` lists, in order; none when it lists no two. Pure, linear in its length. */
export function optionsIn(question: string): readonly Option[] {
  if (question.length > LONGEST_QUESTION) return [];
  const found = [...question.matchAll(LABEL)].map((match) => ({
    label: canonicalLabel(match[1] ?? match[2] ?? match[3] ?? ''),
    isPart: /^(?!\n)/.test(match[0]) && /[a-z\d]/.test(match[1] ?? match[2] ?? ''),
    isLoose: /^[^\n]/.test(match[0]) && match.index > 0 && match[0].endsWith('.'),
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const system of SYSTEMS) {
    const run = longestRun(found, system);
    if (run.length > 2 || (run.length === 2 && !run.some(({ isLoose }) => isLoose)))
      return isOffered(question, run)
        ? optionsOrNone(run.map((labelled, index) => optionOf(question, labelled, run[index + 1])))
        : [];
  }
  return [];
}

/** What only counts parts offers something where a question or a colon leads to it, or "or" to its last one. */
function isOffered(question: string, run: readonly Labelled[]): boolean {
  const before = (labelled: Labelled | undefined): string => question.slice(0, labelled?.start);
  return !run.every(({ isPart }) => isPart) || /[?:？：]\s*$/.test(before(run[0])) || /\sor$/.test(before(run.at(-1)));
}

/** How a task begins: `(a) What filing status should she claim? (b) How many …` */
const TASK =
  /^(?:what|how|why|when|where|who|whose|find|calculate|compute|determine|show|prove|state|explain|give|describe|if|assuming|suppose)\s/i;

/** None where they are the parts of what is asked: tasks, questions, or an enumeration within a sentence. */
function optionsOrNone(options: readonly Option[]): readonly Option[] {
  const others = options.slice(0, -1);
  const isSentence = others.some(({ text }) => /\?$|\s(?:and|while)$/i.test(text));
  return isSentence || options.every(({ text }) => TASK.test(text)) ? [] : options;
}

/** The longest run of labels that follow one another as in `system`, the last one among equals. */
function longestRun(found: readonly Labelled[], system: readonly string[]): readonly Labelled[] {
  let best: readonly Labelled[] = [];
  let run: Labelled[] = [];
  for (const labelled of found) {
    if (labelled.label === system[0]) run = [];
    if (labelled.label !== system[run.length]) continue;
    run.push(labelled);
    if (run.length >= best.length) best = run;
  }
  return best;
}

function optionOf(question: string, { label, end }: Labelled, next: Labelled | undefined): Option {
  const text = question.slice(end, Math.min(next?.start ?? question.length, end + LONGEST_OPTION));
  // What follows the last option, such as "Answer:", stands on a line of its own.
  const own = next === undefined ? text.trimStart().replace(/\n[^]*/, '') : text;
  return { label, text: own.replace(/[\s;,|>*_-]{1,20}$/, '').trimStart() };
}
