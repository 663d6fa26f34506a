import type { RestartType } from '../../src/actors/restart-policy.ts';
import type { SupervisionStrategy } from '../../src/actors/supervision/strategy.ts';

/** What the model is made with; the backoff has no jitter. */
export interface ReferenceOptions {
  readonly strategy: SupervisionStrategy;
  readonly restarts: readonly RestartType[];
  readonly intensity: number;
  readonly period: number;
  readonly backoff: { readonly min: number; readonly max: number; readonly factor: number };
}

/**
 * OTP's supervisor as a plain simulation: everything happens at once, and what happens is a list of lines. Children are
 * known by their index.
 */
export function referenceSupervisor({ strategy, restarts, intensity, period, backoff }: ReferenceOptions) {
  const lines: string[] = [];
  const up = new Set<number>();
  const doomed = new Set<number>();
  const history: number[] = [];
  let pending: { readonly due: number; readonly start: readonly number[] }[] = [];
  let now = 0;
  let isOver = false;

  const all = restarts.map((_, child) => child);
  const upInReverse = (children: readonly number[]) => children.filter((child) => up.has(child)).reverse();
  /** Whether the child comes up. */
  const begin = (child: number) => {
    const fails = doomed.delete(child);
    lines.push(`${fails ? 'fail' : 'start'} ${child}`);
    if (!fails) up.add(child);
    return !fails;
  };
  const stop = (child: number) => {
    up.delete(child);
    lines.push(`stop ${child}`);
  };

  function fail(child: number, isFault: boolean): void {
    if (isOver) return;
    lines.push(`gone ${child}`);
    if (restarts[child] === 'temporary' || (restarts[child] === 'transient' && !isFault)) return;
    const recent = history.filter((at) => at > now - period).length;
    if (recent === intensity) return giveUp();
    history.push(now);
    const affected = { one_for_one: [child], rest_for_one: all.slice(child), one_for_all: all }[strategy];
    const back = affected.filter((other) => restarts[other] !== 'temporary');
    const delay = Math.min(backoff.max, backoff.min * backoff.factor ** recent);
    lines.push(`restart ${back.join(' ')} in ${delay}`);
    for (const other of upInReverse(affected)) {
      stop(other);
      lines.push(`gone ${other}`);
    }
    pending = pending.filter((group) => !group.start.some((other) => affected.includes(other)));
    pending.push({ due: now + delay, start: back });
  }

  function giveUp(): void {
    isOver = true;
    pending = [];
    lines.push('root gave up');
    close();
  }

  function close(): void {
    for (const child of upInReverse(all)) stop(child);
    lines.push('root gone');
  }

  /** Groups that are due start side by side, the children of each one after the other. A failed start is heard of last. */
  function startDue(): void {
    let groups = pending.filter(({ due }) => due === now).map((group) => group.start);
    pending = pending.filter(({ due }) => due > now);
    const failed: number[] = [];
    while (groups.length > 0) {
      const begun = groups.filter(([child = -1]) => begin(child));
      failed.push(...groups.filter((group) => !begun.includes(group)).map(([child = -1]) => child));
      lines.push(...begun.map(([child]) => `up ${child}`));
      groups = begun.map(([, ...rest]) => rest).filter((rest) => rest.length > 0);
    }
    for (const child of failed) fail(child, true);
  }

  for (const child of all) {
    begin(child);
    lines.push(`up ${child}`);
  }
  return {
    /** All that has happened. */
    lines,
    isOver: () => isOver,
    /** The next start of the child throws. */
    doom: (child: number) => void doomed.add(child),
    /** Ends the child, with a fault or without. */
    end(child: number, isFault: boolean) {
      if (!up.has(child)) return;
      stop(child);
      fail(child, isFault);
    },
    /** How far it is to the next start, if that is not farther than `ms`. */
    untilNext: (ms: number) => Math.min(ms, ...pending.map(({ due }) => due - now)),
    advance(ms: number) {
      now += ms;
      startDue();
    },
    close,
  };
}
