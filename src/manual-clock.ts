import type { Clock } from './clock.ts';

/** A clock that stands still until it is told how far to go, for tests without sleeps. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, running what falls due in the order of its time, also what is scheduled on the way. */
  advance(ms: number): void;
  /** How many callbacks wait. */
  readonly pending: number;
}

interface Alarm {
  readonly due: number;
  readonly callback: () => void;
}

/** Makes a {@link ManualClock} that shows `start` (milliseconds since the Unix epoch; 0 unless given). */
export function manualClock(start = 0): ManualClock {
  let now = start;
  const alarms = new Set<Alarm>();

  /** The alarm that rings first; of equal ones the one set first, which a Set keeps in front. */
  const next = (): Alarm | undefined => {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (first === undefined || alarm.due < first.due) first = alarm;
    return first;
  };

  return {
    now: () => now,
    schedule(ms, callback) {
      const alarm: Alarm = { due: now + Math.max(0, ms), callback };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const end = now + ms;
      for (let alarm = next(); alarm !== undefined && alarm.due <= end; alarm = next()) {
        alarms.delete(alarm);
        now = alarm.due;
        alarm.callback();
      }
      now = end;
    },
    get pending() {
      return alarms.size;
    },
  };
}
