import { Observable } from 'rxjs';
import type { Clock } from '../clock.ts';

/** Emits once after `ms` milliseconds of `clock`, then completes; unsubscribing calls the timer off. */
export function after(clock: Clock, ms: number): Observable<void> {
  return new Observable((subscriber) =>
    clock.schedule(ms, () => {
      subscriber.next();
      subscriber.complete();
    }),
  );
}
