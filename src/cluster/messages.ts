/** What machines say to each other through Redis. Anyone may have written it, so it is checked where it is read. */
import { z } from 'zod';
import type { VotingTerms } from '../actors/member-spec.ts';
import { ERROR_CODES, type Failure } from '../errors.ts';
import type { GenerateRequest, TextEnd } from '../models/backend.ts';

const confidenceFrom = z.enum(['mean', 'sequence', 'lowest']);
const sampling = z.object({
  topK: z.number(),
  topP: z.number(),
  minP: z.number(),
  repeatPenalty: z.number(),
});

const request = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  temperature: z.number().min(0),
  seed: z.number(),
  maxTokens: z.int().min(1),
  confidenceFrom,
  sampling: sampling.exactOptional(),
  stop: z.array(z.string()).exactOptional(),
  schema: z.record(z.string(), z.unknown()).exactOptional(),
}) satisfies z.ZodType<GenerateRequest>;

/** A prompt on its way. */
export interface JobData {
  readonly request: GenerateRequest;
  /** Milliseconds since the epoch: nobody waits for it after that. */
  readonly deadline?: number;
  /** Who waits. */
  readonly coordinator: string;
  /** The span that it is part of: W3C traceparent. */
  readonly trace?: string;
}

/** See {@link JobData}. */
export const jobSchema = z.object({
  request,
  deadline: z.number().exactOptional(),
  coordinator: z.string(),
  trace: z.string().max(100).exactOptional(),
}) satisfies z.ZodType<JobData>;

const failure = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().exactOptional(),
}) satisfies z.ZodType<Failure>;

const end = z.object({
  type: z.literal('text-end'),
  text: z.string(),
  finish: z.enum(['stop', 'length', 'cancelled']),
  promptTokens: z.number(),
  completionTokens: z.number(),
  confidence: z.number().nullable(),
}) satisfies z.ZodType<TextEnd>;

/** How a prompt ended: what its job returns. */
export const outcomeSchema = z.discriminatedUnion('type', [
  end,
  z.object({ type: z.literal('failed'), error: failure }),
  /** The machine thought that nobody waits for it. */
  z.object({ type: z.literal('abandoned') }),
]);

/** See {@link outcomeSchema}. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Pieces of an answer, some at a time. */
export const batchSchema = z.object({
  job: z.string(),
  /** One try of one machine; another one begins the text anew. */
  attempt: z.string(),
  deltas: z.array(z.object({ text: z.string(), completionTokens: z.number(), logprob: z.number().exactOptional() })),
});

/** See {@link batchSchema}. */
export type Batch = z.infer<typeof batchSchema>;

const terms = z.object({
  weight: z.number().positive(),
  temperature: z.number().positive(),
  maxTokens: z.int().min(1),
  confidenceFrom,
  contextSize: z.number().nullable().exactOptional(),
  sampling: sampling.exactOptional(),
  stop: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<VotingTerms>;

const memberId = z.string().regex(/^(?!any$)[\w.:@-]{1,100}$/);

/** What a machine hosts. */
export const machineSchema = z.object({
  members: z.array(z.object({ id: memberId, model: z.string(), slots: z.int().min(1), terms })),
});

/** See {@link machineSchema}. */
export type Machine = z.infer<typeof machineSchema>;

/** Reads JSON of one of these shapes; null: it is none. */
export function read<Shape extends z.ZodType>(schema: Shape, text: string | null): z.infer<Shape> | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
