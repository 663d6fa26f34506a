import { manualClock, type ManualClock } from '../../src/manual-clock.ts';
import { probe, type Probe } from './probe.ts';

/** A manual clock that tells of every wait that begins, for the test to meet. */
export interface WatchedClock extends ManualClock {
  /** Milliseconds of each wait, as it begins. */
  readonly waits: Probe<number>;
  /** Lets a wait of so many milliseconds, or as many as fit, begin and pass. */
  pass(ms: number | ((ms: number) => boolean)): Promise<void>;
}

/** Makes a {@link WatchedClock}. */
export function watchedClock(): WatchedClock {
  const clock = manualClock();
  const waits = probe<number>();
  return {
    waits,
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    set: (now) => clock.set(now),
    advance: (ms) => clock.advance(ms),
    get pending() {
      return clock.pending;
    },
    schedule(ms, callback) {
      const cancel = clock.schedule(ms, callback);
      waits.push(ms);
      return cancel;
    },
    async pass(wanted) {
      const ms = await waits.next((wait) => (typeof wanted === 'number' ? wait === wanted : wanted(wait)));
      clock.advance(ms);
    },
  };
}
