/** Starts `pacore serve` in a process group of its own, uses its tasks over HTTP, and kills the group. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli/pacore.cjs', import.meta.url));

/**
 * Resolves when it listens; rejects with what it says when it cannot start. Its members are scripted, and slow.
 * @param {{path: string, tokenDelay: number, maxSize: number | null}} options
 */
export async function startService({ path, tokenDelay, maxSize }) {
  const config = `${path}.config.json`;
  const member = (id) => ({ id, backend: 'scripted', script: { slots: 64, reply: 'so Answer: 54', tokenDelay } });
  writeFileSync(
    config,
    JSON.stringify({
      members: ['a', 'b', 'c'].map(member),
      tasks: { concurrency: 8, maxQueue: 10_000 },
      storage: { path, maxSize },
      service: { rateLimit: 0 },
    }),
  );
  const child = spawn(
    process.execPath,
    [CLI, 'serve', '--json', '--port', '0', '--log-level', 'error', '--config', config],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const gone = once(child, 'exit');
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), gone.then(() => [undefined])]);
  if (line === undefined) throw Object.assign(new Error(complaint), { code: /PACORE_\w+/.exec(complaint)?.[0] });
  const { url } = JSON.parse(line);
  return {
    ...tasksAt(url),
    async kill() {
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
    async close() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function tasksAt(url) {
  const call = async (path, init) => answerOf(await fetch(url + path, init));
  return {
    submit: (input, key) =>
      call('/v1/tasks', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
        body: JSON.stringify(input),
      }),
    get: (id) => call(`/v1/tasks/${id}`),
    /** All tasks, newest first. */
    async list() {
      const tasks = [];
      for (let cursor = ''; cursor !== null;) {
        const page = await call(`/v1/tasks?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`);
        tasks.push(...page.tasks);
        cursor = page.nextCursor;
      }
      return tasks;
    },
    /** The kept events of a task, read to its end. */
    async events(id) {
      const text = await (await fetch(`${url}/v1/tasks/${id}/events`)).text();
      const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data));
      return events.filter(({ seq }) => seq !== undefined);
    },
  };
}

async function answerOf(response) {
  const body = await response.json();
  if (response.ok) return body;
  const { message, code } = body.error;
  throw Object.assign(new Error(message), { code, status: response.status });
}
