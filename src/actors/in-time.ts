import type { Cancel, Clock } from '../clock.ts';

/** Longer than any backend of ours takes; an actor of someone else's must not hold up the close for ever. */
export const STOP_GRACE_MS = 10_000;

/** Whose release it is, and how long it may take. */
interface Leaving {
  readonly name: string;
  /** Milliseconds. */
  readonly shutdownMs?: number;
  readonly onLeftBehind?: () => void;
}

/** Waits for an actor's release, but not for ever: one that takes too long is left behind, and a warning says so. */
export async function inTime(release: void | Promise<void>, actor: Leaving, clock: Clock): Promise<void> {
  const { name, shutdownMs = STOP_GRACE_MS, onLeftBehind } = actor;
  let cancel: Cancel = () => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = clock.schedule(shutdownMs, () => {
      process.emitWarning(`${name} did not stop within ${shutdownMs} ms and is left behind.`, 'PacoreWarning');
      onLeftBehind?.();
      resolve();
    });
  });
  await Promise.race([release, late]).finally(cancel);
}
