/** Recorded responses: what a line of a recorded-responses file holds. Pure; reading the file is the caller's. */
import type { PacoreError } from '../errors.ts';
import { malformedInput, shown } from './misuse.ts';

/** One recorded response. At least one of `text`, `answer` and `ranking` is there. */
export interface RecordedResponse {
  readonly member: string;
  /** As the model wrote it; its answer is read out of it where none is given. */
  readonly text?: string | undefined;
  /** Taken at its word; null is an abstention. */
  readonly answer?: string | null | undefined;
  /** 0..1 */
  readonly confidence?: number | null | undefined;
  /** Candidates from best to worst; without `answer` and `text` the first one is the answer. Empty: an abstention. */
  readonly ranking?: readonly string[] | undefined;
}

/** One line: a question and its recorded responses. */
export interface RecordedQuestion {
  readonly id: string;
  readonly question?: string;
  /** The right answer. */
  readonly gold?: string;
  readonly category?: string;
  readonly responses: readonly RecordedResponse[];
}

/**
 * A parsed JSON line as a recorded question. Numbers are accepted for `id`, `gold` and `answer`; unknown fields are
 * ignored.
 * @throws PacoreError PACORE_INPUT, naming the field that is wrong; the line's number is the caller's to add.
 */
export function parseRecordedQuestion(line: unknown): RecordedQuestion {
  const { id, question, gold, category, responses } = recordAt(line, 'the line');
  return {
    id: textOrNumber(id, 'id'),
    ...optional('question', question, textAt),
    ...optional('gold', gold, textOrNumber),
    ...optional('category', category, textAt),
    responses: parseResponses(responses),
  };
}

/**
 * Anything as recorded responses.
 * @throws PacoreError PACORE_INPUT, naming the response and the field that is wrong.
 */
export function parseResponses(value: unknown): readonly RecordedResponse[] {
  if (!Array.isArray(value)) throw malformed('responses', 'an array of { member, text or answer or ranking }', value);
  return value.map((response: unknown, index) => parseResponse(response, `responses[${index}]`));
}

function parseResponse(value: unknown, where: string): RecordedResponse {
  const { member, text, answer, confidence, ranking } = recordAt(value, where);
  if (text === undefined && answer === undefined && ranking === undefined) {
    throw malformedInput(`${where} has neither text nor answer nor ranking; give at least one.`);
  }
  const name = textAt(member, `${where}.member`);
  if (name === '') throw malformed(`${where}.member`, 'the name of a member', member);
  return {
    member: name,
    ...optional('text', text, (field) => textAt(field, `${where}.text`)),
    ...(answer === undefined ? {} : { answer: answer === null ? null : textOrNumber(answer, `${where}.answer`) }),
    ...optional('confidence', confidence, (field) => confidenceAt(field, `${where}.confidence`)),
    ...optional('ranking', ranking, (field) => rankingAt(field, `${where}.ranking`)),
  };
}

function optional<Name extends string, Value>(
  name: Name,
  value: unknown,
  read: (value: unknown, where: string) => Value,
) {
  return (value === undefined ? {} : { [name]: read(value, name) }) as Partial<Record<Name, Value>>;
}

function recordAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(where, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string') throw malformed(where, 'a string', value);
  return value;
}

function textOrNumber(value: unknown, where: string): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw malformed(where, 'a string or a number', value);
  return value;
}

function confidenceAt(value: unknown, where: string): number | null {
  if (value === null) return null;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw malformed(where, 'a number from 0 to 1, or null', value);
  return value;
}

function rankingAt(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value)) throw malformed(where, 'an array of answers, best first', value);
  return value.map((entry: unknown, index) => textOrNumber(entry, `${where}[${index}]`));
}

function malformed(where: string, what: string, value: unknown): PacoreError {
  const given = value === undefined ? 'missing' : `not ${shown(value)}`;
  return malformedInput(`${where} must be ${what}; it is ${given}.`);
}
