/** The tasks in the database: every change of a task is one method here, and one transaction. */
import type { Failure } from '../errors.ts';
import type { Database, Values } from './database.ts';
import { eventRow, taskRow, type EventRow, type EventType, type TaskRow, type TaskStatus } from './task-row.ts';

/** A task that is new; times in milliseconds since the epoch. */
export interface NewTask {
  readonly id: string;
  readonly owner: string | null;
  readonly idempotencyKey: string | null;
  /** By which it is to be decided. */
  readonly strategy: string;
  /** The members it names. */
  readonly members: readonly string[];
  readonly input: unknown;
  readonly createdAt: number;
  readonly deadline: number | null;
}

/** How a task ended. */
export interface TaskEnd {
  readonly status: Exclude<TaskStatus, 'queued' | 'running'>;
  readonly record?: { readonly strategy: string; readonly electorate: readonly { readonly member: string }[] };
  readonly error?: Failure;
}

/** Which tasks are listed; what is left out excludes none. */
export interface TaskFilter {
  readonly status?: TaskStatus | undefined;
  readonly strategy?: string | undefined;
  readonly member?: string | undefined;
  /** Null: of nobody. */
  readonly owner?: string | null | undefined;
  /** Only tasks with a lower number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

const COLUMNS = `number, id, owner, status, input, created_at AS createdAt, deadline, started_at AS startedAt,
  ended_at AS endedAt, attempts, record, error, feedback`;

/** Tasks and their events, kept. Every method may throw PACORE_STORAGE; then nothing of it has been done. */
export class TaskStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a new task as `queued`. On the disk when this returns. */
  add({ id, owner, idempotencyKey, strategy, members, input, createdAt, deadline }: NewTask): TaskRow {
    return this.#database.durably(() => {
      const row = this.#database.get(
        `INSERT INTO tasks (id, owner, idempotency_key, status, strategy, input, created_at, deadline)
         VALUES (:id, :owner, :idempotencyKey, 'queued', :strategy, :input, :createdAt, :deadline) RETURNING ${COLUMNS}`,
        { id, owner, idempotencyKey, strategy, input: JSON.stringify(input), createdAt, deadline },
      );
      const task = taskRow(row);
      this.#addMembers(task.number, members);
      this.#append(task.number, 'queued', {}, createdAt);
      return task;
    });
  }

  /** A task by its id. */
  get(id: string): TaskRow | undefined {
    return this.#find('id = :id', { id });
  }

  /** The task that its owner submitted under this key. */
  byKey(owner: string | null, idempotencyKey: string): TaskRow | undefined {
    const where = "ifnull(owner, '') = ifnull(:owner, '') AND idempotency_key = :idempotencyKey";
    return this.#find(where, { owner, idempotencyKey });
  }

  /** Makes the task that has waited longest `running`; undefined where none waits. */
  claim(now: number): { readonly task: TaskRow; readonly event: EventRow } | undefined {
    return this.#database.quickly(() => {
      const row = this.#database.get(
        `UPDATE tasks SET status = 'running', started_at = :now, attempts = attempts + 1
         WHERE number = (SELECT min(number) FROM tasks WHERE status = 'queued') RETURNING ${COLUMNS}`,
        { now },
      );
      if (row === undefined) return undefined;
      const task = taskRow(row);
      return { task, event: this.#append(task.number, 'started', { attempt: task.attempts }, now) };
    });
  }

  /**
   * Ends a task, unless it is no longer as the caller knows it: in status `from`. Undefined then, and nothing has changed.
   * On the disk when this returns.
   */
  end(number: number, from: TaskStatus, end: TaskEnd, now: number): EventRow | undefined {
    const { status, record, error } = end;
    return this.#database.durably(() => {
      const changes = this.#database.run(
        `UPDATE tasks SET status = :status, record = :record, error = :error, ended_at = :now,
           strategy = ifnull(:strategy, strategy) WHERE number = :number AND status = :from`,
        { number, from, status, now, strategy: record?.strategy ?? null, record: asJson(record), error: asJson(error) },
      );
      if (changes === 0) return undefined;
      const members = record?.electorate.map(({ member }) => member) ?? [];
      this.#addMembers(number, members);
      return this.#append(number, 'ended', { status, ...(error && { error }) }, now);
    });
  }

  /** Lets a running task, or all of them, wait again, in its old place. */
  putBack(number: number | null = null): void {
    this.#database.durably(() =>
      this.#database.run(
        `UPDATE tasks SET status = 'queued' WHERE status = 'running' AND number = ifnull(:number, number)`,
        { number },
      ),
    );
  }

  /** Adds an event. */
  tell(number: number, type: EventType, data: object, at: number): EventRow {
    return this.#database.quickly(() => this.#append(number, type, data, at));
  }

  /** The events of a task after number `after`, in order. */
  events(number: number, after: number): readonly EventRow[] {
    return this.#database
      .all('SELECT seq, at, type, data FROM task_events WHERE task = :number AND seq > :after ORDER BY seq', {
        number,
        after,
      })
      .map(eventRow);
  }

  /** How many tasks are in a status. */
  count(status: TaskStatus): number {
    const row = this.#database.get('SELECT count(*) AS count FROM tasks WHERE status = :status', { status });
    return Number((row as { readonly count: unknown }).count);
  }

  /** The waiting task with the earliest deadline, if one has any. */
  mostUrgent(): TaskRow | undefined {
    return this.#find("status = 'queued' AND deadline IS NOT NULL ORDER BY deadline", {});
  }

  /** Tasks, newest first. */
  list({ status, strategy, member, owner, before, limit }: TaskFilter): readonly TaskRow[] {
    const conditions: readonly (readonly [unknown, string])[] = [
      [status, 'status = :status'],
      [strategy, 'strategy = :strategy'],
      [member, 'number IN (SELECT task FROM task_members WHERE member = :member)'],
      [owner, 'owner IS :owner'],
      [before, 'number < :before'],
    ];
    const where = ['TRUE', ...conditions.flatMap(([value, sql]) => (value === undefined ? [] : [sql]))].join(' AND ');
    const given = Object.entries({ status, strategy, member, owner, before, limit });
    return this.#database
      .all(
        `SELECT ${COLUMNS} FROM tasks WHERE ${where} ORDER BY number DESC LIMIT :limit`,
        Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      )
      .map(taskRow);
  }

  /** Keeps what became known of a task's answer, instead of what was known before. On the disk when this returns. */
  setFeedback(number: number, feedback: object): void {
    const values = { number, feedback: JSON.stringify(feedback) };
    this.#database.durably(() =>
      this.#database.run('UPDATE tasks SET feedback = :feedback WHERE number = :number', values),
    );
  }

  /** The first tasks after number `after` that have feedback, oldest first. */
  withFeedback(after: number, limit: number): readonly TaskRow[] {
    return this.#database
      .all(`SELECT ${COLUMNS} FROM tasks WHERE feedback IS NOT NULL AND number > :after ORDER BY number LIMIT :limit`, {
        after,
        limit,
      })
      .map(taskRow);
  }

  /** Deletes tasks that ended before a time, and of those that ended all but the latest `keep`. Null: no such limit. */
  prune(endedBefore: number | null, keep: number | null): number {
    return this.#database.quickly(
      () =>
        this.#database.run('DELETE FROM tasks WHERE ended_at < :endedBefore', { endedBefore }) +
        this.#database.run(
          `DELETE FROM tasks WHERE :keep IS NOT NULL AND number IN
             (SELECT number FROM tasks WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, number DESC
              LIMIT -1 OFFSET ifnull(:keep, 0))`,
          { keep },
        ),
    );
  }

  /** Closes the database. */
  close(): void {
    this.#database.close();
  }

  #find(where: string, values: Values): TaskRow | undefined {
    const row = this.#database.get(`SELECT ${COLUMNS} FROM tasks WHERE ${where} LIMIT 1`, values);
    return row === undefined ? undefined : taskRow(row);
  }

  #append(number: number, type: EventType, data: object, at: number): EventRow {
    const row = this.#database.get(
      `INSERT INTO task_events (task, seq, at, type, data)
       VALUES (:number, 1 + ifnull((SELECT max(seq) FROM task_events WHERE task = :number), 0), :at, :type, :data)
       RETURNING seq, at, type, data`,
      { number, at, type, data: JSON.stringify(data) },
    );
    return eventRow(row);
  }

  #addMembers(number: number, members: readonly string[]): void {
    for (const member of members)
      this.#database.run('INSERT OR IGNORE INTO task_members (member, task) VALUES (:member, :number)', {
        member,
        number,
      });
  }
}

function asJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
