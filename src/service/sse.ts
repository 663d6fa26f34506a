/** Server-sent events: a stream whose reader may be slow, or gone. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Cancel, Clock } from '../clock.ts';

/** How long a reader may take nothing of what waits for it, in milliseconds. */
const STALLED_MS = 30_000;

/**
 * Answers with the pieces as they come, at the reader's pace; one who takes nothing for half a minute is cut off. Waits for
 * the first piece: what fails before throws, and is answered with a status.
 */
export async function sendEvents(
  reply: FastifyReply,
  pieces: AsyncGenerator<string, void>,
  clock: Clock,
): Promise<FastifyReply> {
  const first = await pieces.next();
  const stream = Readable.from(watched(), { objectMode: false, highWaterMark: 16 * 1024 });
  async function* watched(): AsyncGenerator<string, void> {
    let cancel: Cancel = () => undefined;
    try {
      for (let piece = first; piece.done !== true; piece = await pieces.next()) {
        cancel = clock.schedule(STALLED_MS, () => stream.destroy());
        yield piece.value;
        cancel();
      }
    } finally {
      cancel();
      await pieces.return();
    }
  }
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(stream);
}
