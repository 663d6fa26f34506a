/** Who is asked what: the electorate of a question and its prompts. Pure. */
import type { Ballot, ElectorateEntry } from '../consensus/ballot.ts';
import type { Rules } from '../consensus/decision.ts';
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

/** A question with all that is decided before the first token. */
export interface QuestionPlan {
  readonly id: string;
  readonly electorate: readonly ElectorateEntry[];
  readonly rules: Rules;
  /** Whether to stop when no ballot still out can change the outcome. */
  readonly earlyDecision: boolean;
  /** One after another: the prompts of a wave start when every ballot of the one before is in. */
  readonly waves: readonly Wave[];
  /** Who combines the responses, and for what; null: nobody does. */
  readonly aggregation: Aggregation | null;
}

/** What is asked, and what form the answers shall have. */
export interface Prompting {
  readonly messages: readonly ChatMessage[];
  readonly seed: number;
  /** Answers end where one of these would begin, besides the members' own. */
  readonly stop?: readonly string[];
  /** Answers are JSON that keeps to it. */
  readonly schema?: JsonSchema;
}

/** What the aggregator's prompt is made of, besides the responses. */
interface Aggregation {
  readonly aggregator: Voter;
  readonly prompting: Prompting;
}

/** What is asked of whom. */
export interface QuestionDraft {
  readonly id: string;
  readonly prompting: Prompting;
  readonly voters: readonly Voter[];
  /** Answers of each member, at least 1. */
  readonly samples: number;
  readonly rules: Rules;
  readonly earlyDecision: boolean;
  readonly aggregator: Voter | null;
}

/**
 * The plan of a question: sample 0 of each member is greedy, the others draw at the member's temperature. Where a lead can
 * stop it, the samples go in waves, one of each member, so that stopping saves work; otherwise all may run at once.
 */
export function planQuestion(draft: QuestionDraft): QuestionPlan {
  const { id, prompting, voters, samples, rules, earlyDecision, aggregator } = draft;
  const electorate = voters.map(({ member, model, weight, missing }) => ({
    member,
    model,
    samples,
    weight,
    ...(missing === undefined ? {} : { missing }),
  }));
  const lanes = voters
    .filter(({ missing }) => missing === undefined)
    .map((voter) => ({ slots: voter.slots, prompts: promptsTo(voter, prompting, samples) }));
  const waves = rules.stopAt === undefined || !earlyDecision ? [lanes] : sampleBySample(lanes, samples);
  const aggregation = aggregator === null ? null : { aggregator, prompting };
  return { id, electorate, rules, earlyDecision, waves, aggregation };
}

function sampleBySample(lanes: Wave, samples: number): readonly Wave[] {
  return Array.from({ length: samples }, (_, sample) =>
    lanes.map(({ slots, prompts }) => ({ slots, prompts: prompts.filter((prompt) => prompt.sample === sample) })),
  );
}

function promptsTo(voter: Voter, prompting: Prompting, samples: number): Lane['prompts'] {
  return Array.from({ length: samples }, (_, sample) => promptTo(voter, prompting, { sample, round: 0 }, samples));
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
