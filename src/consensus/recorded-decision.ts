/** Decision records read back: what `ask --json` and `vote --json` print. Pure; reading the file is the caller's. */
import { messageOf } from '../errors.ts';
import type { Closing, Decision, Rules, Status, TallyEntry, TieBreak } from './decision.ts';
import { perFactor, type FactorRow } from './factors.ts';
import {
  amountAt,
  confidenceAt,
  flagAt,
  listOf,
  malformed,
  memberAt,
  numberAt,
  objectAt,
  oneOf,
  optional,
  orNull,
  shareAt,
  textAt,
  textOrNumberAt,
  wholeFrom,
  type Fields,
} from './fields.ts';
import { malformedInput } from './misuse.ts';
import { ballotAt, voterAt } from './recorded-ballot.ts';
import { DEFAULT_RULES, withOverrides } from './rules.ts';

/** A decision record as it was read. */
export interface RecordedDecision {
  readonly id: string;
  readonly decision: Decision;
  /** What was asked, where the record tells. */
  readonly question?: string;
  /** The whole record: what is no part of the decision (question, seed, timing, …) stands here only. */
  readonly fields: Fields;
}

const STATUSES: readonly Status[] = ['decided', 'low_confidence', 'no_quorum'];
const TIE_BREAKS: readonly TieBreak[] = ['confidence', 'ballots', 'order'];

/**
 * A parsed JSON line as a decision record. Every field that is known is checked; unknown fields are kept, but for rules:
 * under one that is unknown here the decision could not be repeated. That the ballots are the electorate's is checked where
 * they are counted.
 * @throws PacoreError PACORE_INPUT, naming the field that is wrong; the line's number is the caller's to add.
 */
export function parseRecordedDecision(line: unknown): RecordedDecision {
  const fields = objectAt(line, 'the line');
  if (fields.schemaVersion !== 1) throw malformed('schemaVersion', '1', fields.schemaVersion);
  const id = textOrNumberAt(fields.id, 'id');
  checkRun(fields);
  const decision = decisionAt(fields);
  return { id, decision, ...questionAt(fields), fields };
}

/** The question, or the last message of a conversation. */
function questionAt({ question, messages }: Fields): { readonly question?: string } {
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  const content = typeof last === 'object' && last !== null && 'content' in last ? last.content : question;
  return typeof content === 'string' ? { question: content } : {};
}

function decisionAt(fields: Fields): Decision {
  const rules = rulesAt(fields);
  return {
    strategy: textAt(fields.strategy, 'strategy'),
    status: oneOf(STATUSES)(fields.status, 'status'),
    answer: orNull(textAt)(fields.answer, 'answer'),
    text: orNull(textAt)(fields.text, 'text'),
    confidence: shareAt(fields.confidence, 'confidence'),
    agreement: shareAt(fields.agreement, 'agreement'),
    calibrated: confidenceAt(fields.calibrated, 'calibrated'),
    tieBreak: orNull(oneOf(TIE_BREAKS))(fields.tieBreak, 'tieBreak'),
    ...optional(fields, 'assumedConfidence', shareAt),
    electorate: listOf(voterAt)(fields.electorate, 'electorate'),
    rules,
    tally: listOf(tallyEntryAt)(fields.tally, 'tally'),
    ...optional(fields, 'factors', listOf(factorRowAt)),
    ballots: listOf(ballotAt)(fields.ballots, 'ballots'),
    ...optional(fields, 'closing', closingAt),
    usage: usageAt(fields.usage, 'usage'),
  };
}

/**
 * What has a default in an engine must be there all the same, and a rule that is unknown is refused. Records of before had
 * no `rules.strategy`: there the strategy that decided was the one asked for, and answers counted as they were read.
 */
function rulesAt(fields: Fields): Rules {
  const { thresholds, strategy = fields.strategy, ...others } = objectAt(fields.rules, 'rules');
  const { confidenceThreshold, minAgreement } = objectAt(thresholds, 'rules.thresholds');
  const isOfBefore = strategy === fields.strategy && !('strategy' in objectAt(fields.rules, 'rules'));
  const given: Fields = {
    ...others,
    confidenceThreshold,
    minAgreement,
    strategy: textAt(strategy, 'rules.strategy'),
    ...(isOfBefore && { asRead: true }),
  };
  const missing = REQUIRED_RULES.find((name) => given[name] === undefined);
  if (missing !== undefined) throw malformedInput(`rules: ${missing} is missing; a record has all rules.`);
  try {
    return withOverrides(DEFAULT_RULES, given); // Which checks every one of them.
  } catch (error) {
    throw malformedInput(`rules: ${messageOf(error)}`);
  }
}

const REQUIRED_RULES = ['profile', 'confidenceThreshold', 'minAgreement', 'quorum', 'options'] as const;

function closingAt(value: unknown, where: string): Closing {
  const { member, answer, contradicts, kept } = objectAt(value, where);
  return {
    member: orNull(memberAt)(member, `${where}.member`),
    answer: orNull(textAt)(answer, `${where}.answer`),
    contradicts: flagAt(contradicts, `${where}.contradicts`),
    kept: oneOf(['vote', 'synthesis'])(kept, `${where}.kept`),
  };
}

function tallyEntryAt(value: unknown, where: string): TallyEntry {
  const { answer, score, share, members } = objectAt(value, where);
  return {
    answer: textAt(answer, `${where}.answer`),
    score: numberAt(score, `${where}.score`),
    share: numberAt(share, `${where}.share`),
    members: listOf(textAt)(members, `${where}.members`),
  };
}

function factorRowAt(value: unknown, where: string): FactorRow {
  const fields = objectAt(value, where);
  return {
    answer: textAt(fields.answer, `${where}.answer`),
    ...perFactor((factor) => shareAt(fields[factor], `${where}.${factor}`)),
    score: shareAt(fields.score, `${where}.score`),
  };
}

function usageAt(value: unknown, where: string): Decision['usage'] {
  const { promptTokens, completionTokens, cancelledBallots } = objectAt(value, where);
  return {
    promptTokens: amountAt(promptTokens, `${where}.promptTokens`),
    completionTokens: amountAt(completionTokens, `${where}.completionTokens`),
    cancelledBallots: wholeFrom(0)(cancelledBallots, `${where}.cancelledBallots`),
  };
}

/** What a record says of its run; it is checked and kept as it stands. */
function checkRun(fields: Fields): void {
  optional(fields, 'question', textAt);
  optional(fields, 'messages', listOf(checkMessage));
  orNull(wholeFrom(0))(fields.seed, 'seed');
  optional(fields, 'synthesis', ballotAt);
  const timing = objectAt(fields.timing, 'timing');
  textAt(timing.startedAt, 'timing.startedAt');
  amountAt(timing.durationMs, 'timing.durationMs');
}

function checkMessage(value: unknown, where: string): void {
  const { role, content } = objectAt(value, where);
  oneOf(['system', 'user', 'assistant'])(role, `${where}.role`);
  textAt(content, `${where}.content`);
}
