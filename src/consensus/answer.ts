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
import { readNumber } from './answer/number.ts';
import { readTyped } from './answer/phrase.ts';
import { isAbstention } from './answer/abstention.ts';
import { canonicalText } from './answer/text.ts';
import type { Profile } from './decision.ts';

/** How one profile reads an answer. */
interface Reading {
  /** Out of a whole response, its reasoning already left out. */
  readonly fromResponse: (text: string) => string | null;
  /** Out of an answer given outright: a gold answer, or the `answer` of a recorded response. */
  readonly fromAnswer: (answer: string) => string | null;
}

const READINGS: Readonly<Record<Profile, Reading>> = {
  auto: { fromResponse: readAny, fromAnswer: canonicalAny },
  number: { fromResponse: readNumber, fromAnswer: (answer) => readTyped(answer) ?? readNumber(answer) },
  choice: { fromResponse: readChoice, fromAnswer: (answer) => leadingLabel(answer) ?? readChoice(answer) },
  text: { fromResponse: readText, fromAnswer: (answer) => (isAbstention(answer) ? null : canonicalText(answer)) },
  json: { fromResponse: readJson, fromAnswer: canonicalJson },
  code: { fromResponse: readCode, fromAnswer: canonicalCode },
};

/** The final answer of a model's response, canonical; null is an abstention. */
export function readAnswer(text: string, profile: Profile): string | null {
  return READINGS[profile].fromResponse(finalPart(text));
}

/** The canonical form of an answer that is given outright, such as a gold answer; null is an abstention. */
export function canonicalAnswer(answer: string, profile: Profile): string | null {
  return READINGS[profile].fromAnswer(answer);
}
