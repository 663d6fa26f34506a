/** The events of tasks, to whoever listens: first those that are kept, then what happens. */
import { onAbort } from '../models/interruption.ts';
import { Inbox } from './inbox.ts';
import type { EventOptions, KeptTaskEvent, TaskEvent } from './task.ts';

/** What is kept of a task. */
export interface KeptEvents {
  /** Those after a number, in order. */
  readonly after: (seq: number) => readonly KeptTaskEvent[];
  /** Whether none will follow. */
  readonly isOver: () => boolean;
}

/** Passes events on. */
export class EventFeed {
  readonly #inboxes = new Map<string, Set<Inbox>>();
  #isOver = false;

  /** Tells everyone who listens to the task. */
  emit(event: TaskEvent): void {
    for (const inbox of this.#inboxes.get(event.taskId) ?? []) inbox.put(event);
  }

  /**
   * The events of a task, up to `ended`; each kept one once and in order. Ends early when `signal` aborts and when the feed
   * ends: a reader goes on later after the last number that it has seen.
   */
  async *events(
    taskId: string,
    kept: KeptEvents,
    { after = 0, signal }: EventOptions,
  ): AsyncGenerator<TaskEvent, void> {
    const inbox = new Inbox();
    const leave = this.#enter(taskId, inbox);
    const release = signal && onAbort(signal, () => inbox.end());
    let last = after;
    try {
      const isOver = kept.isOver();
      for (const event of kept.after(after)) {
        last = event.seq;
        yield event;
      }
      if (isOver) return;
      for (let events = await inbox.take(); events.length > 0; events = await inbox.take()) {
        for (const event of events) {
          if ('seq' in event && event.seq <= last) continue;
          if ('seq' in event) last = event.seq;
          yield event;
          if (event.type === 'ended') return;
        }
      }
    } finally {
      release?.();
      leave();
    }
  }

  /** Ends everyone's listening. */
  end(): void {
    this.#isOver = true;
    for (const inboxes of this.#inboxes.values()) for (const inbox of inboxes) inbox.end();
  }

  #enter(taskId: string, inbox: Inbox): () => void {
    const inboxes = this.#inboxes.get(taskId) ?? new Set();
    this.#inboxes.set(taskId, inboxes.add(inbox));
    if (this.#isOver) inbox.end();
    return () => {
      inboxes.delete(inbox);
      if (inboxes.size === 0 && this.#inboxes.get(taskId) === inboxes) this.#inboxes.delete(taskId);
    };
  }
}
