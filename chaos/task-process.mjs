/**
 * A process with a queue of tasks, for `tasks.mjs` to kill: it takes jobs as messages and answers each. Its committee is
 * scripted and slow.
 *
 *     node chaos/task-process.mjs '{"path": "tasks.db", "concurrency": 8, "tokenDelay": 20, "maxSize": null}'
 */
import { createPacore, PacoreError, silentLogger } from 'pacore';
import { openTaskQueue } from 'pacore/service';

const { path, concurrency, tokenDelay, maxSize } = JSON.parse(process.argv[2]);
const member = (id) => ({ id, backend: 'scripted', script: { slots: 64, reply: 'so Answer: 54', tokenDelay } });
const pacore = await createPacore({
  config: {
    members: ['a', 'b', 'c'].map(member),
    tasks: { concurrency, maxQueue: 10_000 },
    storage: { path, maxSize },
  },
  logger: silentLogger,
});

const answer = (message) => process.connected && process.send(message);
try {
  const queue = await openTaskQueue(pacore);
  const jobs = {
    submit: ({ input, idempotencyKey }) => queue.submit(input, { idempotencyKey }).task.id,
    list: ({ cursor }) => queue.list({ limit: 100, ...(cursor !== undefined && { cursor }) }),
    get: ({ id }) => queue.get(id),
    async events({ id }) {
      const events = [];
      for await (const event of queue.events(id)) if ('seq' in event) events.push(event);
      return events;
    },
    async close() {
      await queue.close();
      await pacore.close();
      process.disconnect();
    },
  };
  process.on('message', async ({ number, job, ...given }) => {
    try {
      answer({ number, value: await jobs[job](given) });
    } catch (error) {
      answer({ number, error: { code: error.code, message: error.message } });
    }
  });
  answer({ ready: true });
} catch (error) {
  if (!(error instanceof PacoreError)) throw error;
  answer({ ready: false, error: { code: error.code, message: error.message } });
  await pacore.close();
  process.disconnect();
}
