/** Time as a dependency, so that tests can hold it still: see `manualClock` in `pacore/testing`. */
export interface Clock {
  /** The time of day, in milliseconds since the Unix epoch. It may be set back: durations are not measured by it. */
  now(): number;
  /** Milliseconds since some moment before: it only ever goes on, so durations, and ends that lie ahead, are measured by it. */
  monotonic(): number;
  /** Calls `callback` once after `ms` milliseconds, unless the returned function is called first. */
  schedule(ms: number, callback: () => void): Cancel;
}

/** Cancels what was scheduled; calling it late or twice does nothing. */
export type Cancel = () => void;

/** A moment at which something began: when that was, and from where on it is measured. */
export interface Start {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** By the clock's `monotonic`. */
  readonly since: number;
}

/** The machine's own time, in whole milliseconds. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Math.floor(performance.now()),
  schedule(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** What a clock of one's own has to have: where it does not measure by itself, the machine's own time does. */
export type GivenClock = Omit<Clock, 'monotonic'> & Partial<Pick<Clock, 'monotonic'>>;

/** A clock of one's own, made whole. */
export function clockOf(given: GivenClock): Clock {
  return {
    now: () => given.now(),
    monotonic: () => given.monotonic?.() ?? systemClock.monotonic(),
    schedule: (ms, callback) => given.schedule(ms, callback),
  };
}

/** Now, as the start of something. */
export function startNow(clock: Clock): Start {
  return { at: clock.now(), since: clock.monotonic() };
}

/** Milliseconds since a start, whatever became of the time of day. */
export function elapsed(clock: Clock, { since }: Start): number {
  return clock.monotonic() - since;
}
