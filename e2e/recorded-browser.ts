// The browser that a recording opens, under the control of the test: a program that starts Chromium as requested, with an
// additional port for the test.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Browser, type Page } from '@playwright/test';

export interface RecordedBrowser extends AsyncDisposable {
  /** The path of the program, to be set before the app starts. */
  readonly path: string;
  /** Returns the page that shows `text`. */
  readonly page: (text: string) => Promise<Page>;
}

export async function recordedBrowser(): Promise<RecordedBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-recorded-'));
  const port = await freePort();
  const path = join(folder, 'browser.sh');
  const program = process.env['ONRUSH_CHROMIUM'] ?? '/usr/bin/chromium';
  writeFileSync(path, `#!/bin/sh\nexec '${program}' --remote-debugging-port=${port} "$@"\n`, { mode: 0o755 });
  let browser: Browser | null = null;
  return {
    path,
    async page(text) {
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const pages = browser.contexts().flatMap((context) => context.pages());
      const [page] = pages;
      if (page === undefined) throw new Error('The browser shows no page');
      await expect(page.locator('body')).toContainText(text);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser?.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}
