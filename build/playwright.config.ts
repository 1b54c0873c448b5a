// End-to-end tests on the built app: the same specs against the browser host and, where its program is, Electron.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CACHE, ROOT } from './paths.ts';

process.env['TZ'] = 'UTC';
// Hosts and their threads are started again and again from the same files.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

const ALONE = /@alone/;

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
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['ONRUSH_CHROMIUM'] ?? '/usr/bin/chromium' },
  },
  // Specs that measure times come last, one at a time: two beside each other would each be a disturbance to the other.
  projects: [
    { name: 'browser', grepInvert: ALONE, workers: 3 },
    { name: 'browser-alone', grep: ALONE, workers: 1, dependencies: ['browser'] },
    { name: 'electron', workers: 1 },
  ],
});
