// End-to-end tests on the built app: the same specs against the browser host and, where its program is, Electron.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CACHE, ROOT } from './paths.ts';

process.env['TZ'] = 'UTC';
// Hosts and their threads are started again and again from the same files.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

/** They measure a few milliseconds: two beside each other would each be a disturbance to the other. */
const ALONE = /@alone/;
/** They take ways of the page that are the window's own, and those that only a window has. */
const WINDOW = /@window/;
/** They need a double of the window. */
const ONLY_WINDOW = /window\.spec\.ts/;
/** They send few requests and wait for most of their time, the demo above all: two at once have a core each, and need no more. */
const LIGHT = /@light/;

export default defineConfig({
  testDir: join(ROOT, 'e2e'),
  outputDir: join(ROOT, 'test-results'),
  fullyParallel: true,
  // As many as a project below asks for at most; the default is half of the computer's cores.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // A busy computer may be many times slower. What never comes is found all the same.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    // To record a trace takes a third of a spec's time, and almost none needs it: run the one that failed again with --trace=on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env['ONRUSH_CHROMIUM'] ?? '/usr/bin/chromium' },
  },
  // One after the other: the last asks for all.
  projects: [
    { name: 'browser', grepInvert: [ALONE, LIGHT], testIgnore: ONLY_WINDOW, workers: 3 },
    { name: 'window', grep: WINDOW, workers: 3 },
    { name: 'browser-light', grep: LIGHT, workers: 2, dependencies: ['browser', 'window'] },
    { name: 'browser-alone', grep: ALONE, workers: 1, dependencies: ['browser-light'] },
    // Every spec once more through the double of the window: `npm run test:window`.
    { name: 'window-all', workers: 1 },
    { name: 'electron', testIgnore: ONLY_WINDOW, workers: 1 },
  ],
});
