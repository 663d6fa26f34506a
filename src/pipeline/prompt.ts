/** The prompts of a question: what one member is asked, and in what form. Pure. */
import type { Ballot } from '../consensus/ballot.ts';
import type { ChatMessage, ConfidenceFrom, GenerateRequest, JsonSchema } from '../models/backend.ts';
import type { Sampling } from '../models/sampling.ts';
import { sampleSeed } from './seed.ts';

/** A member as the pipeline needs it. */
export interface Voter {
  readonly member: string;
  readonly model: string;
  readonly weight: number;
  /** Of samples after the first. */
  readonly temperature: number;
  readonly maxTokens: number;
  readonly confidenceFrom: ConfidenceFrom;
  /** Tokens that prompt and answer share; null where unknown. */
  readonly contextSize: number | null;
  readonly sampling?: Sampling;
  readonly stop?: readonly string[];
  /** Prompts that it takes at the same time, at least 1. */
  readonly slots: number;
  /** Why it cannot be asked, if so. */
  readonly missing?: string;
}

/** One prompt; its answer is the ballot (member, sample, round). */
export interface PlannedPrompt {
  readonly member: string;
  readonly model: string;
  readonly sample: number;
  readonly round: number;
  /** Of the ballot: the member's weight / its samples. */
  readonly weight: number;
  readonly request: GenerateRequest;
}

/** The prompts of one member, in their order. */
export interface Lane {
  readonly prompts: readonly PlannedPrompt[];
  /** So many of them are under way at the same time: a question with many samples must not flood the queues. */
  readonly slots: number;
}

/** Prompts that may run at the same time, by member. */
export type Wave = readonly Lane[];

/** What is asked, and what form the answers shall have. */
export interface Prompting {
  readonly messages: readonly ChatMessage[];
  readonly seed: number;
  /** Answers end where one of these would begin, besides the members' own. */
  readonly stop?: readonly string[];
  /** Answers are JSON that keeps to it. */
  readonly schema?: JsonSchema;
}

/** One prompt to one member, which gets `samples` of them. Sample 0 is greedy. */
export function promptTo(
  { member, model, weight, maxTokens, confidenceFrom, temperature, sampling, stop: ownStop = [] }: Voter,
  { messages, seed, stop = [], schema }: Prompting,
  { sample, round }: Pick<Ballot, 'sample' | 'round'>,
  samples: number,
): PlannedPrompt {
  const stops = [...ownStop, ...stop];
  const request = {
    messages,
    temperature: sample === 0 ? 0 : temperature,
    seed: sampleSeed(seed, member, sample, round),
    maxTokens,
    confidenceFrom,
    ...(sampling !== undefined && { sampling }),
    ...(stops.length > 0 && { stop: stops }),
    ...(schema !== undefined && { schema }),
  };
  return { member, model, sample, round, weight: weight / samples, request };
}
