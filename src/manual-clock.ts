import type { Clock } from './clock.ts';

/** A clock that stands still until it is told how far to go, for tests without sleeps. */
export interface ManualClock extends Clock {
  /** Sets the time of day, as somebody may at any time: durations and what is scheduled do not notice. */
  set(now: number): void;
  /** Moves time on by `ms`, running what falls due in the order of its time, also what is scheduled on the way. */
  advance(ms: number): void;
  /** How many callbacks wait. */
  readonly pending: number;
}

interface Alarm {
  readonly due: number;
  readonly callback: () => void;
}

/** Makes a {@link ManualClock} that shows `start` (milliseconds since the Unix epoch; 0 unless given); `monotonic` begins at 0. */
export function manualClock(start = 0): ManualClock {
  /** Milliseconds since the beginning; the time of day is so far from it as it was set. */
  let passed = 0;
  let offset = start;
  const alarms = new Set<Alarm>();

  /** The alarm that rings first; of equal ones the one set first, which a Set keeps in front. */
  const next = (): Alarm | undefined => {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (first === undefined || alarm.due < first.due) first = alarm;
    return first;
  };

  return {
    now: () => offset + passed,
    monotonic: () => passed,
    set(now) {
      offset = now - passed;
    },
    schedule(ms, callback) {
      const alarm: Alarm = { due: passed + Math.max(0, ms), callback };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const end = passed + ms;
      for (let alarm = next(); alarm !== undefined && alarm.due <= end; alarm = next()) {
        alarms.delete(alarm);
        passed = alarm.due;
        alarm.callback();
      }
      passed = end;
    },
    get pending() {
      return alarms.size;
    },
  };
}
