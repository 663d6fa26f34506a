/** What stands where nothing is: while it loads, when there is none, when it failed. */
import type { ComponentChildren } from 'preact';

/** Something is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="state" role="status">
      <span class="spinner" aria-hidden="true" /> Loading {what}…
    </p>
  );
}

/** There is nothing, and what to do about it. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="state">{children}</p>;
}

/** It failed: what the service said, and a way to try again where there is one. */
export function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  return (
    <p class="state failed" role="alert">
      {error.message} {onRetry && <button onClick={onRetry}>Try again</button>}
    </p>
  );
}
