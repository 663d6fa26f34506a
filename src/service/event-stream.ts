/** Events as they happen, for readers who keep up: what waits for one is bounded, and who falls behind is cut off. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Cancel, Clock } from '../clock.ts';
import { HEARTBEAT, HEARTBEAT_MS } from './heartbeat.ts';

/** Bytes that may wait for a reader. */
const MOST_WAITING = 1024 * 1024;

/** A stream of server-sent events to one reader. */
export class EventStream {
  readonly #stream: Readable;
  readonly #clock: Clock;
  #cancelHeartbeat: Cancel = () => undefined;
  #isOver = false;

  /** @param onEnd called once, when nothing more can be sent */
  constructor(clock: Clock, onEnd: () => void) {
    this.#clock = clock;
    this.#stream = new Readable({ read: () => undefined });
    this.#stream.once('close', () => {
      this.#isOver = true;
      this.#cancelHeartbeat();
      onEnd();
    });
    this.#beat();
  }

  /** Sends an event; `id` lets a reader say how far it came. */
  send({ id, event, data }: { readonly id: number; readonly event?: string; readonly data: unknown }): void {
    const name = event === undefined ? '' : `event: ${event}\n`;
    this.#write(`id: ${id}\n${name}data: ${JSON.stringify(data)}\n\n`);
  }

  /** Ends the stream, with a last event that says why. */
  farewell(reason: string): void {
    this.#write(`event: farewell\ndata: ${JSON.stringify({ reason })}\n\n`);
    this.#isOver = true;
    this.#stream.push(null);
  }

  /** Answers with the stream. */
  answer(reply: FastifyReply): FastifyReply {
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache, no-transform')
      .header('x-accel-buffering', 'no')
      .send(this.#stream);
  }

  #beat(): void {
    this.#write(HEARTBEAT);
    this.#cancelHeartbeat = this.#clock.schedule(HEARTBEAT_MS, () => this.#beat());
  }

  #write(text: string): void {
    if (this.#isOver) return;
    // Looked at before: one large event is no fault of the reader's.
    if (this.#stream.readableLength > MOST_WAITING) this.#stream.destroy();
    else this.#stream.push(text);
  }
}
