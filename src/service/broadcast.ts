/** Every event of the committee, to everyone who listens. */
import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.ts';
import { PacoreError } from '../errors.ts';
import type { PacoreEvent } from '../events.ts';
import { EventStream } from './event-stream.ts';

/** Readers at a time. */
const MOST_READERS = 64;

/** Passes events on, each with a number that grows by one. */
export class Broadcast {
  readonly #clock: Clock;
  readonly #readers = new Set<EventStream>();
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Readers that listen now. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Tells everyone. */
  send(event: PacoreEvent): void {
    this.#last += 1;
    for (const reader of this.#readers) reader.send({ id: this.#last, data: event });
  }

  /** Answers with the events from now on. @throws PacoreError PACORE_OVERLOADED when too many listen */
  answer(reply: FastifyReply): FastifyReply {
    if (this.#readers.size >= MOST_READERS) {
      throw new PacoreError('PACORE_OVERLOADED', `${MOST_READERS} readers listen to the events; no more can.`);
    }
    const reader = new EventStream(this.#clock, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader.answer(reply);
  }

  /** Ends every stream. */
  farewell(reason: string): void {
    for (const reader of this.#readers) reader.farewell(reason);
  }
}
