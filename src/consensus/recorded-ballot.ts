/** Ballots and voters as decision records hold them, read back. Fields of a later version are kept, unread. */
import { ERROR_CODES } from '../errors.ts';
import type { Ballot, ElectorateEntry, Finish } from './ballot.ts';
import {
  amountAt,
  confidenceAt,
  listOf,
  malformed,
  memberAt,
  numberAt,
  objectAt,
  oneOf,
  optional,
  orNull,
  textAt,
  wholeFrom,
} from './fields.ts';

const FINISHES: readonly Finish[] = ['stop', 'length', 'cancelled', 'error'];

/** A ballot. @throws PacoreError PACORE_INPUT, naming the field that is wrong */
export function ballotAt(value: unknown, where: string): Ballot {
  const fields = objectAt(value, where);
  const path = `${where}.`;
  return {
    ...fields,
    ...optional(fields, 'ranking', listOf(textAt), path),
    ...optional(fields, 'read', textAt, path),
    ...optional(fields, 'error', failureAt, path),
    member: memberAt(fields.member, `${path}member`),
    model: orNull(textAt)(fields.model, `${path}model`),
    sample: wholeFrom(0)(fields.sample, `${path}sample`),
    round: wholeFrom(0)(fields.round, `${path}round`),
    text: textAt(fields.text, `${path}text`),
    answer: orNull(textAt)(fields.answer, `${path}answer`),
    confidence: confidenceAt(fields.confidence, `${path}confidence`),
    weight: numberAt(fields.weight, `${path}weight`),
    finish: oneOf(FINISHES)(fields.finish, `${path}finish`),
    promptTokens: amountAt(fields.promptTokens, `${path}promptTokens`),
    completionTokens: amountAt(fields.completionTokens, `${path}completionTokens`),
    latencyMs: amountAt(fields.latencyMs, `${path}latencyMs`),
  };
}

/** One voter. @throws PacoreError PACORE_INPUT, naming the field that is wrong */
export function voterAt(value: unknown, where: string): ElectorateEntry {
  const fields = objectAt(value, where);
  const path = `${where}.`;
  return {
    ...fields,
    ...optional(fields, 'model', textAt, path),
    ...optional(fields, 'missing', textAt, path),
    ...optional(fields, 'learnedWeight', positiveAt, path),
    member: memberAt(fields.member, `${path}member`),
    samples: wholeFrom(1)(fields.samples, `${path}samples`),
    weight: numberAt(fields.weight, `${path}weight`),
  };
}

function positiveAt(value: unknown, where: string): number {
  const number = numberAt(value, where);
  if (number > 0) return number;
  throw malformed(where, 'a number above 0', value);
}

function failureAt(value: unknown, where: string): NonNullable<Ballot['error']> {
  const fields = objectAt(value, where);
  const path = `${where}.`;
  return {
    ...fields,
    ...optional(fields, 'retryAfterMs', amountAt, path),
    code: oneOf(ERROR_CODES)(fields.code, `${path}code`),
    message: textAt(fields.message, `${path}message`),
  };
}
