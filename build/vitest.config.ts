// Unit tests stand beside the code; they use real servers and files, so they may take their time.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { CACHE, ROOT } from './paths.ts';

// Many tests start threads and processes of the engine: compiled once, they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

/** Whole runs, threads, other processes, large files: each of them takes seconds. */
const WHOLE = [
  'electron/{app,browser,calibration,cli,compare,demo,export,import,samples,store,tests}/**',
  'electron/engine/{load,record,tests,time,http}/**',
  'electron/threads/**',
  'build/**',
].map((folder) => `${folder}/*.test.ts`);

/** They ask for a window in their first line. */
const IN_WINDOW = globSync('renderer/**/*.test.{ts,tsx}', { cwd: ROOT }).filter((file) =>
  readFileSync(join(ROOT, file), 'utf8').startsWith('// @vitest-environment happy-dom'),
);

export default defineConfig({
  root: ROOT,
  test: {
    environment: 'node',
    env: { TZ: 'UTC' },
    setupFiles: [join(import.meta.dirname, 'test-seed.ts')],
    // On a busy computer a process may take many seconds to start. What hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files of one worker share what they import, which is most of what starting a file costs.
    isolate: false,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['{shared,electron,renderer}/**/*.test.{ts,tsx}'],
          exclude: [...WHOLE, ...IN_WINDOW],
        },
      },
      {
        extends: true,
        // The window has one host and one of each store: every file begins with new ones.
        test: { name: 'window', include: IN_WINDOW, isolate: true },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: WHOLE,
          globalSetup: [join(import.meta.dirname, 'test-bundles.ts')],
          // Most of these wait for servers and clocks, not for the processor. Four at once disturb those that measure.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
