/** Reads `cascade`: when an answer is accepted, and what is tried when it is not. */
import type convict from 'convict';
import { votingRound } from '../consensus/rounds.ts';
import { areRounds, ROUNDS_FORM } from '../consensus/rules.ts';
import { isMapping } from './mapping.ts';
import { readStrict, under, type Reading } from './read-strict.ts';

/** What one step changes of the question. */
export interface CascadeStep {
  readonly members?: readonly string[];
  readonly samples?: number;
  readonly rounds?: readonly number[];
  readonly strategy?: string;
}

/** The policy; without steps every answer stands. */
export interface CascadeConfig {
  /** 0..1: an answer with less agreement is not accepted. */
  readonly agreement: number;
  /** 0..1: likewise of its calibrated probability; null: it does not matter. */
  readonly calibrated: number | null;
  readonly steps: readonly CascadeStep[];
}

/** The most members whose ballots can count in a step, by what it says of members and rounds; else Infinity. */
export function mostAsked({ members, rounds }: CascadeStep): number {
  const named = members === undefined ? Infinity : new Set(members).size;
  const trajectories = rounds?.[votingRound({ rounds })] ?? Infinity;
  return Math.min(named, trajectories);
}

interface StepSettings {
  members: readonly string[] | null;
  samples: number | null;
  rounds: readonly number[] | null;
  strategy: string | null;
}

const stepSchema: convict.Schema<StepSettings> = {
  members: { default: null, nullable: true, format: isNames, doc: 'Ids of the members to ask.' },
  samples: { default: null, nullable: true, format: 'count-from-one', doc: 'Answers of each.' },
  rounds: { default: null, nullable: true, format: isRounds, doc: 'Trajectories of each coordinated round.' },
  strategy: { default: null, nullable: true, format: 'name', doc: 'How the ballots are merged.' },
};

/** The steps, or all their problems, at `cascade.steps`. */
export function readSteps(entries: unknown): Reading<readonly CascadeStep[]> {
  const prefix = ['cascade', 'steps'] as const;
  if (!Array.isArray(entries)) return { problems: [{ path: prefix, message: 'give a list of steps' }] };
  const readings = entries.map((entry: unknown, index) => under([...prefix, index], readStep(entry)));
  const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []));
  if (problems.length > 0) return { problems };
  return { values: readings.flatMap((reading) => ('values' in reading ? [reading.values] : [])) };
}

function readStep(entry: unknown): Reading<CascadeStep> {
  const known = Object.keys(stepSchema).join(', ');
  if (!isMapping(entry)) return { problems: [{ path: [], message: `give a mapping of ${known}` }] };
  const reading = readStrict(stepSchema, entry);
  if ('problems' in reading) return reading;
  const { members, samples, rounds, strategy } = reading.values;
  if (rounds !== null && samples !== null)
    return { problems: [{ path: ['rounds'], message: 'rounds and samples do not go together' }] };
  return {
    values: {
      ...(members !== null && { members }),
      ...(samples !== null && { samples }),
      ...(rounds !== null && { rounds }),
      ...(strategy !== null && { strategy }),
    },
  };
}

function isNames(value: unknown): void {
  const areNames = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (value !== null && !areNames) throw new Error('give a list of member ids');
}

function isRounds(value: unknown): void {
  if (value !== null && !areRounds(value)) throw new Error(`give ${ROUNDS_FORM}`);
}
