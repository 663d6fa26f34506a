/** What a task asks, checked at the door and again when it comes out of the database. */
import { z } from 'zod';
import { PROFILES } from '../consensus/rules.ts';
import { PacoreError } from '../errors.ts';
import { checkQuestion, type AskOptions } from '../pacore/question.ts';
import type { TaskInput } from './task.ts';

/** The longest wait of a timer, about 24.8 days. */
const LONGEST_MS = 2 ** 31 - 1;

const messageSchema = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

const optionsSchema = z.object({
  strategy: z.string().exactOptional(),
  profile: z.enum(PROFILES).exactOptional(),
  labels: z.array(z.string()).exactOptional(),
  confidenceThreshold: z.number().exactOptional(),
  minAgreement: z.number().exactOptional(),
  quorum: z.number().exactOptional(),
  members: z.array(z.string()).exactOptional(),
  ask: z.number().exactOptional(),
  samples: z.number().exactOptional(),
  rounds: z.array(z.number()).exactOptional(),
  stopAt: z.number().nullable().exactOptional(),
  seed: z.number().exactOptional(),
  category: z.string().exactOptional(),
  schema: z.record(z.string(), z.unknown()).exactOptional(),
});

/** A task's input, but for what only the committee can tell; its fields come out in this order. */
export const taskInputSchema = z.strictObject({
  question: z.union([z.string(), z.array(messageSchema)]),
  ...optionsSchema.shape,
  deadlineMs: z.number().int().min(1).max(LONGEST_MS).exactOptional(),
}) satisfies z.ZodType<TaskInput>;

/**
 * Anything as a task's input, its fields in one order, so that equal inputs have the same JSON.
 * @throws PacoreError PACORE_USAGE, naming the field that is wrong
 */
export function taskInputOf(value: unknown): TaskInput {
  const { success, data: input, error } = taskInputSchema.safeParse(value);
  if (!success) {
    const message = `The task is not right: ${z.prettifyError(error)}`;
    throw new PacoreError('PACORE_USAGE', message, { retryable: false });
  }
  checkQuestion(input.question, askOptionsOf(input));
  return input;
}

/** How a task asks, as the committee takes it. */
export function askOptionsOf(input: TaskInput): AskOptions {
  return optionsSchema.parse(input);
}
