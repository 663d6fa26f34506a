/** The rules of a question: defaults, overrides, and their checks. */
import type { Profile, Rules } from './decision.ts';
import { equivalenceOf } from './equivalence.ts';
import { misuse, wrongOption } from './misuse.ts';
import { votingRound } from './rounds.ts';

/** The profiles there are. */
export const PROFILES: readonly Profile[] = ['auto', 'number', 'choice', 'text', 'json', 'code'];

/** Rules that differ from the engine's own; what is left out or undefined stays. */
export interface RuleOverrides {
  readonly strategy?: string | undefined;
  readonly profile?: Profile | undefined;
  /** 0..1 */
  readonly confidenceThreshold?: number | undefined;
  /** 0..1 */
  readonly minAgreement?: number | undefined;
  /** Members that must answer, at least 1; null: a majority of the electorate. */
  readonly quorum?: number | null | undefined;
  /** Above ½, below 1: the probability at which the Beta rule stops; null: it is not asked for. */
  readonly stopAt?: number | null | undefined;
  /** Trajectories of each coordinated round, such as [4, 1]; null: one round. */
  readonly rounds?: readonly number[] | null | undefined;
  /** The round that is counted instead of the one that `rounds` say, an earlier one, as a record has it; 0-based. */
  readonly decidingRound?: number | undefined;
  /** Which side stands when the last word contradicts a strong vote; by default the vote. */
  readonly guard?: Rules['guard'];
  /** What kind of question it is, as the calibration calls it; null: any. */
  readonly category?: string | null | undefined;
  /** The closed set that answers are of, at least two; null: there is none. Not for numbers, JSON and code. */
  readonly labels?: readonly string[] | null | undefined;
  /** True: answers are as they were read, as in records of before `schemaVersion` 2, and not compared as values. */
  readonly asRead?: boolean | undefined;
  /** Options of the strategy, and `numericTolerance` and `similarityThreshold`. They replace the engine's as a whole. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** What an engine starts from. */
export const DEFAULT_RULES: Rules = {
  strategy: 'auto',
  profile: 'auto',
  thresholds: { confidenceThreshold: 0.5, minAgreement: 0.5 },
  quorum: null,
  options: {},
};

const KNOWN = new Set([
  'strategy',
  'profile',
  'confidenceThreshold',
  'minAgreement',
  'quorum',
  'stopAt',
  'rounds',
  'decidingRound',
  'guard',
  'category',
  'labels',
  'asRead',
  'options',
]);

/**
 * `rules` with `overrides` applied and checked. Whether the strategy exists is not checked: it may yet be registered.
 * @throws PacoreError PACORE_USAGE, naming the option that is wrong.
 */
export function withOverrides(rules: Rules, overrides: RuleOverrides): Rules {
  for (const key of Object.keys(overrides)) {
    if (!KNOWN.has(key)) throw misuse(`There is no option "${key}". Known: ${[...KNOWN].join(', ')}.`);
  }
  const { thresholds } = rules;
  const {
    strategy = rules.strategy,
    profile = rules.profile,
    quorum = rules.quorum,
    stopAt = rules.stopAt ?? null,
    rounds = rules.rounds ?? null,
    decidingRound = overrides.rounds === undefined ? rules.decidingRound : undefined,
    guard = rules.guard,
    category = rules.category ?? null,
    labels = rules.labels ?? null,
    asRead = profile === rules.profile && rules.asRead,
    options = rules.options,
  } = overrides;
  const { confidenceThreshold = thresholds.confidenceThreshold, minAgreement = thresholds.minAgreement } = overrides;
  if (typeof strategy !== 'string') throw wrongOption('strategy', 'the name of a strategy', strategy);
  if (!PROFILES.includes(profile)) throw wrongOption('profile', `one of ${PROFILES.join(', ')}`, profile);
  checkShare('confidenceThreshold', confidenceThreshold);
  checkShare('minAgreement', minAgreement);
  if (quorum !== null && (!Number.isSafeInteger(quorum) || quorum < 1)) {
    throw wrongOption('quorum', 'a whole number of at least 1, or null for a majority', quorum);
  }
  if (stopAt !== null && !(typeof stopAt === 'number' && stopAt > 0.5 && stopAt < 1))
    throw wrongOption('stopAt', 'a number above 0.5 and below 1, or null', stopAt);
  if (rounds !== null && !areRounds(rounds)) throw wrongOption('rounds', ROUNDS_FORM, rounds);
  if (decidingRound !== undefined && !isEarlier(decidingRound, rounds))
    throw wrongOption('decidingRound', 'a round before the one that votes, counted from 0', decidingRound);
  if (guard !== undefined && (guard as string) !== 'vote' && (guard as string) !== 'synthesis')
    throw wrongOption('guard', 'vote or synthesis', guard);
  if (category !== null && typeof category !== 'string') throw wrongOption('category', 'a text, or null', category);
  if (labels !== null && !areLabels(labels))
    throw wrongOption('labels', 'two or more different texts, or null', labels);
  if (typeof options !== 'object' || (options as unknown) === null || Array.isArray(options))
    throw wrongOption('options', 'an object', options);
  equivalenceOf(options);
  const stopping = stopAt === null ? {} : { stopAt };
  const coordination =
    rounds === null
      ? {}
      : { rounds, ...(decidingRound !== undefined && { decidingRound }), ...(guard !== undefined && { guard }) };
  return {
    strategy,
    profile,
    thresholds: { confidenceThreshold, minAgreement },
    quorum,
    ...stopping,
    ...coordination,
    ...(category !== null && { category }),
    ...(labels !== null && { labels }),
    ...(asRead === true && { asRead }),
    options,
  };
}

const MOST_ROUNDS = 16;
const MOST_TRAJECTORIES = 1000;
const MOST_LABELS = 1000;

/** What {@link areRounds} asks for, as the rest of a sentence. */
export const ROUNDS_FORM = `1 to ${MOST_ROUNDS} whole numbers from 1 to ${MOST_TRAJECTORIES}`;

/** Whether `rounds` says how many trajectories each of several rounds has. */
export function areRounds(rounds: unknown): rounds is readonly number[] {
  return (
    Array.isArray(rounds) &&
    rounds.length >= 1 &&
    rounds.length <= MOST_ROUNDS &&
    rounds.every((count) => Number.isSafeInteger(count) && count >= 1 && count <= MOST_TRAJECTORIES)
  );
}

/** Whether `labels` can be a closed set: no two of them are the same but for case. */
function areLabels(labels: unknown): labels is readonly string[] {
  if (!Array.isArray(labels) || labels.length < 2 || labels.length > MOST_LABELS) return false;
  const names = labels.map((label: unknown) => (typeof label === 'string' ? label.trim().toLowerCase() : ''));
  return !names.includes('') && new Set(names).size === names.length;
}

function isEarlier(round: number, rounds: readonly number[] | null): boolean {
  return rounds !== null && Number.isSafeInteger(round) && round >= 0 && round < votingRound({ rounds });
}

function checkShare(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw wrongOption(name, 'a number from 0 to 1', value);
}
