import { readdirSync } from 'node:fs';

/** What this process uses. */
export interface Resources {
  /** JavaScript objects in use, garbage not yet collected included. */
  readonly heapMiB: number;
  readonly rssMiB: number;
  /** What keeps the event loop busy: timers, sockets, pipes, ports, child processes. */
  readonly handles: number;
  /** Of the operating system; 0 where it does not tell (it does on Linux). */
  readonly threads: number;
}

/** What this process uses now. With `node --expose-gc` the garbage is collected first. */
export function resourcesNow(): Resources {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().length;
  return { heapMiB: heapUsed / 2 ** 20, rssMiB: rss / 2 ** 20, handles, threads: countThreads() };
}

function countThreads(): number {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return 0;
  }
}
