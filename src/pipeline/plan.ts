/** Who is asked what: the electorate of a question and its prompts. Pure. */
import type { ElectorateEntry } from '../consensus/ballot.ts';
import type { Rules } from '../consensus/decision.ts';
import type { ChatMessage, ConfidenceFrom, GenerateRequest } from '../models/backend.ts';
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

/** A question with all that is decided before the first token. */
export interface QuestionPlan {
  readonly id: string;
  readonly electorate: readonly ElectorateEntry[];
  readonly rules: Rules;
  readonly prompts: readonly PlannedPrompt[];
}

/** What is asked of whom. */
export interface QuestionDraft {
  readonly id: string;
  readonly messages: readonly ChatMessage[];
  readonly voters: readonly Voter[];
  /** Answers of each member, at least 1. */
  readonly samples: number;
  readonly seed: number;
  readonly rules: Rules;
}

/** The plan of a question: sample 0 of each member is greedy, the others draw at the member's temperature. */
export function planQuestion({ id, messages, voters, samples, seed, rules }: QuestionDraft): QuestionPlan {
  const electorate = voters.map(({ member, model, weight, missing }) => ({
    member,
    model,
    samples,
    weight,
    ...(missing === undefined ? {} : { missing }),
  }));
  // Sample by sample, so that every member has begun before any begins its second.
  const prompts = Array.from({ length: samples }, (_, sample) =>
    voters
      .filter(({ missing }) => missing === undefined)
      .map((voter): PlannedPrompt => {
        const { member, model, weight, maxTokens, confidenceFrom } = voter;
        const temperature = sample === 0 ? 0 : voter.temperature;
        const request = { messages, temperature, seed: sampleSeed(seed, member, sample, 0), maxTokens, confidenceFrom };
        return { member, model, sample, round: 0, weight: weight / samples, request };
      }),
  ).flat();
  return { id, electorate, rules, prompts };
}
