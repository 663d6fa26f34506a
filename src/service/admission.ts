/** How many questions are answered at the same time, and how many may wait for it. */
import type { Clock } from '../clock.ts';
import type { ServiceConfig } from '../config/load.ts';
import { PacoreError } from '../errors.ts';
import { linkSignals } from '../models/interruption.ts';
import { Pool } from '../models/pool.ts';

/** Lets questions in, first come first served: a bounded number at a time, a bounded number waiting, for a bounded time. */
export class Admission {
  readonly #limits: Pick<ServiceConfig, 'concurrency' | 'queue' | 'queueTimeout'>;
  readonly #clock: Clock;
  readonly #places: Pool<number>;
  #running = 0;
  #waiting = 0;

  constructor(limits: Pick<ServiceConfig, 'concurrency' | 'queue' | 'queueTimeout'>, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#places = new Pool(Array.from({ length: limits.concurrency }, (_, place) => place));
  }

  /** Questions that are being answered. */
  get running(): number {
    return this.#running;
  }

  /** Questions that wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Waits for the turn of a question; its end is told by calling what this resolves with.
   * @param signal of whom it is for: who has gone waits no longer
   * @throws PacoreError PACORE_OVERLOADED when too many wait, or its turn does not come in time; PACORE_ABORTED
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    const { concurrency, queue, queueTimeout } = this.#limits;
    if (this.#running >= concurrency && this.#waiting >= queue) {
      throw overloaded(`${concurrency} questions are being answered and ${queue} wait.`);
    }
    const place = await this.#wait(signal);
    if (place === undefined) {
      if (signal.aborted) throw abortionOf(signal);
      throw overloaded(`The question waited ${queueTimeout} ms for its turn.`);
    }
    this.#running += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#running -= 1;
      this.#places.release(place);
    };
  }

  async #wait(signal: AbortSignal): Promise<number | undefined> {
    const patience = new AbortController();
    const cancel = this.#clock.schedule(this.#limits.queueTimeout, () => patience.abort());
    const either = linkSignals(signal, patience.signal);
    this.#waiting += 1;
    try {
      return await this.#places.acquire(either.signal);
    } finally {
      this.#waiting -= 1;
      either.release();
      cancel();
    }
  }
}

function overloaded(what: string): PacoreError {
  return new PacoreError('PACORE_OVERLOADED', `${what} Ask again later.`);
}

function abortionOf({ reason }: AbortSignal): PacoreError {
  return reason instanceof PacoreError ? reason : new PacoreError('PACORE_ABORTED', 'The caller has gone.');
}
