/** Tasks as HTTP says them. */
import { z } from 'zod';
import { PROFILES } from '../consensus/rules.ts';
import { TASK_STATUSES } from '../storage/task-row.ts';
import { taskInputSchema } from '../tasks/input.ts';
import { failureShape } from './failure-shape.ts';

/** A submission. What it asks stands in `question` or, as chat completions have it, in `messages`. */
export const TaskSubmission = z
  .strictObject({
    ...taskInputSchema.shape,
    question: taskInputSchema.shape.question.exactOptional(),
    messages: taskInputSchema.shape.question.options[1].exactOptional(),
  })
  .refine(({ question, messages }) => (question === undefined) !== (messages === undefined), {
    error: 'give either question or messages',
    path: ['question'],
  });

const Summary = z.object({
  id: z.string(),
  owner: z.string().nullable().meta({ description: 'The name of the key that submitted it' }),
  status: z.enum(TASK_STATUSES),
  input: z.unknown().meta({ description: 'As it was submitted' }),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  attempts: z.int(),
  outcome: z.unknown().optional().meta({ description: 'status, answer, confidence and agreement of the decision' }),
  error: failureShape.optional(),
  feedback: z.unknown().optional(),
});

/** A task, with its decision when there is one. */
export const TaskShape = Summary.extend({
  record: z.unknown().optional().meta({ description: 'The decision record; see docs/http-api.md' }),
});

/** A page of tasks, newest first, without their records. */
export const TaskPageShape = z.object({
  tasks: z.array(Summary).readonly(),
  nextCursor: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page' }),
});

/** Which tasks are listed. */
export const TaskQuery = z.strictObject({
  status: z.enum(TASK_STATUSES).exactOptional(),
  strategy: z.string().max(100).exactOptional(),
  member: z.string().max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).exactOptional(),
  cursor: z.string().max(20).exactOptional(),
});

/** What is to be different when a task is decided again. */
export const ReplayShape = z.strictObject({
  strategy: z.string().optional(),
  profile: z.enum(PROFILES).optional(),
  members: z.array(z.string()).min(1).max(1000).optional(),
  quorum: z.int().min(1).nullable().optional(),
  confidenceThreshold: z.number().min(0).max(1).optional(),
  minAgreement: z.number().min(0).max(1).optional(),
});
