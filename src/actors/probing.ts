/** Asks an idle model now and then whether it still answers: a fault that nobody sees costs the next question its ballot. */
import type { Cancel, Clock } from '../clock.ts';
import { messageOf, PacoreError } from '../errors.ts';
import type { Backend } from '../models/backend.ts';
import { startWatchdog } from '../models/watchdog.ts';

/** When a model counts as stuck, and how often it is looked at. */
export interface Vigilance {
  /** Milliseconds in which a model that has a prompt must say something. */
  readonly silence: number;
  /** Milliseconds between two probes of an idle model; 0: none. */
  readonly probe: number;
}

/** Probes `backend` while `isIdle`, until it is called off. Calls `onFailure`, once, when a probe fails or is not answered. */
export function probeWhileIdle(
  backend: Backend,
  { silence, probe }: Vigilance,
  clock: Clock,
  isIdle: () => boolean,
  onFailure: (error: PacoreError) => void,
): Cancel {
  if (backend.probe === undefined || probe === 0) return () => undefined;
  const over = new AbortController();
  let cancel: Cancel = () => undefined;
  const fail = (reason: string): void => {
    if (over.signal.aborted) return;
    stop();
    onFailure(new PacoreError('PACORE_MEMBER_CRASHED', `It did not answer while idle: ${reason}.`));
  };
  const stop = (): void => {
    over.abort();
    cancel();
  };
  const wait = (): void => {
    cancel = clock.schedule(probe, () => void look());
  };
  const look = async (): Promise<void> => {
    if (isIdle()) {
      const watchdog = startWatchdog(clock, silence, () => fail(`nothing came within ${silence} ms`));
      cancel = watchdog.stop;
      try {
        await backend.probe?.(over.signal);
      } catch (error) {
        fail(messageOf(error));
      } finally {
        watchdog.stop();
      }
    }
    if (!over.signal.aborted) wait();
  };
  wait();
  return stop;
}
