/**
 * Reads the final answer out of what a model wrote, in a canonical form: equal answers become equal strings, and the
 * string is what is shown. docs/consensus.md lists the rules by profile. Model output is hostile: everything here is
 * linear in its length.
 */
import { canonicalAny, readAny } from './answer/auto.ts';
import { leadingLabel, readChoice } from './answer/choice.ts';
import { canonicalCode, readCode } from './answer/code.ts';
import { finalPart } from './answer/final-part.ts';
import { readText } from './answer/free-text.ts';
import { canonicalJson, readJson } from './answer/json.ts';
import { readLabel } from './answer/label.ts';
import { readNumber } from './answer/number.ts';
import { isCanonicalValue } from './answer/value/read.ts';
import { optionsIn, type Option } from './answer/options.ts';
import { readTyped } from './answer/phrase.ts';
import { isAbstention } from './answer/abstention.ts';
import { canonicalText } from './answer/text.ts';
import type { Profile } from './decision.ts';

/** What is known of the question when its answers are read. */
export interface Asked {
  /** The closed set that an answer is one of; then what means none of them is an abstention. Not for numbers, JSON and code. */
  readonly labels?: readonly string[] | undefined;
  /** Its options, where it lists some, are the only ones there are. */
  readonly question?: string | undefined;
}

/** How one profile reads an answer. */
interface Reading {
  /** Out of a whole response, its reasoning already left out. */
  readonly fromResponse: (text: string, options: readonly Option[]) => string | null;
  /** Out of an answer given outright: a gold answer, or the `answer` of a recorded response. */
  readonly fromAnswer: (answer: string, options: readonly Option[]) => string | null;
}

const READINGS: Readonly<Record<Profile, Reading>> = {
  auto: {
    fromResponse: (text, options) => readOption(text, options) ?? readAny(text),
    fromAnswer: (answer, options) => readOption(answer, options) ?? canonicalAny(answer),
  },
  number: { fromResponse: readNumber, fromAnswer: (answer) => readTyped(answer) ?? readNumber(answer) },
  choice: {
    fromResponse: readChoice,
    fromAnswer: (answer, options) => leadingLabel(answer) ?? readChoice(answer, options),
  },
  text: { fromResponse: readText, fromAnswer: (answer) => (isAbstention(answer) ? null : canonicalText(answer)) },
  json: { fromResponse: readJson, fromAnswer: canonicalJson },
  code: { fromResponse: readCode, fromAnswer: canonicalCode },
};
const WITH_VALUES: ReadonlySet<Profile> = new Set(['auto', 'number']);
const WITH_LABELS: ReadonlySet<Profile> = new Set(['auto', 'text', 'choice']);
const WITH_OPTIONS: ReadonlySet<Profile> = new Set(['auto', 'choice']);

/** The final answer of a model's response, canonical; null is an abstention. */
export function readAnswer(text: string, profile: Profile, asked: Asked = {}): string | null {
  const final = finalPart(text);
  if (asked.labels !== undefined && WITH_LABELS.has(profile)) return readLabel(final, asked.labels);
  return READINGS[profile].fromResponse(final, optionsFor(profile, asked));
}

/** The canonical form of an answer that is given outright, such as a gold answer; null is an abstention. */
export function canonicalAnswer(answer: string, profile: Profile, asked: Asked = {}): string | null {
  if (WITH_VALUES.has(profile) && isCanonicalValue(answer)) return answer;
  if (asked.labels !== undefined && WITH_LABELS.has(profile)) return readLabel(answer, asked.labels);
  return READINGS[profile].fromAnswer(answer, optionsFor(profile, asked));
}

/** The options that the question lists, for profiles whose answers may be one. */
function optionsFor(profile: Profile, { question }: Asked): readonly Option[] {
  return question === undefined || !WITH_OPTIONS.has(profile) ? [] : optionsIn(question);
}

/** Of a question that lists options by letters the one that is meant; steps are numbered too. */
function readOption(text: string, options: readonly Option[]): string | null {
  return options.length > 1 && options.every(({ label }) => /^[A-Z]$/.test(label)) ? readChoice(text, options) : null;
}
