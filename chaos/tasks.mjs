/**
 * `pacore serve` and its tasks under kill -9, on a full disk and in a damaged file: what was acknowledged must end, once.
 *
 *     node chaos/tasks.mjs --tasks 500 [--json]
 *
 * Ends with 1 when something was lost, ended twice, or was taken that was not kept.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startService } from './task-client.mjs';

const { tasks: count, json } = readOptions();
const folder = mkdtempSync(join(tmpdir(), 'pacore-tasks-'));
const violations = [];
try {
  const killed = await killedInTheMiddle(join(folder, 'killed.db'));
  const full = await onAFullDisk(join(folder, 'full.db'));
  const damaged = await damagedFile(join(folder, 'killed.db'));
  report({ killed, full, damaged });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Killed while tasks are submitted, killed again while many have not ended; then all must succeed, each once. */
async function killedInTheMiddle(path) {
  const slow = { path, tokenDelay: 10, maxSize: null };
  const acknowledged = new Map();
  const submit = async (service, index) => {
    const idempotencyKey = `task-${index}`;
    const { id } = await service.submit({ question: `number ${index}?`, seed: index }, idempotencyKey);
    const earlier = acknowledged.get(index) ?? id;
    if (earlier !== id) violations.push(`task ${index} was made twice`);
    acknowledged.set(index, id);
  };

  const first = await startService(slow);
  const all = Array.from({ length: count }, (_, index) => index);
  const waiting = all.values();
  const lane = async () => {
    for (const index of waiting) {
      await submit(first, index);
      if (acknowledged.size === Math.floor(count / 2)) await first.kill();
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, lane));
  const acknowledgedAtKill = acknowledged.size;

  const second = await startService(slow);
  await Promise.all(all.map((index) => submit(second, index)));
  await second.events(acknowledged.get(Math.floor(count / 4)));
  const openAtKill = (await second.list()).filter(({ endedAt }) => endedAt === undefined).length;
  await second.kill();

  const third = await startService({ ...slow, tokenDelay: 1 });
  const succeeded = await checkEnds(third, [...acknowledged.values()]);
  const kept = await third.list();
  if (kept.length !== count) violations.push(`${kept.length} tasks are kept instead of ${count}`);
  const runAgain = kept.filter(({ attempts }) => attempts > 1).length;
  await third.close();
  return { tasks: count, acknowledgedAtKill, openAtKill, runAgain, succeeded };
}

/** Submitted until there is no room: all that was acknowledged is kept, and ends once there is room again. */
async function onAFullDisk(path) {
  const small = { path, tokenDelay: 10, maxSize: 400_000 };
  const first = await startService(small);
  const acknowledged = [];
  let refusal;
  while (refusal === undefined && acknowledged.length < 10_000) {
    const input = { question: `${'long '.repeat(1000)}?` };
    await first.submit(input).then(
      ({ id }) => acknowledged.push(id),
      (error) => (refusal = error),
    );
  }
  if (refusal?.code !== 'PACORE_STORAGE') violations.push(`a full disk is ${refusal?.code ?? 'not noticed'}`);
  await first.kill();

  const second = await startService({ ...small, maxSize: null });
  const succeeded = await checkEnds(second, acknowledged);
  const kept = (await second.list()).length;
  if (kept !== acknowledged.length) violations.push(`${kept} tasks are kept, ${acknowledged.length} acknowledged`);
  await second.close();
  return { acknowledged: acknowledged.length, refusedWith: refusal?.code, succeeded };
}

/** A page of the file is overwritten: refused, and left as it is. */
async function damagedFile(path) {
  const content = readFileSync(path);
  content.fill(0xa5, 8192, 16_384);
  writeFileSync(path, content);
  const refusal = await startService({ path, tokenDelay: 1, maxSize: null }).then(
    () => undefined,
    (error) => error,
  );
  if (refusal?.code !== 'PACORE_STORAGE') violations.push('a damaged file is not refused');
  if (!readFileSync(path).equals(content)) violations.push('a damaged file was changed');
  return { refusedWith: refusal?.code };
}

/** Waits for the end of each, and checks that it was one. How many succeeded. */
async function checkEnds(service, ids) {
  let succeeded = 0;
  await Promise.all(
    ids.map(async (id) => {
      const events = await service.events(id);
      const { status, record } = await service.get(id);
      const ends = events.filter(({ type }) => type === 'ended').length;
      if (ends !== 1) violations.push(`task ${id} ended ${ends} times`);
      if (status === 'succeeded' && record?.answer === '54') succeeded += 1;
      else violations.push(`task ${id} is ${status}`);
    }),
  );
  return succeeded;
}

function report(result) {
  console.log(JSON.stringify({ ...result, violations: violations.length }, null, json ? 0 : 2));
  for (const violation of violations.slice(0, 20)) console.error(violation);
  if (violations.length > 0) process.exitCode = 1;
}

function readOptions() {
  const { values } = parseArgs({
    options: { tasks: { type: 'string', default: '500' }, json: { type: 'boolean', default: false } },
  });
  const tasks = Number(values.tasks);
  if (Number.isInteger(tasks) && tasks >= 8) return { ...values, tasks };
  console.error(`--tasks is ${values.tasks}; give a whole number from 8`);
  process.exit(2);
}
