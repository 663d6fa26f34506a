/**
 * The dashboard under load, in a real browser: 50 members, 10,000 tasks in the history, about 500 events a second.
 * Long tasks are what a person feels as a page that hangs: `node bench/dashboard.mjs [seconds]`, after `npm run build`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createPacore } from '../dist/index.js';
import { buildServer, openTaskQueue } from '../dist/service.js';
import { scriptedModel } from '../dist/testing.js';

const SECONDS = Number(process.argv[2] ?? 120);
const [MEMBERS, TASKS, EVENTS_PER_SECOND] = [50, 10_000, 500];
/** Opened, a piece and a ballot of each member, decided. */
const EVENTS_PER_QUESTION = 2 + 2 * MEMBERS;

const folder = mkdtempSync(join(tmpdir(), 'pacore-dashboard-bench-'));
const members = Array.from({ length: MEMBERS }, (_, index) => scriptedModel(`m${index}`, { reply: 'Answer: 54' }));
const pacore = await createPacore({
  config: {
    members,
    storage: { path: join(folder, 'pacore.db') },
    tasks: { maxQueue: TASKS },
    log: { level: 'error' },
  },
});
const tasks = await openTaskQueue(pacore);
const server = buildServer(pacore, { tasks });
const url = await server.listen({ port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({ executablePath: process.env.PACORE_CHROMIUM ?? '/usr/bin/chromium' });
try {
  await fillHistory();
  console.log(JSON.stringify(await measure(), null, 2));
} finally {
  await browser.close();
  await server.close();
  await tasks.close();
  await pacore.close();
  rmSync(folder, { recursive: true });
}

async function fillHistory() {
  for (let index = 0; index < TASKS; index += 1)
    tasks.submit({ question: `Number ${index}?`, members: ['m0', 'm1', 'm2'] });
  while (tasks.list({ status: 'queued', limit: 1 }).tasks.length > 0) await pause(1000);
}

async function measure() {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.addInitScript(`window.longTasks = [];
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longTasks.push(duration); })
      .observe({ type: 'longtask' });`);
  await page.goto(`${url}/dashboard`);
  await page.getByText('Live', { exact: true }).waitFor();
  let events = 0;
  const counting = pacore.events$.subscribe(() => (events += 1));
  const traffic = setInterval(
    () => void pacore.ask('What is 23 + 48 - 17?', { earlyDecision: false }).catch(() => undefined),
    (1000 * EVENTS_PER_QUESTION) / EVENTS_PER_SECOND,
  );
  const heap = [];
  const start = Date.now();
  for (let round = 0; Date.now() - start < SECONDS * 1000; round += 1) {
    for (const view of ['Now', 'History', 'Members', 'Now']) {
      await page.getByRole('link', { name: view }).click();
      if (view === 'History') await page.getByRole('button', { name: 'Older' }).click();
      await pause(3000);
    }
    await session.send('HeapProfiler.collectGarbage');
    heap.push((await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20);
  }
  clearInterval(traffic);
  counting.unsubscribe();
  const longTasks = await page.evaluate('longTasks');
  return {
    seconds: (Date.now() - start) / 1000,
    eventsPerSecond: events / ((Date.now() - start) / 1000),
    longTasks: longTasks.length,
    longestTaskMs: Math.max(0, ...longTasks),
    above200Ms: longTasks.filter((duration) => duration > 200).length,
    heapMiB: heap.map((value) => Number(value.toFixed(1))),
  };
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
