/** Runs waiting tasks on a committee, so many at a time, the one that has waited longest first. */
import type { Clock } from '../clock.ts';
import { PacoreError, toFailure } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { pause } from '../models/interruption.ts';
import type { TaskEnd, TaskStore } from '../storage/task-store.ts';
import type { TaskRow } from '../storage/task-row.ts';
import { answerTask, type Committee } from './answer-task.ts';
import type { EventFeed } from './event-feed.ts';
import { eventOf } from './present.ts';

/** What a runner works with. */
export interface RunnerParts {
  readonly store: TaskStore;
  readonly feed: EventFeed;
  readonly committee: Committee;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many tasks run at the same time, at least 1. */
  readonly concurrency: number;
}

/** How soon what could not be written is tried again. */
const WRITE_AGAIN_MS = 1000;

/** A task that was begun so often and never ended takes the process down with it: it is not begun again. */
const MOST_ATTEMPTS = 10;

/** Tasks whose durations make up the estimate of the next one. */
const REMEMBERED = 20;

/** Takes tasks out of the store, asks them, and keeps how they ended: once each, whatever happens in between. */
export class TaskRunner {
  readonly #parts: RunnerParts;
  readonly #running = new Map<number, { readonly abort: AbortController; readonly over: Promise<void> }>();
  readonly #isOver = new AbortController();
  #takesMore = true;
  #wakesLater = false;
  #durations: readonly number[] = [];

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Starts what waits, as far as there is room. */
  wake(): void {
    const { store, clock, feed, logger, concurrency } = this.#parts;
    try {
      while (this.#takesMore && this.#running.size < concurrency) {
        const claimed = store.claim(clock.now());
        if (claimed === undefined) return;
        const { task, event } = claimed;
        feed.emit(eventOf(task.id, event));
        this.#start(task);
      }
    } catch (error) {
      logger.log('error', 'no task can be started', { error: toFailure(error) });
      this.#wakeLater();
    }
  }

  /** Stops the work on a task whose end is kept already. */
  abort({ number }: TaskRow): void {
    this.#running.get(number)?.abort.abort();
  }

  /** When room for one more may be expected, in milliseconds. */
  get expectedWaitMs(): number {
    const total = this.#durations.reduce((sum, ms) => sum + ms, 0);
    return Math.ceil(total / Math.max(1, this.#durations.length) / this.#parts.concurrency);
  }

  /** Starts no more; resolves when nothing runs. */
  async drain(): Promise<void> {
    this.#takesMore = false;
    await Promise.all([...this.#running.values()].map(({ over }) => over));
  }

  /** Stops what runs, which then waits again for the next start. */
  async close(): Promise<void> {
    this.#isOver.abort();
    for (const { abort } of this.#running.values()) abort.abort();
    await this.drain();
  }

  #start(task: TaskRow): void {
    const abort = new AbortController();
    const { clock } = this.#parts;
    const since = clock.monotonic();
    const over = this.#run(task, abort.signal).then(() => {
      this.#running.delete(task.number);
      this.#durations = [...this.#durations, clock.monotonic() - since].slice(-REMEMBERED);
      this.wake();
    });
    this.#running.set(task.number, { abort, over });
  }

  /** Never rejects. */
  async #run(task: TaskRow, signal: AbortSignal): Promise<void> {
    const { store, clock, feed } = this.#parts;
    const end = task.attempts > MOST_ATTEMPTS ? tooOften(task) : await answerTask(task, signal, this.#parts);
    const isCutOff = this.#isOver.signal.aborted || end === 'closed';
    await this.#written(task, () => {
      if (isCutOff) return store.putBack(task.number);
      const event = store.end(task.number, 'running', end, clock.now());
      if (event !== undefined) feed.emit(eventOf(task.id, event));
    });
    // A committee that is closed would refuse the next one, too.
    if (isCutOff) this.#takesMore = false;
  }

  /** Tries until it works. At the close the task stays `running`, and is run again after the next start. */
  async #written({ id }: TaskRow, job: () => void): Promise<void> {
    for (;;) {
      try {
        job();
        return;
      } catch (error) {
        this.#parts.logger.log('error', 'the end of a task cannot be kept', { task: id, error: toFailure(error) });
      }
      if (this.#isOver.signal.aborted) return;
      await this.#later();
    }
  }

  #wakeLater(): void {
    if (this.#wakesLater) return;
    this.#wakesLater = true;
    void this.#later().then(() => {
      this.#wakesLater = false;
      this.wake();
    });
  }

  #later(): Promise<void> {
    return pause(WRITE_AGAIN_MS, this.#parts.clock, this.#isOver.signal);
  }
}

function tooOften({ attempts }: TaskRow): TaskEnd {
  const message = `The process ended in the middle of this task, ${attempts - 1} times; it is not tried again.`;
  return { status: 'failed', error: toFailure(new PacoreError('PACORE_INTERNAL', message, { retryable: false })) };
}
