// What belongs to the program although nothing imports it, for the search for unused code. Thread entries come from their one
// list.
import type { KnipConfig } from 'knip';
import { THREAD_ENTRIES } from '../electron/threads/entries.ts';

const config: KnipConfig = {
  entry: [
    'build/tasks/*.ts',
    'electron/{main,preload}.ts',
    'renderer/recorded-page/watch-page.ts',
    'electron/browser/browser.ts',
    'electron/cli/cli.ts',
    ...Object.values(THREAD_ENTRIES).map((path) => `electron/${path}`),
    'e2e/*.spec.ts',
    'e2e/start-host.mjs',
    'e2e/window/main.mjs',
    'e2e/window/electron.mjs',
    'build/icons/draw.ts',
    'build/take-bundles.mjs',
    'build/test-package-builder.ts',
    'build/bench/stand-in.ts',
    '{electron,renderer,build}/**/*.bench.ts',
  ],
  project: ['{shared,electron,renderer,e2e,build}/**/*.{ts,tsx,mjs}'],
  vite: { config: 'build/vite.config.ts' },
  vitest: { config: 'build/vitest.config.ts' },
  playwright: { config: 'build/playwright.config.ts' },
  ignoreBinaries: ['fish'],
  ignoreDependencies: ['autocannon', 'electron-builder', 'oxfmt', 'oxlint', 'oxlint-tsgolint'],
  ignoreExportsUsedInFile: true,
};

export default config;
