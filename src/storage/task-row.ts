/** How a task stands in the database, and how it is read back. */
import { z } from 'zod';
import { ERROR_CODES, PacoreError, type Failure } from '../errors.ts';

/** The states of a task; the last three are final. */
export const TASK_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** One of {@link TASK_STATUSES}. */
export type TaskStatus = (typeof TASK_STATUSES)[number];

const failureSchema: z.ZodType<Failure> = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().exactOptional(),
});

/** A column of JSON, parsed; what is in it is checked by who knows what it means. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const time = z.number().int().nonnegative();

const taskRowSchema = z.object({
  /** In the order of submission; no number is ever used again. */
  number: z.number().int(),
  id: z.string(),
  owner: z.string().nullable(),
  status: z.enum(TASK_STATUSES),
  input: json,
  createdAt: time,
  /** When a task that still waits is too late; null: never. */
  deadline: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  attempts: z.number().int().nonnegative(),
  record: json.nullable(),
  error: json.pipe(failureSchema).nullable(),
  feedback: json.nullable(),
});

/** A task as it is kept; times in milliseconds since the epoch. */
export type TaskRow = Readonly<z.infer<typeof taskRowSchema>>;

/** What is kept of an end. */
export const endedSchema = z.object({
  status: z.enum(['succeeded', 'failed', 'cancelled']),
  error: failureSchema.exactOptional(),
});

const EVENT_TYPES = ['queued', 'started', 'ballot-cast', 'ended'] as const;

/** The events that are kept. */
export type EventType = (typeof EVENT_TYPES)[number];

const eventRowSchema = z.object({ seq: z.number().int().positive(), at: time, type: z.enum(EVENT_TYPES), data: json });

/** An event as it is kept. */
export type EventRow = Readonly<z.infer<typeof eventRowSchema>>;

/** A row as a task. @throws PacoreError PACORE_STORAGE: it is none */
export function taskRow(row: unknown): TaskRow {
  return checked(taskRowSchema, row, 'A task');
}

/** A row as an event. @throws PacoreError PACORE_STORAGE: it is none */
export function eventRow(row: unknown): EventRow {
  return checked(eventRowSchema, row, 'An event of a task');
}

function checked<Row>(schema: z.ZodType<Row>, row: unknown, what: string): Row {
  const { success, data, error } = schema.safeParse(row);
  if (success) return data;
  const message = `${what} in the database cannot be read: ${z.prettifyError(error)}. Restore a copy of the database.`;
  throw new PacoreError('PACORE_STORAGE', message, { retryable: false });
}
