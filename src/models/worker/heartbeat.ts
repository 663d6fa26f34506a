/** How a host knows that its process is not stuck: the process says so, again and again. */
import type { Cancel, Clock } from '../../clock.ts';

/** What a process sends to say that it is alive; no part of the protocol above. */
export const ALIVE = 'alive';
/** How often it says so; milliseconds. */
export const HEARTBEAT_MS = 1000;
/** Beats in a row that may be missed. */
const MOST_MISSED = 5;

/** Watches for something that must happen again and again. */
export interface Watchdog {
  /** It has happened. */
  readonly feed: () => void;
  readonly stop: Cancel;
}

/**
 * Calls `onSilence`, once, when nothing has been heard for {@link MOST_MISSED} beats. Beats are counted rather than time
 * taken: where this process itself was held up (a suspended machine), nobody else is to blame.
 */
export function startWatchdog(clock: Clock, onSilence: () => void): Watchdog {
  let missed = 0;
  let cancel: Cancel;
  const tick = (): void => {
    missed += 1;
    if (missed > MOST_MISSED) onSilence();
    else cancel = clock.schedule(HEARTBEAT_MS, tick);
  };
  cancel = clock.schedule(HEARTBEAT_MS, tick);
  return {
    feed: () => {
      missed = 0;
    },
    stop: () => cancel(),
  };
}
