import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launch, openPage, type Watched } from '../support/browser.ts';
import { startCli, type Running } from '../support/cli.ts';
import { probe } from '../support/probe.ts';
import { startService, testKey, type RunningService } from '../support/service.ts';

const SCREENSHOTS = 'screenshots';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUESTION = 'What is 23 + 48 - 17?';

/** Not all members read it rightly. */
const DISPUTED = 'Tom has 12 apples and buys 7 more. He eats 5. How many does he have now?';

describe('the dashboard', () => {
  let browser: Browser;
  let folder = '';
  const started: Running[] = [];
  const services: RunningService[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pacore-dashboard-'));
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await launch();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** `pacore serve` with the embedded family. */
  async function serve(port = 0): Promise<{ readonly url: string; readonly running: Running }> {
    const running = startCli(['serve', '--port', String(port), '--json'], {
      env: { PACORE_STORAGE_PATH: join(folder, 'pacore.db') },
    });
    started.push(running);
    const lines = probe<string>();
    running.child.stdout.on('data', (text: string) => lines.push(text));
    const { url } = JSON.parse(await lines.next()) as { url: string };
    return { url, running };
  }

  async function askOn({ page }: Watched, question: string): Promise<void> {
    await page.getByRole('link', { name: 'Ask' }).click();
    await page.getByLabel('Question').fill(question);
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByLabel('Answer').waitFor();
  }

  it('asks, shows the decision, keeps it, compares strategies, restarts a member, and survives its server', async () => {
    const { url, running } = await serve();
    const watched = await openPage(browser, url);
    const { page, faults } = watched;
    await page.goto(`${url}/dashboard`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'small-a' }).getByText('ready').waitFor();

    await askOn(watched, QUESTION);
    expect(await page.getByLabel('Answer').innerText()).toMatch(/^54\b/);
    expect(await page.getByRole('meter', { name: 'Confidence' }).getAttribute('aria-valuenow')).toMatch(/^\d+$/);

    await page.getByRole('link', { name: 'Now' }).click();
    await page
      .locator('.card')
      .filter({ hasText: QUESTION })
      .getByText(/small-.: 54/)
      .first()
      .waitFor();

    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('link', { name: QUESTION }).click();
    await page.getByRole('button', { name: 'Compare strategies' }).click();
    const rows = page.getByRole('group', { name: 'Comparison' }).getByRole('row');
    await rows.nth(5).waitFor();
    const compared = await rows.allInnerTexts();
    for (const strategy of ['majority voting', 'weighted voting', 'ensemble', 'ranking', 'borda count'])
      expect(compared.find((row) => row.startsWith(strategy))).toMatch(/\b54\b.*decided/s);

    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('button', { name: 'Restart small-b' }).click();
    const card = page.getByRole('region', { name: 'small-b' });
    await card.getByText('What happened lately').click();
    await card.getByText(/model stopped small-b#1/).waitFor();
    await card.getByText(/model ready small-b#2/).waitFor();
    expect(faults).toEqual([]);

    running.child.kill('SIGKILL');
    await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
    await serve(Number(new URL(url).port));
    await page.getByText('Live', { exact: true }).waitFor();
    await askOn(watched, 'What is 9 + 8?');
    expect(await page.getByLabel('Answer').innerText()).toMatch(/^17\b/);
    // While the server was away the browser itself has said so.
    expect(faults.filter((fault) => !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/.test(fault))).toEqual([]);
  }, 60_000);

  it('has no serious barrier on any view, light and dark, wide and narrow', async () => {
    const { url } = await serve();
    const benchmark = join(folder, 'bench.json');
    writeFileSync(benchmark, JSON.stringify(BENCHMARK));
    const barriers: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        const watched = await openPage(browser, url, { colorScheme, viewport: { width, height: 900 } });
        const { page, faults } = watched;
        const look = async (view: string) => {
          barriers.push(...(await barriersOf(page)).map((barrier) => `${view} ${colorScheme} ${width}: ${barrier}`));
          await page.screenshot({ path: join(SCREENSHOTS, `${view}-${colorScheme}-${width}.png`), fullPage: true });
        };
        await page.goto(`${url}/dashboard`);
        await page.getByLabel('Question').waitFor({ state: 'detached' });
        await page.getByText('In flight').waitFor();
        await look('now-empty');
        await page.getByRole('link', { name: 'Ask' }).click();
        await page.getByLabel('Strategy').selectOption('borda_count');
        await page.getByLabel('Samples per member').fill('3');
        await askOn(watched, DISPUTED);
        await look('ask');
        if (process.env.UPDATE_DOCS === '1' && colorScheme === 'light' && width === 1280)
          await page.screenshot({ path: 'docs/dashboard.png', clip: { x: 0, y: 0, width, height: 900 } });
        await page.getByRole('link', { name: 'Now' }).click();
        await page.getByText('Just ended').waitFor();
        await look('now');
        await page.getByRole('link', { name: 'History' }).click();
        await page.getByRole('link', { name: DISPUTED }).first().waitFor();
        await look('history');
        await page.getByRole('link', { name: DISPUTED }).first().click();
        await page.getByRole('button', { name: 'Compare strategies' }).click();
        await page.getByRole('group', { name: 'Comparison' }).waitFor();
        await look('decision');
        await page.getByRole('link', { name: 'Members' }).click();
        await page.getByRole('region', { name: 'small-a' }).waitFor();
        await look('members');
        await page.getByRole('link', { name: 'Bench' }).click();
        await page.getByLabel('Benchmark file').setInputFiles(benchmark);
        await page.getByRole('img', { name: 'Accuracy and cost' }).waitFor();
        await look('bench');
        const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect([width, isWider]).toEqual([width, false]);
        expect(faults).toEqual([]);
        await page.close();
      }
    }
    expect(barriers).toEqual([]);
  }, 120_000);

  it('signs in with a key, and lets its holder do what the key is for', async () => {
    const reader = testKey('reader', ['read', 'ask']);
    const service = await startService({
      settings: { apiKeys: [reader.entry] },
      storage: { path: join(folder, 'keys.db') },
    });
    services.push(service);
    const watched = await openPage(browser, service.url);
    const { page, faults } = watched;
    await page.goto(`${service.url}/dashboard`);
    await page.getByLabel('API key').fill('x'.repeat(32));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('not known').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'sign-in.png') });
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('API key').fill(reader.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await askOn(watched, QUESTION);
    expect(service.tasks?.list().tasks.map(({ owner }) => owner)).toEqual(['reader']);
    await page.getByRole('link', { name: 'Members' }).click();
    expect(await page.getByRole('button', { name: 'Restart a' }).isDisabled()).toBe(true);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
    // The refusals that were asked for.
    expect(faults.filter((fault) => !fault.includes('status of 401'))).toEqual([]);
  }, 60_000);
});

async function barriersOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`);
}

const row = (name: string, kind: string, accuracy: number, p50Ms: number, relativeCost: number) => ({
  ...{ name, kind, accuracy, p50Ms, relativeCost, ci: [accuracy - 0.03, accuracy + 0.03], p95Ms: 2 * p50Ms },
  ...{ questionsPerSecond: 1000 / p50Ms, tokens: 25 },
});
const BENCHMARK = {
  ...{ count: 300, strategy: 'majority_voting', baseline: 'large', outcome: 'matches' },
  verdict: 'Made up for this test.',
  rows: [
    row('small-a', 'member', 0.8, 60, 0.2),
    row('committee', 'committee', 0.86, 120, 0.7),
    row('large', 'large', 0.81, 90, 1),
  ],
};
