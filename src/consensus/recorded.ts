/** Recorded responses: what a line of a recorded-responses file holds. Pure; reading the file is the caller's. */
import { confidenceAt, listOf, memberAt, objectAt, optional, orNull, textAt, textOrNumberAt } from './fields.ts';
import { malformedInput } from './misuse.ts';

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
  const fields = objectAt(line, 'the line');
  return {
    id: textOrNumberAt(fields.id, 'id'),
    ...optional(fields, 'question', textAt),
    ...optional(fields, 'gold', textOrNumberAt),
    ...optional(fields, 'category', textAt),
    responses: parseResponses(fields.responses),
  };
}

const readResponses = listOf(parseResponse, 'an array of { member, text or answer or ranking }');
const readRanking = listOf(textOrNumberAt, 'an array of answers, best first');

/**
 * Anything as recorded responses.
 * @throws PacoreError PACORE_INPUT, naming the response and the field that is wrong.
 */
export function parseResponses(value: unknown): readonly RecordedResponse[] {
  return readResponses(value, 'responses');
}

function parseResponse(value: unknown, where: string): RecordedResponse {
  const fields = objectAt(value, where);
  const { text, answer, ranking } = fields;
  if (text === undefined && answer === undefined && ranking === undefined) {
    throw malformedInput(`${where} has neither text nor answer nor ranking; give at least one.`);
  }
  const path = `${where}.`;
  return {
    member: memberAt(fields.member, `${path}member`),
    ...optional(fields, 'text', textAt, path),
    ...optional(fields, 'answer', orNull(textOrNumberAt), path),
    ...optional(fields, 'confidence', confidenceAt, path),
    ...optional(fields, 'ranking', readRanking, path),
  };
}
