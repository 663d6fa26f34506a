import type { Observable } from 'rxjs';

/** Iterates an Observable, keeping what comes while the consumer is busy. Leaving the loop unsubscribes. */
export async function* toAsyncIterable<T>(source: Observable<T>): AsyncGenerator<T, void> {
  const arrived: T[] = [];
  let wake: () => void = () => undefined;
  let outcome: { readonly error?: unknown } | undefined;
  const end = (how: typeof outcome) => {
    outcome = how;
    wake();
  };
  const subscription = source.subscribe({
    next: (value) => {
      arrived.push(value);
      wake();
    },
    error: (error: unknown) => end({ error }),
    complete: () => end({}),
  });
  try {
    for (;;) {
      while (arrived.length > 0) yield* arrived.splice(0);
      if (outcome !== undefined) break;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    subscription.unsubscribe();
  }
  if ('error' in outcome) throw outcome.error;
}
