/** One task on its way from a committee to its end. */
import type { Clock } from '../clock.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { asPacoreError, PacoreError, toFailure, type Failure } from '../errors.ts';
import type { QuestionEvent } from '../events.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../models/interruption.ts';
import type { Pacore } from '../pacore/pacore.ts';
import type { TaskRow } from '../storage/task-row.ts';
import type { TaskEnd, TaskStore } from '../storage/task-store.ts';
import type { EventFeed } from './event-feed.ts';
import { askOptionsOf, taskInputOf } from './input.ts';
import { eventOf } from './present.ts';

/** Who answers. */
export type Committee = Pick<Pacore, 'stream'>;

/** What answering works with. */
export interface AnswerParts {
  readonly store: TaskStore;
  readonly feed: EventFeed;
  readonly committee: Committee;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A task that a full committee has refused so often fails. */
const MOST_REFUSALS = 8;

/** The first wait after a refusal, doubled with each one; in milliseconds. */
const FIRST_WAIT_MS = 500;

/**
 * Asks a task's question and tells of it on the way. Where the committee has no room it is asked again after a while.
 * Never rejects: whatever goes wrong is the task's end, but for a committee that was closed (`closed`), which says nothing
 * about the task.
 */
export async function answerTask(task: TaskRow, signal: AbortSignal, parts: AnswerParts): Promise<TaskEnd | 'closed'> {
  for (let refusals = 0; ; refusals++) {
    try {
      return endOf(await ask(task, signal, parts));
    } catch (thrown) {
      const error = asPacoreError(thrown);
      if (error.code === 'PACORE_CLOSED') return 'closed';
      if (error.code !== 'PACORE_OVERLOADED' || refusals >= MOST_REFUSALS || signal.aborted) return failed(error);
      const wait = Math.max(error.retryAfterMs ?? 0, FIRST_WAIT_MS * 2 ** refusals);
      await pause(wait, parts.clock, signal);
    }
  }
}

async function ask(task: TaskRow, signal: AbortSignal, parts: AnswerParts): Promise<DecisionRecord> {
  const input = taskInputOf(task.input);
  const options = { ...askOptionsOf(input), ...timeLeft(task, parts.clock), signal };
  for await (const event of parts.committee.stream(input.question, options)) {
    if (event.type === 'question-decided') return event.record;
    tell(task, event, parts);
  }
  throw new PacoreError('PACORE_INTERNAL', 'The question ended undecided.');
}

/** Until the task's deadline, if it has one. @throws PacoreError PACORE_DEADLINE: it has passed */
function timeLeft({ deadline }: TaskRow, clock: Clock): { readonly timeout?: number } {
  if (deadline === null) return {};
  const left = deadline - clock.now();
  if (left > 0) return { timeout: left };
  throw tooLate();
}

/** What a task that was not begun in time fails with. */
export function tooLate(): PacoreError {
  const message = 'The deadline of the task passed before it could be answered; give it more deadlineMs.';
  return new PacoreError('PACORE_DEADLINE', message);
}

/** A ballot is kept; the record will have it too, so that one that cannot be written now is no reason to stop. */
function tell(task: TaskRow, event: QuestionEvent, { store, feed, clock, logger }: AnswerParts): void {
  const taskId = task.id;
  if (event.type === 'text-delta') {
    const { type, member, sample, round, text, completionTokens } = event;
    feed.emit({ type, taskId, member, sample, round, text, completionTokens });
  } else if (event.type === 'answer-restarted') {
    const { type, member, sample, round, error } = event;
    feed.emit({ type, taskId, member, sample, round, error });
  } else if (event.type === 'ballot-cast') {
    try {
      const { type, ballot } = event;
      feed.emit(eventOf(taskId, store.tell(task.number, type, { ballot }, clock.now())));
    } catch (error) {
      logger.log('warn', 'a ballot of a task cannot be told', { task: taskId, error: toFailure(error) });
    }
  }
}

function endOf(record: DecisionRecord): TaskEnd {
  if (record.status !== 'no_quorum') return { status: 'succeeded', record };
  const missing = record.ballots.find(({ error }) => error !== undefined)?.error;
  const message = `Too few members answered for a quorum${missing ? `; ${missing.code}: ${missing.message}` : ''}.`;
  return { status: 'failed', record, error: { code: 'PACORE_NO_QUORUM', message, retryable: true } satisfies Failure };
}

function failed(error: PacoreError): TaskEnd {
  return { status: 'failed', error: toFailure(error) };
}
