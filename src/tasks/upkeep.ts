/** What happens to tasks by themselves as time passes. */
import type { Cancel, Clock } from '../clock.ts';
import { toFailure } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { TaskStore } from '../storage/task-store.ts';
import { tooLate } from './answer-task.ts';
import type { EventFeed } from './event-feed.ts';
import { eventOf } from './present.ts';

/** What upkeep works with. */
export interface UpkeepParts {
  readonly store: TaskStore;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long ended tasks are kept, in milliseconds, and how many of them; null: no such limit. */
  readonly retention: { readonly age: number | null; readonly count: number | null };
}

const PRUNE_EVERY_MS = 600_000;
const AGAIN_MS = 1000;

/** Fails what waits for too long, and deletes what ended long ago: now and from time to time, until it is stopped. */
export class Upkeep {
  readonly #parts: UpkeepParts;
  #cancelDeadline: Cancel = () => undefined;
  #cancelPruning: Cancel = () => undefined;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** Starts. */
  start(): void {
    this.#prune();
    this.watchDeadlines();
  }

  /** Fails waiting tasks whose deadline has passed, and waits for the next one. */
  watchDeadlines(): void {
    this.#cancelDeadline();
    const wait = this.#attempt(() => this.#failLate()) ?? { ms: AGAIN_MS };
    if (wait !== 'none') this.#cancelDeadline = this.#parts.clock.schedule(wait.ms, () => this.watchDeadlines());
  }

  /** Stops; nothing is scheduled any more. */
  stop(): void {
    this.#cancelDeadline();
    this.#cancelPruning();
  }

  #failLate(): { readonly ms: number } | 'none' {
    const { store, feed, clock } = this.#parts;
    for (let task = store.mostUrgent(); task?.deadline != null; task = store.mostUrgent()) {
      const ms = task.deadline - clock.now();
      if (ms > 0) return { ms };
      const event = store.end(task.number, 'queued', { status: 'failed', error: toFailure(tooLate()) }, clock.now());
      if (event !== undefined) feed.emit(eventOf(task.id, event));
    }
    return 'none';
  }

  #prune(): void {
    const { store, clock, logger, retention } = this.#parts;
    const { age, count } = retention;
    const pruned = this.#attempt(() => store.prune(age === null ? null : clock.now() - age, count)) ?? 0;
    if (pruned > 0) logger.log('debug', 'old tasks deleted', { tasks: pruned });
    this.#cancelPruning = clock.schedule(PRUNE_EVERY_MS, () => this.#prune());
  }

  #attempt<Value>(job: () => Value): Value | undefined {
    try {
      return job();
    } catch (error) {
      this.#parts.logger.log('error', 'the upkeep of tasks failed', { error: toFailure(error) });
      return undefined;
    }
  }
}
