// The built app as a person uses it: started on its own data folder, in a browser or in Electron's window.
import { test as base, expect, type Browser, type Page, type PlaywrightWorkerArgs } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInBrowser } from './browser-host.ts';
import { startInElectron } from './electron-host.ts';
import type { Host, WindowDouble } from './host.ts';
import { startInWindowDouble } from './window/window-host.ts';

export interface App {
  readonly page: () => Page;
  readonly restart: () => Promise<void>;
  readonly killAndRestart: () => Promise<void>;
  readonly save: (name: string, press: () => Promise<void>) => Promise<string>;
  readonly choose: (press: () => Promise<void>, path: string) => Promise<void>;
  /** @throws if the window is not a double */
  readonly window: () => WindowDouble;
}

type OpenBrowser = () => Promise<Browser>;

export const test = base.extend<{ app: App }, { openBrowser: OpenBrowser }>({
  // One for all tests of a worker, opened by the first test that needs it: starting a browser takes longer than many tests.
  openBrowser: [
    async ({ playwright }, use) => {
      const opened: Browser[] = [];
      await use(async () => {
        const [browser = await playwright.chromium.launch()] = opened;
        opened[0] = browser;
        return browser;
      });
      await opened[0]?.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ playwright, openBrowser }, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'onrush-e2e-'));
    const faults: string[] = [];
    const start = async (): Promise<Host> => {
      const data = join(folder, 'data');
      const host = await startIn(info.project.name, { playwright, openBrowser, data });
      noteFaults(host.page, faults);
      return host;
    };
    let host = await start();
    await use({
      page: () => host.page,
      async restart() {
        await host.close();
        host = await start();
      },
      async killAndRestart() {
        await host.kill();
        host = await start();
      },
      async save(name, press) {
        const path = join(folder, name);
        await host.save(press, path);
        return path;
      },
      choose: (press, path) => host.choose(press, path),
      window() {
        if (host.window === undefined) throw new Error('There is no double of the window here.');
        return host.window;
      },
    });
    await host.close();
    rmSync(folder, { recursive: true, force: true });
    expect(faults, 'errors of the page').toEqual([]);
  },
});

export { expect };

interface Start {
  readonly playwright: PlaywrightWorkerArgs['playwright'];
  readonly openBrowser: OpenBrowser;
  readonly data: string;
}

async function startIn(project: string, { playwright, openBrowser, data }: Start): Promise<Host> {
  if (project === 'electron') return await startInElectron(playwright, data);
  return await (project.startsWith('window') ? startInWindowDouble : startInBrowser)(await openBrowser(), data);
}

function noteFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // The recorder of the test runs scripts in every frame, but a received page allows none.
    if (message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return;
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
}
