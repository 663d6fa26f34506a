/** Durable tasks: kept before they are acknowledged, run as there is room, each ended once, also after a crash. */
import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '../clock.ts';
import type { RecordedQuestion } from '../consensus/recorded.ts';
import type { DecidedAgain, ReplayChanges } from '../consensus/replay.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { PacoreError } from '../errors.ts';
import { silentLogger, type Logger } from '../logger.ts';
import type { Pacore } from '../pacore/pacore.ts';
import type { TaskStore } from '../storage/task-store.ts';
import type { TaskRow } from '../storage/task-row.ts';
import { EventFeed } from './event-feed.ts';
import { recordedQuestion } from './feedback.ts';
import { taskInputOf } from './input.ts';
import { eventOf, feedbackSchema, recordOf, summaryOf, taskOf } from './present.ts';
import { TaskRunner } from './runner.ts';
import type {
  EventOptions,
  Feedback,
  ListOptions,
  SubmitOptions,
  Task,
  TaskEvent,
  TaskInput,
  TaskPage,
} from './task.ts';
import { Upkeep } from './upkeep.ts';

/** What a queue is made with, beside the settings `tasks` and `storage` of the committee's configuration. */
export interface TaskQueueOptions {
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the machine's own time. */
  readonly clock?: Clock;
}

/** What a queue needs of a committee. */
export type TaskCommittee = Pick<Pacore, 'stream' | 'replay' | 'strategies'> & {
  readonly config: Pick<Pacore['config'], 'consensus' | 'tasks' | 'storage'>;
};

const LIMIT = { least: 1, most: 100, unlessGiven: 20 };

/** The tasks of one database, run on one committee. Made by {@link openTaskQueue}. */
export class TaskQueue {
  readonly #committee: TaskCommittee;
  readonly #store: TaskStore;
  readonly #clock: Clock;
  readonly #feed = new EventFeed();
  readonly #runner: TaskRunner;
  readonly #upkeep: Upkeep;
  #acceptsMore = true;
  #closing: Promise<void> | undefined;

  constructor(
    committee: TaskCommittee,
    store: TaskStore,
    { logger = silentLogger, clock = systemClock }: TaskQueueOptions,
  ) {
    const { tasks, storage } = committee.config;
    const parts = { store, feed: this.#feed, committee, clock, logger };
    this.#committee = committee;
    this.#store = store;
    this.#clock = clock;
    this.#runner = new TaskRunner({ ...parts, concurrency: tasks.concurrency });
    this.#upkeep = new Upkeep({ ...parts, retention: storage.retention });
    store.putBack();
    this.#upkeep.start();
    this.#runner.wake();
  }

  /**
   * Accepts a task: it is on the disk when this returns, and will end. Under an idempotency key that this owner has used
   * for the same input it is the task of that time, and `created` is false.
   * @throws PacoreError PACORE_USAGE, PACORE_CONFLICT (the key was used for another input), PACORE_OVERLOADED,
   *   PACORE_STORAGE, PACORE_CLOSED; then nothing was accepted
   */
  submit(given: TaskInput, { owner = null, idempotencyKey }: SubmitOptions = {}): { task: Task; created: boolean } {
    if (!this.#acceptsMore) throw closed();
    const input = taskInputOf(given);
    const { strategy = this.#committee.config.consensus.strategy, members = [], deadlineMs } = input;
    this.#checkStrategy(strategy);
    const earlier = this.#submitted(input, owner, idempotencyKey);
    if (earlier !== undefined) return { task: taskOf(earlier), created: false };
    this.#refuseIfFull();
    const createdAt = this.#clock.now();
    const deadline = deadlineMs === undefined ? null : createdAt + deadlineMs;
    const asked = { strategy, members, input, createdAt, deadline, idempotencyKey: idempotencyKey ?? null };
    const row = this.#store.add({ id: randomUUID(), owner, ...asked });
    this.#runner.wake();
    if (deadline !== null) this.#upkeep.watchDeadlines();
    return { task: taskOf(row), created: true };
  }

  /** A task. @throws PacoreError PACORE_NOT_FOUND, PACORE_STORAGE */
  get(id: string): Task {
    return taskOf(this.#row(id));
  }

  /** Tasks, newest first, a page at a time. @throws PacoreError PACORE_USAGE, PACORE_STORAGE */
  list({ limit = LIMIT.unlessGiven, cursor, ...filter }: ListOptions = {}): TaskPage {
    if (this.#closing !== undefined) throw closed();
    if (!Number.isInteger(limit) || limit < LIMIT.least || limit > LIMIT.most)
      throw usage(`limit is ${limit}; give a whole number from ${LIMIT.least} to ${LIMIT.most}.`);
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
      throw usage('The cursor is none; give the nextCursor of the page before.');
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = this.#store.list({ ...filter, before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? String(page.at(-1)?.number) : null;
    return { tasks: page.map(summaryOf), nextCursor };
  }

  /** Ends a task that has not ended: a running one is called off. One that has ended stays as it is. */
  cancel(id: string): Task {
    const row = this.#row(id);
    if (row.status === 'queued' || row.status === 'running') {
      const event = this.#store.end(row.number, row.status, { status: 'cancelled' }, this.#clock.now());
      if (event !== undefined) this.#feed.emit(eventOf(id, event));
      this.#runner.abort(row);
    }
    return this.get(id);
  }

  /**
   * The events of a task up to its end, those of the past first. Without an `ended` event it was the queue that ended.
   * @throws PacoreError PACORE_NOT_FOUND
   */
  events(id: string, options: EventOptions = {}): AsyncIterable<TaskEvent> {
    const { number } = this.#row(id);
    const kept = {
      after: (seq: number) => this.#store.events(number, seq).map((event) => eventOf(id, event)),
      isOver: () => (this.#store.get(id)?.endedAt ?? null) !== null,
    };
    return this.#feed.events(id, kept, options);
  }

  /**
   * Decides a task's ballots again under other rules, without models; the task stays as it is.
   * @throws PacoreError PACORE_NOT_FOUND, PACORE_CONFLICT (it has no decision), PACORE_INPUT, PACORE_USAGE
   */
  replay(id: string, changes: ReplayChanges): DecidedAgain<DecisionRecord> {
    return this.#committee.replay(decisionOf(this.#row(id)), changes);
  }

  /**
   * Keeps what became known of a task's answer, instead of what was known before.
   * @throws PacoreError PACORE_NOT_FOUND, PACORE_CONFLICT (it has no decision), PACORE_USAGE, PACORE_STORAGE
   */
  feedback(id: string, given: Feedback): Task {
    const { success, data } = feedbackSchema.safeParse(given);
    if (!success) throw usage('Feedback is {correct: true or false} or {gold: the right answer}.');
    const row = this.#row(id);
    decisionOf(row);
    this.#store.setFeedback(row.number, data);
    return this.get(id);
  }

  /** Every task whose right answer is known by its feedback, oldest first: what `pacore calibrate` learns from. */
  *exportFeedback(owner?: string | null): Generator<RecordedQuestion, void> {
    for (let rows = this.#store.withFeedback(0, LIMIT.most); ;) {
      for (const row of rows) {
        const recorded = owner === undefined || row.owner === owner ? recordedQuestion(row) : undefined;
        if (recorded !== undefined) yield recorded;
      }
      const last = rows.at(-1);
      if (last === undefined) return;
      rows = this.#store.withFeedback(last.number, LIMIT.most);
    }
  }

  /** Accepts and starts no more; resolves when nothing runs. What waits does so until the next start. */
  async drain(): Promise<void> {
    this.#acceptsMore = false;
    await this.#runner.drain();
  }

  /** Stops everything and closes the database; what runs is put back and run again after the next start. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#acceptsMore = false;
    this.#upkeep.stop();
    await this.#runner.close();
    this.#feed.end();
    this.#store.close();
  }

  #row(id: string): TaskRow {
    if (this.#closing !== undefined) throw closed();
    const row = this.#store.get(id);
    if (row !== undefined) return row;
    throw new PacoreError('PACORE_NOT_FOUND', `There is no task ${id.slice(0, 100)}.`, { retryable: false });
  }

  #submitted(input: TaskInput, owner: string | null, key: string | undefined): TaskRow | undefined {
    if (key === undefined) return undefined;
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw usage('An idempotency key is 1 to 255 visible ASCII characters.');
    const row = this.#store.byKey(owner, key);
    if (row === undefined || JSON.stringify(taskInputOf(row.input)) === JSON.stringify(input)) return row;
    const message = `The idempotency key ${key} was used for another task, ${row.id}; take a new one.`;
    throw new PacoreError('PACORE_CONFLICT', message, { retryable: false });
  }

  #checkStrategy(strategy: string): void {
    const { strategies } = this.#committee;
    if (!strategies.includes(strategy))
      throw usage(`There is no strategy "${strategy.slice(0, 100)}". Known: ${strategies.join(', ')}.`);
  }

  #refuseIfFull(): void {
    const { maxQueue } = this.#committee.config.tasks;
    if (this.#store.count('queued') < maxQueue) return;
    const message = `${maxQueue} tasks wait already (tasks.maxQueue); submit it again later.`;
    const retryAfterMs = Math.max(1000, this.#runner.expectedWaitMs);
    throw new PacoreError('PACORE_OVERLOADED', message, { retryAfterMs });
  }
}

function decisionOf(row: TaskRow): DecisionRecord {
  const record = recordOf(row);
  if (record !== undefined) return record;
  const message = `Task ${row.id} is ${row.status} and has no decision.`;
  throw new PacoreError('PACORE_CONFLICT', message, { retryable: row.endedAt === null });
}

function usage(message: string): PacoreError {
  return new PacoreError('PACORE_USAGE', message, { retryable: false });
}

function closed(): PacoreError {
  return new PacoreError('PACORE_CLOSED', 'The service is shutting down; ask the next one.');
}
