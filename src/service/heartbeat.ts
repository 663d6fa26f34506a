/** Streams that are silent for long: proxies close what says nothing. */
import type { Cancel, Clock } from '../clock.ts';

/** After so long without a word a comment is sent, in milliseconds. */
export const HEARTBEAT_MS = 15_000;

/** The comment. */
export const HEARTBEAT = ': still here\n\n';

/** The pieces as they come, and a comment whenever none has come for a while. */
export async function* withHeartbeat(pieces: AsyncGenerator<string, void>, clock: Clock): AsyncGenerator<string, void> {
  try {
    for (let next = pieces.next(); ;) {
      const piece = await orSilence(next, clock);
      if (piece === 'silence') {
        yield HEARTBEAT;
        continue;
      }
      if (piece.done === true) return;
      yield piece.value;
      next = pieces.next();
    }
  } finally {
    await pieces.return();
  }
}

async function orSilence<Value>(next: Promise<Value>, clock: Clock): Promise<Value | 'silence'> {
  let cancel: Cancel = () => undefined;
  const silence = new Promise<'silence'>((resolve) => {
    cancel = clock.schedule(HEARTBEAT_MS, () => resolve('silence'));
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    cancel();
  }
}
