/** Stopping code that does not come to an end. */
import vm from 'node:vm';

/** What code that took longer than `limitMs` ends with. */
export class OutOfTime extends Error {
  constructor(limitMs: number) {
    super(`did not return within ${limitMs} ms`);
  }
}

/** Its one binding is `job`; kept, for a context takes a millisecond to make. */
const sandbox = { job: (): void => undefined };
vm.createContext(sandbox);
const runJob = new vm.Script('job()');

/**
 * Runs `job` in this thread and returns its result. An endless loop is terminated: V8 stops whatever runs below
 * `vm.Script` when its timeout is over, code of the surrounding realm included, past every `catch` and `finally` of it.
 * @throws OutOfTime, and whatever `job` throws
 */
export function within<T>(limitMs: number, job: () => T): T {
  // The job's own end, good or bad; none when it was stopped.
  let end: (() => T) | undefined;
  sandbox.job = () => {
    end = endOf(job);
  };
  try {
    runJob.runInContext(sandbox, { timeout: limitMs });
  } catch {
    // Stopped: `end` is not set, and says so.
  }
  if (end === undefined) throw new OutOfTime(limitMs);
  return end();
}

function endOf<T>(job: () => T): () => T {
  try {
    const value = job();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
