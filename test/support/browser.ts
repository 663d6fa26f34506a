/** A real browser that looks at the dashboard, and keeps a list of what it must not do. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Debian's, or the one that PACORE_CHROMIUM names; undefined: there is none. */
export const CHROMIUM = [process.env['PACORE_CHROMIUM'] ?? '', '/usr/bin/chromium'].find(existsSync);

/** A page, and what it did wrong. */
export interface Watched {
  readonly page: Page;
  /** Errors on the console, exceptions, violations of the policy, requests to other hosts. */
  readonly faults: string[];
}

/** Starts the browser. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? '' });
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
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`violates ${violatedDirective}: ${blockedURI}`);
    });
  });
  return { page, faults };
}
