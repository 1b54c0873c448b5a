// Unit tests are in the same folders as the code; they use real servers and files, so they may take their time.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test-order.ts';
import { CACHE, ROOT } from './paths.ts';

// Many tests start threads and processes of the engine: with a compile cache they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

/** They measure milliseconds or expect a certain speed of this computer, so only few may run at the same time. */
const TIMED = [
  'electron/calibration/*.test.ts',
  'electron/app/self-check/*.test.ts',
  'electron/main-self-check.test.ts',
  'electron/demo/targets.test.ts',
  'electron/engine/record/refusal-watch.test.ts',
  'electron/engine/time/*.test.ts',
  'electron/engine/tests/{auth,calibration,connection,crash,faults,health,late-body,load-change}.test.ts',
  'electron/engine/tests/{local-limit,poisson,sending,threads-real}.test.ts',
  'electron/store/{file-size,run-list}.test.ts',
  'electron/tests/compare-runs.test.ts',
];

/** Whole runs, threads, other processes, large files: each test takes seconds. */
const WHOLE = [
  'electron/{app,browser,calibration,cli,compare,demo,export,import,samples,store,tests}/**',
  'electron/engine/{load,record,tests,time,http}/**',
  'electron/threads/**',
  'build/**',
].map((folder) => `${folder}/*.test.ts`);

/** They request a window in their first line. */
const IN_WINDOW = globSync('renderer/**/*.test.{ts,tsx}', { cwd: ROOT }).filter((file) =>
  readFileSync(join(ROOT, file), 'utf8').startsWith('// @vitest-environment happy-dom'),
);

/** One examines React's internals, the others start the program by importing it, so all modules are loaded again for each of them. */
const APART = ['renderer/app.test.tsx', 'electron/main.test.ts', 'electron/main-failed-start.test.ts'];

const BUNDLES = join(import.meta.dirname, 'test-bundles.ts');

export default defineConfig({
  root: ROOT,
  test: {
    environment: 'node',
    env: { TZ: 'UTC' },
    setupFiles: [join(import.meta.dirname, 'test-seed.ts')],
    // On a busy computer a process may take many seconds to start. A test that hangs is still found.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: LongFirst },
    // Files of one worker share their imports, which are most of the start time of a file.
    isolate: false,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['{shared,electron,renderer}/**/*.test.{ts,tsx}'],
          exclude: [...WHOLE, ...TIMED, ...IN_WINDOW, ...APART],
        },
      },
      {
        extends: true,
        test: {
          name: 'window',
          include: IN_WINDOW.filter((file) => !APART.includes(file)),
          setupFiles: [join(ROOT, 'renderer', 'test-new-window.ts')],
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: APART, isolate: true },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: WHOLE,
          exclude: TIMED,
          globalSetup: [BUNDLES],
          // Most of these wait for servers and other processes, not for the processor.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'timed',
          include: TIMED,
          globalSetup: [BUNDLES],
          // Most of these wait for a clock. Four at the same time disturb each other.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
