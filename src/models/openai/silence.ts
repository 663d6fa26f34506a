import type { Cancel, Clock } from '../../clock.ts';

/** Aborts its signal when what is expected does not come in time. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #over = new AbortController();
  #cancel: Cancel = () => undefined;
  #limit = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Aborts when the silence was too long. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Milliseconds of the silence that is, or was, waited for. */
  get limit(): number {
    return this.#limit;
  }

  /** From now on, `ms` milliseconds of silence are too long. */
  expect(ms: number): void {
    this.rest();
    this.#limit = ms;
    this.#cancel = this.#clock.schedule(ms, () => this.#over.abort());
  }

  /** Nothing is expected: something has come, or it is over. */
  rest(): void {
    this.#cancel();
  }
}
