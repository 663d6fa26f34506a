/** A real browser that looks at the dashboard, and keeps a list of what it must not do. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A page, and what it did wrong. */
export interface Watched {
  readonly page: Page;
  /** Errors on the console, exceptions, violations of the policy, requests to other hosts. */
  readonly faults: string[];
}

/** Starts the one that PACORE_CHROMIUM names, or Debian's. */
export function launch(): Promise<Browser> {
  const executablePath = process.env.PACORE_CHROMIUM ?? '/usr/bin/chromium';
  if (existsSync(executablePath)) return chromium.launch({ executablePath });
  throw new Error(`There is no browser at ${executablePath}: apt-get install chromium, or set PACORE_CHROMIUM.`);
}

/** Opens a page of `url`'s service. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && host !== new URL(url).host) faults.push(`request: ${request.url()}`);
  });
  await page.addInitScript(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error('violates ' + violatedDirective + ': ' + blockedURI));`);
  return { page, faults };
}
