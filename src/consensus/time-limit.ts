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
  const result: { value?: { readonly it: T } } = {};
  sandbox.job = () => {
    result.value = { it: job() };
  };
  try {
    runJob.runInContext(sandbox, { timeout: limitMs });
  } catch (error) {
    if (isTimeout(error)) throw new OutOfTime(limitMs);
    throw error;
  } finally {
    sandbox.job = () => undefined;
  }
  if (result.value === undefined) throw new OutOfTime(limitMs);
  return result.value.it;
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
