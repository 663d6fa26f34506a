/** What has been told to one reader and not been read yet. */
import type { TaskEvent } from './task.ts';

/** Unread events above which pieces of text are left out: a slow reader costs so much memory and no more. */
const MOST_UNREAD = 256;

/** A queue with one reader. Events that are kept are never left out; there are a few for each ballot. */
export class Inbox {
  #events: TaskEvent[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  /** Adds an event. */
  put(event: TaskEvent): void {
    if (!('seq' in event) && this.#events.length >= MOST_UNREAD) return;
    this.#events.push(event);
    this.#wake();
  }

  /** Nothing comes any more: what is unread is read, and then it is over. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** What is unread, waiting for something; empty when it is over. */
  async take(): Promise<readonly TaskEvent[]> {
    if (this.#events.length === 0 && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve));
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
