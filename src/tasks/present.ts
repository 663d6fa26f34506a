/** From what is kept to what is told: everything is checked again, since a file may hold anything. */
import { z } from 'zod';
import { ballotAt } from '../consensus/recorded-ballot.ts';
import { parseRecordedDecision } from '../consensus/recorded-decision.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { messageOf, PacoreError } from '../errors.ts';
import { endedSchema, type EventRow, type TaskRow } from '../storage/task-row.ts';
import { taskInputOf } from './input.ts';
import type { Feedback, KeptTaskEvent, Task, TaskSummary } from './task.ts';

/** What became known of an answer. */
export const feedbackSchema = z.union([
  z.strictObject({ correct: z.boolean() }),
  z.strictObject({ gold: z.string().min(1) }),
]) satisfies z.ZodType<Feedback>;

const outcomeSchema = z.object({
  status: z.enum(['decided', 'low_confidence', 'no_quorum']),
  answer: z.string().nullable(),
  confidence: z.number(),
  agreement: z.number(),
});

/** A task as it is told. @throws PacoreError PACORE_STORAGE: what is kept is none */
export function taskOf(row: TaskRow): Task {
  const record = recordOf(row);
  return { ...summaryOf(row), ...(record && { record }) };
}

/** A task without its record. @throws PacoreError PACORE_STORAGE: what is kept is none */
export function summaryOf(row: TaskRow): TaskSummary {
  const { id, owner, status, createdAt, startedAt, endedAt, attempts, error } = row;
  return readable(row, () => ({
    id,
    owner,
    status,
    input: taskInputOf(row.input),
    createdAt: timeOf(createdAt),
    ...(startedAt !== null && { startedAt: timeOf(startedAt) }),
    ...(endedAt !== null && { endedAt: timeOf(endedAt) }),
    attempts,
    ...(row.record !== null && { outcome: outcomeSchema.parse(row.record) }),
    ...(error && { error }),
    ...(row.feedback !== null && { feedback: feedbackSchema.parse(row.feedback) }),
  }));
}

/** The record of a task, if it has one. @throws PacoreError PACORE_STORAGE: what is kept is none */
export function recordOf(row: TaskRow): DecisionRecord | undefined {
  const { record } = row;
  if (record === null) return undefined;
  return readable(row, () => {
    parseRecordedDecision(record);
    return record as DecisionRecord; // Which it is, by what has just been checked.
  });
}

/** An event as it is told. @throws PacoreError PACORE_STORAGE: what is kept is none */
export function eventOf(taskId: string, { seq, at, type, data }: EventRow): KeptTaskEvent {
  const kept = { taskId, seq, at: timeOf(at) };
  return readable({ id: taskId }, (): KeptTaskEvent => {
    switch (type) {
      case 'queued':
        return { ...kept, type };
      case 'started':
        return { ...kept, type, ...startedSchema.parse(data) };
      case 'ballot-cast':
        return { ...kept, type, ballot: ballotAt(ballotSchema.parse(data).ballot, 'ballot') };
      case 'ended':
        return { ...kept, type, ...endedSchema.parse(data) };
    }
  });
}

const startedSchema = z.object({ attempt: z.number() });
const ballotSchema = z.object({ ballot: z.unknown() });

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

function readable<Value>({ id }: Pick<TaskRow, 'id'>, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const message = `Task ${id} cannot be read from the database: ${messageOf(error)} Restore a copy, or delete it.`;
    throw new PacoreError('PACORE_STORAGE', message, { retryable: false, cause: error });
  }
}
