// End-to-end tests of the built app: the same specs with the browser host and, if its program is installed, with Electron.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CACHE, ROOT } from './paths.ts';

process.env['TZ'] = 'UTC';
// Hosts and their threads are started repeatedly from the same files.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

/** They measure a few milliseconds, so two at the same time would disturb each other. */
const ALONE = /@alone/;
/** They test code of the page that only the window uses, and features that only a window has. */
const WINDOW = /@window/;
/** They need a double of the window. */
const ONLY_WINDOW = /window\.spec\.ts/;
/** They send few requests and mostly wait, above all the demo: two at the same time have a core each, and need no more. */
const LIGHT = /@light/;

export default defineConfig({
  testDir: join(ROOT, 'e2e'),
  outputDir: join(ROOT, 'test-results'),
  fullyParallel: true,
  // The most workers that a project below uses; the default is half of the computer's cores.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // A busy computer may be many times slower. Something that never appears is still found.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    // Recording a trace takes a third of a spec's time, and it is rarely needed: run a failed spec again with --trace=on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env['ONRUSH_CHROMIUM'] ?? '/usr/bin/chromium' },
  },
  // The projects run one after the other: the last one depends on all others.
  projects: [
    { name: 'browser', grepInvert: [ALONE, LIGHT], testIgnore: ONLY_WINDOW, workers: 3 },
    { name: 'window', grep: WINDOW, workers: 3 },
    { name: 'browser-light', grep: LIGHT, workers: 2, dependencies: ['browser', 'window'] },
    { name: 'browser-alone', grep: ALONE, workers: 1, dependencies: ['browser-light'] },
    // Every spec again through the double of the window: `npm run test:window`.
    { name: 'window-all', workers: 1 },
    { name: 'electron', testIgnore: ONLY_WINDOW, workers: 1 },
  ],
});
