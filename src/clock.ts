/** Time as a dependency, so that tests can hold it still: see `manualClock` in `pacore/testing`. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `callback` once after `ms` milliseconds, unless the returned function is called first. */
  schedule(ms: number, callback: () => void): Cancel;
}

/** Cancels what was scheduled; calling it late or twice does nothing. */
export type Cancel = () => void;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
