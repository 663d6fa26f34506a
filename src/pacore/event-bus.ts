/** Who hears of events. A subscriber of the caller's may throw: that is reported, and everybody else hears all the same. */
import { Observable, Subject, Subscriber, type Observer, type OperatorFunction } from 'rxjs';
import { toFailure } from '../errors.ts';
import type { PacoreEvent } from '../events.ts';

/** Passes events on, in the order in which they are emitted. */
export interface EventBus {
  readonly emit: (event: PacoreEvent) => void;
  readonly events$: Observable<PacoreEvent>;
  /** The end of all subscriptions; what is emitted later is lost. */
  readonly complete: () => void;
}

/** A bus that tells of a subscriber that throws, the first time that it does, by a `subscriber-failed` event. */
export function createEventBus(): EventBus {
  const subject = new Subject<PacoreEvent>();
  const report = (error: unknown) =>
    subject.next({ type: 'subscriber-failed', error: toFailure(error, 'PACORE_SUBSCRIBER') });
  return {
    emit: (event) => subject.next(event),
    events$: guarded(subject, report),
    complete: () => subject.complete(),
  };
}

type Callbacks<T> = Partial<Observer<T>> | ((value: T) => void) | null;

/**
 * `source` for subscribers that may throw. RxJS rethrows what a subscriber throws on a timer of its own, where nobody
 * can catch it and Node ends the process; so callbacks are wrapped before RxJS sees them, those behind a pipe too.
 */
function guarded<T>(source: Observable<T>, report: (error: unknown) => void): Observable<T> {
  const wrap = (given: Callbacks<T> = {}): Observer<T> => {
    const observer = typeof given === 'function' ? { next: given } : (given ?? {});
    let isReported = false;
    const reportOnce = (error: unknown): void => {
      if (isReported) return;
      isReported = true; // Before the report, which this one may throw at, too.
      report(error);
    };
    const attempt = (callback: () => unknown): void => {
      try {
        callback();
      } catch (error) {
        reportOnce(error);
      }
    };
    return {
      next: (value) => attempt(() => observer.next?.(value)),
      error: (error: unknown) => attempt(() => (observer.error ?? reportOnce)(error)),
      complete: () => attempt(() => observer.complete?.()),
    };
  };
  return Object.assign(new Observable<T>(), {
    // Operators subscribe with a Subscriber of RxJS, which hands errors on to the end of the pipe.
    subscribe: (given?: Callbacks<T>) => source.subscribe(given instanceof Subscriber ? given : wrap(given)),
    pipe: (...operators: readonly OperatorFunction<unknown, unknown>[]) =>
      guarded(
        operators.reduce<Observable<unknown>>((piped, operator) => operator(piped), source),
        report,
      ),
  });
}
