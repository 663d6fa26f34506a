/** Starts a process of `task-process.mjs` in a group of its own, talks to it, and kills the group. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('task-process.mjs', import.meta.url));

/** Resolves when it is ready; rejects with what it says when it cannot start. Jobs that it does not live to answer reject. */
export async function startTaskProcess(options) {
  const child = fork(SCRIPT, [JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const open = new Map();
  let number = 0;
  const fail = (error) => {
    for (const { reject } of open.values()) reject(error);
    open.clear();
  };
  child.once('exit', () => fail(new Error('the process is gone')));
  const [start] = await Promise.race([once(child, 'message'), gone.then(() => [{ error: { message: 'it ended' } }])]);
  if (start.ready !== true) {
    await gone;
    throw Object.assign(new Error(start.error.message), start.error);
  }
  child.on('message', ({ number: answered, value, error }) => {
    const job = open.get(answered);
    open.delete(answered);
    if (error === undefined) job?.resolve(value);
    else job?.reject(Object.assign(new Error(error.message), error));
  });
  const call = (job, given = {}) =>
    new Promise((resolve, reject) => {
      number += 1;
      open.set(number, { resolve, reject });
      child.send({ number, job, ...given }, (error) => error && fail(error));
    });
  return {
    call,
    /** All tasks, newest first. */
    async list() {
      const tasks = [];
      for (let cursor; cursor !== null;) {
        const page = await call('list', { cursor });
        tasks.push(...page.tasks);
        cursor = page.nextCursor;
      }
      return tasks;
    },
    async kill() {
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
    async close() {
      call('close').catch(() => undefined);
      await gone;
    },
  };
}
