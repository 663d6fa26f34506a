/** What a caller may ask, and how: checked at the door. */
import type { Profile } from '../consensus/decision.ts';
import { areRounds, ROUNDS_FORM } from '../consensus/rules.ts';
import { parseDuration } from '../config/duration.ts';
import { PacoreError } from '../errors.ts';
import type { ChatMessage, JsonSchema } from '../models/backend.ts';
import { checkJsonSchema } from '../models/json-schema.ts';

/** A question: a text, or a conversation whose last message is the user's. */
export type Question = string | readonly ChatMessage[];

/** How one question is asked; what is left out comes from the configuration. */
export interface AskOptions {
  readonly strategy?: string;
  readonly profile?: Profile;
  /** The closed set that the answer is one of, at least two; not for numbers, JSON and code. */
  readonly labels?: readonly string[];
  /** 0..1. */
  readonly confidenceThreshold?: number;
  /** 0..1. */
  readonly minAgreement?: number;
  /** Members that must answer. */
  readonly quorum?: number;
  /**
   * Above 0.5, below 1: stop too when the leading answer keeps its lead with this probability (the Beta rule); samples
   * are then paced. Null: only what cannot change the outcome is left away.
   */
  readonly stopAt?: number | null;
  /** False: wait for every ballot, also where those still out cannot change the outcome. */
  readonly earlyDecision?: boolean;
  /** The member that combines the responses into one text, where the strategy takes one; null: none. */
  readonly aggregator?: string | null;
  /** True: the members rank each other's answers, for a strategy that counts rankings. Not where a last word closes the rounds. */
  readonly peerBallots?: boolean;
  /** What kind of question it is, as the calibration calls it. */
  readonly category?: string;
  /** Options of the strategy. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Ids of the members to ask; all, if left out. */
  readonly members?: readonly string[];
  /**
   * So many of these members are asked, 1 or more: the least busy ones, or, where `router.strategy` is `weighted`, some
   * drawn by weight with the seed; all, if left out.
   */
  readonly ask?: number;
  /** Answers of each member, 1 to 1000, default 1. */
  readonly samples?: number;
  /**
   * Coordinated rounds: trajectories of each, dealt to the members in turn, such as [4, 1]; a last round of one is the
   * aggregator's, who has the last word. Not together with `samples` or `stopAt`.
   */
  readonly rounds?: readonly number[];
  /** An unsigned 32-bit integer; chosen and recorded if left out. */
  readonly seed?: number;
  /** The most tokens of an answer, at least 1, instead of the members' own. */
  readonly maxTokens?: number;
  /** Of every answer, from 0 (greedy) to 2; left out, the first answer of a member is greedy and the others are at its own. */
  readonly temperature?: number;
  /** Draw only from the likeliest tokens that together reach this probability, above 0, up to 1, instead of the members' own. */
  readonly topP?: number;
  /** Answers end where one of these texts would begin. */
  readonly stop?: readonly string[];
  /** A JSON schema: answers are JSON that keeps to it; then the profile is `json` where none is given. */
  readonly schema?: JsonSchema;
  /** False: one question, also where `cascade.steps` are configured. */
  readonly cascade?: boolean;
  /** For the whole question: milliseconds, or a text such as `30s`. */
  readonly timeout?: number | string;
  /** For each member, likewise. */
  readonly memberTimeout?: number | string;
  /** Aborting it rejects the question with PACORE_ABORTED and stops its members' work. */
  readonly signal?: AbortSignal;
}

const MAX_SAMPLES = 1000;

/** Checks what can be checked without the members. @throws PacoreError PACORE_USAGE */
export function checkQuestion(question: Question, options: AskOptions): void {
  checkNames(options);
  if (options.members !== undefined && !Array.isArray(options.members))
    throw usage('members must be a list of member ids.');
  messagesOf(question);
  checkAsk(options);
  samplesOf(options);
  seedOf(options);
  checkWriting(options);
  checkForm(options);
  checkStopAt(options);
  checkRounds(options);
  durationOf('timeout', options.timeout, 1);
  durationOf('memberTimeout', options.memberTimeout, 1);
}

/** The messages of a question. @throws PacoreError PACORE_USAGE when it is empty or no question */
export function messagesOf(question: Question): readonly ChatMessage[] {
  const messages = typeof question === 'string' ? [{ role: 'user', content: question } as const] : question;
  if (!Array.isArray(messages) || !messages.every(isMessage)) {
    throw usage('The question must be a text, or messages {role: system | user | assistant, content: a text}.');
  }
  const last = messages.at(-1);
  if (last?.role !== 'user' || last.content.trim() === '')
    throw usage('The question is empty; give at least one word.');
  return messages;
}

/** Callers in plain JavaScript may pass anything. */
function isMessage(value: unknown): value is ChatMessage {
  if (typeof value !== 'object' || value === null || !('role' in value && 'content' in value)) return false;
  return ROLES.has(value.role) && typeof value.content === 'string';
}

const ROLES: ReadonlySet<unknown> = new Set(['system', 'user', 'assistant']);

const OPTION_NAMES: Readonly<Record<keyof AskOptions, true>> = {
  strategy: true,
  profile: true,
  labels: true,
  confidenceThreshold: true,
  minAgreement: true,
  quorum: true,
  earlyDecision: true,
  stopAt: true,
  rounds: true,
  cascade: true,
  aggregator: true,
  peerBallots: true,
  category: true,
  options: true,
  members: true,
  ask: true,
  samples: true,
  seed: true,
  maxTokens: true,
  temperature: true,
  topP: true,
  stop: true,
  schema: true,
  timeout: true,
  memberTimeout: true,
  signal: true,
};

function checkNames(options: AskOptions): void {
  const stranger = Object.keys(options).find((name) => !Object.hasOwn(OPTION_NAMES, name));
  if (stranger === undefined) return;
  throw usage(`There is no option "${stranger}". Known: ${Object.keys(OPTION_NAMES).join(', ')}.`);
}

function checkAsk({ ask }: AskOptions): void {
  if (ask === undefined || (Number.isInteger(ask) && ask >= 1)) return;
  throw usage(`ask is ${ask}; give a whole number from 1.`);
}

function checkWriting({ maxTokens = 1, temperature = 0, topP = 1 }: AskOptions): void {
  if (!(Number.isInteger(maxTokens) && maxTokens >= 1))
    throw usage(`maxTokens is ${maxTokens}; give a whole number from 1.`);
  if (!(temperature >= 0 && temperature <= 2)) throw usage(`temperature is ${temperature}; give a number from 0 to 2.`);
  if (!(topP > 0 && topP <= 1)) throw usage(`topP is ${topP}; give a number above 0, up to 1.`);
}

function checkForm({ stop, schema }: AskOptions): void {
  if (stop !== undefined && !(Array.isArray(stop) && stop.every((text) => typeof text === 'string' && text !== '')))
    throw usage('stop must be a list of texts, none of them empty.');
  if (schema !== undefined) checkJsonSchema(schema);
}

function checkRounds({ rounds, samples, stopAt = null }: AskOptions): void {
  if (rounds === undefined) return;
  if (!areRounds(rounds)) throw usage(`rounds is ${String(rounds)}; give ${ROUNDS_FORM}, such as 4,1.`);
  if (samples !== undefined)
    throw usage('rounds and samples do not go together: rounds say how many answers there are.');
  if (stopAt !== null) throw usage('rounds and stopAt do not go together: stopAt is for samples.');
}

function checkStopAt({ stopAt = null }: AskOptions): void {
  if (stopAt === null || (stopAt > 0.5 && stopAt < 1)) return;
  throw usage(`stopAt is ${stopAt}; give a probability above 0.5 and below 1, such as 0.95.`);
}

/** The number of samples. @throws PacoreError PACORE_USAGE */
export function samplesOf({ samples = 1 }: AskOptions): number {
  if (Number.isInteger(samples) && samples >= 1 && samples <= MAX_SAMPLES) return samples;
  throw usage(`samples is ${samples}; give a whole number from 1 to ${MAX_SAMPLES}.`);
}

/** The seed, if one is given. @throws PacoreError PACORE_USAGE */
export function seedOf({ seed }: AskOptions): number | undefined {
  if (seed === undefined || (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) return seed;
  throw usage(`seed is ${seed}; give a whole number from 0 to ${2 ** 32 - 1}.`);
}

/** A duration option in milliseconds. @throws PacoreError PACORE_USAGE */
export function durationOf(name: string, value: number | string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const ms = parseDuration(value);
  if (ms === null || ms === 0) throw usage(`${name} is "${value}"; give a duration such as 250ms, 30s or 5m.`);
  return ms;
}

/** An error of the caller's, with what to do. */
export function usage(message: string): PacoreError {
  return new PacoreError('PACORE_USAGE', message, { retryable: false });
}
