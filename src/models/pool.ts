import { onAbort } from './interruption.ts';

/** A fixed number of things (sequences, lanes) lent to one taker each; who finds none waits, first come first served. */
export class Pool<T> {
  readonly #free: T[];
  readonly #waiting = new Set<(item: T) => void>();

  constructor(items: readonly T[]) {
    this.#free = [...items];
  }

  /**
   * Takes an item, of the free ones the one that `suits` best (the last of equals); resolves with undefined when `signal`
   * aborts before one is free.
   */
  acquire(signal: AbortSignal, suits: (item: T) => number = () => 0): Promise<T | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const item = this.#takeBest(suits);
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => {
      const give = (given: T): void => {
        leave();
        resolve(given);
      };
      this.#waiting.add(give);
      const leave = onAbort(signal, () => {
        this.#waiting.delete(give);
        resolve(undefined);
      });
    });
  }

  #takeBest(suits: (item: T) => number): T | undefined {
    const marks = this.#free.map(suits);
    const best = marks.lastIndexOf(Math.max(...marks));
    return this.#free.splice(best, 1)[0];
  }

  /** Gives an item back, to the one who waits longest. */
  release(item: T): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free.push(item);
    } else {
      this.#waiting.delete(next);
      next(item);
    }
  }
}
