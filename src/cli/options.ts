/** Options that several commands share, and what they set. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Profile } from '../consensus/decision.ts';
import { PROFILES } from '../consensus/rules.ts';
import { LOG_LEVELS, type LogLevel } from '../logger.ts';
import type { AskOptions } from '../pacore/question.ts';

/** What the shared options parse to. */
export interface CommonOptions {
  readonly config?: string;
  readonly strategy?: string;
  readonly profile?: Profile;
  readonly labels?: readonly string[];
  readonly members?: readonly string[];
  readonly calibration?: string;
  readonly json?: boolean;
  readonly logLevel?: LogLevel;
}

/** What those of {@link withAskingOptions} parse to. */
export interface AskingOptions extends CommonOptions {
  readonly ask?: number;
  readonly samples?: number;
  readonly seed?: number;
  readonly stopAt?: number;
  readonly rounds?: readonly number[];
  readonly peerBallots?: boolean;
}

/** Adds `--config`, `--json` and `--log-level`. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'YAML configuration; without it the embedded family answers')
    .option('--json', 'JSON on standard output, and nothing else')
    .addOption(new Option('--log-level <level>', 'what is logged to standard error').choices(LOG_LEVELS));
}

/** Adds `--strategy`, `--profile`, `--labels` and `--members`. */
export function withVotingOptions(command: Command): Command {
  return command
    .option('--strategy <name>', 'how the ballots are merged, e.g. majority_voting; auto unless configured')
    .addOption(new Option('--profile <profile>', 'what kind of answer is asked for').choices(PROFILES))
    .option('--labels <list>', 'the answer is one of these, e.g. positive,negative,neutral', parseList)
    .option('--members <ids>', 'only these members, e.g. small-a,small-b', parseList);
}

/** Adds what says how the members answer: `--ask`, `--samples` and `--seed`. */
export function withAskingOptions(command: Command): Command {
  return command
    .option('--ask <n>', 'only so many of the members: the least busy, or drawn by weight', parseWholeNumber)
    .option('--samples <n>', 'answers of each member: the first greedy, the others drawn', parseWholeNumber)
    .option(
      '--rounds <list>',
      'coordinated rounds, answers in each, e.g. 4,1; a last 1 has the last word',
      parseNumbers,
    )
    .option('--peer-ballots', "the members rank each other's answers, e.g. with --strategy borda_count")
    .option('--stop-at <p>', 'stop when the leading answer keeps its lead with this probability, e.g. 0.95', Number)
    .option('--seed <n>', 'makes what is drawn repeatable', parseWholeNumber);
}

/** Adds `--calibration`, for commands that decide. */
export function withCalibrationOption(command: Command): Command {
  return command.option('--calibration <file>', 'what pacore calibrate learned: weights, and how sure an answer is');
}

/** Their part of a question's options; what was not given is left out. */
export function askedWith({
  ask,
  samples,
  seed,
  stopAt,
  rounds,
  peerBallots,
}: AskingOptions): Pick<AskOptions, 'ask' | 'samples' | 'seed' | 'stopAt' | 'rounds' | 'peerBallots'> {
  return {
    ...(ask !== undefined && { ask }),
    ...(samples !== undefined && { samples }),
    ...(seed !== undefined && { seed }),
    ...(stopAt !== undefined && { stopAt }),
    ...(rounds !== undefined && { rounds }),
    ...(peerBallots !== undefined && { peerBallots }),
  };
}

/** The settings that shared options override, by configuration key. */
export function overridesOf({ strategy, profile, calibration, logLevel }: CommonOptions): ReadonlyMap<string, unknown> {
  const given: readonly (readonly [string, unknown])[] = [
    ['consensus.strategy', strategy],
    ['consensus.profile', profile],
    ['consensus.calibration', calibration],
    ['log.level', logLevel],
  ];
  return new Map(given.filter(([, value]) => value !== undefined));
}

/** A comma-separated list without empty entries. */
export function parseList(text: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.some((entry) => entry === '')) throw new InvalidArgumentError('Give names separated by commas.');
  return entries;
}

/** Whole numbers separated by commas; their range is checked where they are used. */
export function parseNumbers(text: string): readonly number[] {
  return parseList(text).map(parseWholeNumber);
}

/** A whole number; its range is checked where it is used. */
export function parseWholeNumber(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** A number such as 0.8; its range is checked where it is used. */
export function parseDecimal(text: string): number {
  if (!/^-?\d{0,15}\.?\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give a number.');
  return Number(text);
}
