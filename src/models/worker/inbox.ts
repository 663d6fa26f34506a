import type { GenerationEvent } from '../backend.ts';

/** What arrives for one generation, kept until its consumer asks for it. */
export class Inbox {
  readonly #events: GenerationEvent[] = [];
  #ending: { readonly error: Error | undefined } | undefined;
  #wake: () => void = () => undefined;

  /** Puts an event in; ignored once the inbox is closed. */
  put(event: GenerationEvent): void {
    if (this.#ending === undefined) this.#events.push(event);
    this.#wake();
  }

  /** Ends the reading: with `error`, or quietly where the generation was cancelled. What has not been read is dropped. */
  close(error?: Error): void {
    this.#ending ??= { error };
    this.#events.length = 0;
    this.#wake();
  }

  /** The next event; undefined when the generation was cancelled. Has one reader at a time. */
  async take(): Promise<GenerationEvent | undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (this.#ending?.error !== undefined) throw this.#ending.error;
      if (this.#ending !== undefined) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
