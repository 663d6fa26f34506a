/** The prompts of a question: what one member is asked, and in what form. Pure. */
import type { Ballot } from '../consensus/ballot.ts';
import type { ChatMessage, ConfidenceFrom, GenerateRequest, JsonSchema } from '../models/backend.ts';
import { PLAIN_SAMPLING, type Sampling } from '../models/sampling.ts';
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
  /** Instead of the members' own. */
  readonly maxTokens?: number;
  /** Of every answer; left out, sample 0 is greedy and the others are at the members' own. */
  readonly temperature?: number;
  /** Instead of the members' own. */
  readonly topP?: number;
  /** Answers end where one of these would begin, besides the members' own. */
  readonly stop?: readonly string[];
  /** Answers are JSON that keeps to it. */
  readonly schema?: JsonSchema;
}

/** One prompt to one member, which gets `samples` of them. Sample 0 is greedy unless the question says otherwise. */
export function promptTo(
  voter: Voter,
  prompting: Prompting,
  { sample, round }: Pick<Ballot, 'sample' | 'round'>,
  samples: number,
): PlannedPrompt {
  const { member, model, weight, confidenceFrom } = voter;
  const { messages, seed, schema } = prompting;
  const sampling = samplingOf(voter, prompting);
  const stop = [...(voter.stop ?? []), ...(prompting.stop ?? [])];
  const request = {
    messages,
    temperature: prompting.temperature ?? (sample === 0 ? 0 : voter.temperature),
    seed: sampleSeed(seed, member, sample, round),
    maxTokens: prompting.maxTokens ?? voter.maxTokens,
    confidenceFrom,
    ...(sampling !== undefined && { sampling }),
    ...(stop.length > 0 && { stop }),
    ...(schema !== undefined && { schema }),
  };
  return { member, model, sample, round, weight: weight / samples, request };
}

function samplingOf({ sampling }: Voter, { topP }: Prompting): Sampling | undefined {
  return topP === undefined ? sampling : { ...(sampling ?? PLAIN_SAMPLING), topP };
}
