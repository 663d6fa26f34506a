/** Which requests are under way, and how the service ends: no answer is cut off that can still be given. */
import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.ts';
import { PacoreError } from '../errors.ts';

/** How long answers that were called off may take to say so, in milliseconds. */
const FAREWELL_MS = 1000;

/** Follows requests from their arrival to the last byte of their answers. */
export class Lifetime {
  readonly #clock: Clock;
  readonly #underWay = new Map<FastifyReply, AbortController>();
  readonly #draining = new AbortController();
  #onQuiet: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Aborts when the service begins to shut down, with the error for whom it refuses then. */
  get draining(): AbortSignal {
    return this.#draining.signal;
  }

  /** Follows a request until its connection is done with it. */
  follow(reply: FastifyReply): void {
    const controller = new AbortController();
    this.#underWay.set(reply, controller);
    reply.raw.once('close', () => {
      this.#underWay.delete(reply);
      controller.abort(new PacoreError('PACORE_ABORTED', 'The client has gone.'));
      if (this.#underWay.size === 0) this.#onQuiet();
    });
  }

  /** Aborts when nobody waits for the answer any more, or the service does not: its reason says which. */
  signalOf(reply: FastifyReply): AbortSignal {
    const controller = this.#underWay.get(reply);
    return controller?.signal ?? AbortSignal.abort(new PacoreError('PACORE_ABORTED', 'The client has gone.'));
  }

  /** @throws PacoreError PACORE_UNAVAILABLE once the service shuts down */
  refuseWhileDraining(): void {
    if (this.#draining.signal.aborted) throw shuttingDown();
  }

  /** Waits until all requests under way are answered, `timeout` milliseconds at most; then those left are called off. */
  async drain(timeout: number): Promise<void> {
    this.#draining.abort(shuttingDown());
    await this.#quiet(timeout);
    for (const controller of this.#underWay.values()) controller.abort(shuttingDown());
    await this.#quiet(FAREWELL_MS);
  }

  async #quiet(timeout: number): Promise<void> {
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.schedule(timeout, resolve);
      this.#onQuiet = () => {
        cancel();
        resolve();
      };
    });
  }
}

function shuttingDown(): PacoreError {
  return new PacoreError('PACORE_UNAVAILABLE', 'The service is shutting down; ask again.');
}
