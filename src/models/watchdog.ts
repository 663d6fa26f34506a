import type { Cancel, Clock } from '../clock.ts';

/** Watches for something that must happen again and again. */
export interface Watchdog {
  /** It has happened. */
  readonly feed: () => void;
  /** Watches no longer; idempotent. */
  readonly stop: Cancel;
}

/** Looks within the time that silence may last. */
const LOOKS = 5;

/**
 * Calls `onSilence`, once, when it has not been fed for `silenceMs` milliseconds (at most a fifth longer). Looks are
 * counted rather than time taken: where this process itself was held up (a suspended machine), nobody else is to blame.
 */
export function startWatchdog(clock: Clock, silenceMs: number, onSilence: () => void): Watchdog {
  let missed = 0;
  let cancel: Cancel;
  const look = (): void => {
    missed += 1;
    if (missed > LOOKS) onSilence();
    else cancel = clock.schedule(silenceMs / LOOKS, look);
  };
  cancel = clock.schedule(silenceMs / LOOKS, look);
  return {
    feed: () => {
      missed = 0;
    },
    stop: () => cancel(),
  };
}
