// Unit tests stand beside the code; they use real servers and files, so they may take their time.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test-order.ts';
import { CACHE, ROOT } from './paths.ts';

// Many tests start threads and processes of the engine: compiled once, they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

/** They measure milliseconds or expect a pace of this computer, so that few may be beside them. */
const TIMED = [
  'electron/calibration/*.test.ts',
  'electron/app/self-check/*.test.ts',
  'electron/demo/targets.test.ts',
  'electron/engine/record/refusal-watch.test.ts',
  'electron/engine/time/*.test.ts',
  'electron/engine/tests/{auth,calibration,connection,crash,faults,health,late-body,load-change}.test.ts',
  'electron/engine/tests/{local-limit,poisson,sending,threads-real}.test.ts',
  'electron/store/{file-size,run-list}.test.ts',
  'electron/tests/compare-runs.test.ts',
];

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

/** It looks into React, which is loaded for it alone. */
const OWN_WINDOW = ['renderer/app.test.tsx'];

const BUNDLES = join(import.meta.dirname, 'test-bundles.ts');

export default defineConfig({
  root: ROOT,
  test: {
    environment: 'node',
    env: { TZ: 'UTC' },
    setupFiles: [join(import.meta.dirname, 'test-seed.ts')],
    // On a busy computer a process may take many seconds to start. What hangs is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: LongFirst },
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
        test: {
          name: 'window',
          include: IN_WINDOW.filter((file) => !OWN_WINDOW.includes(file)),
          setupFiles: [join(ROOT, 'renderer', 'test-new-window.ts')],
        },
      },
      {
        extends: true,
        test: { name: 'own window', include: OWN_WINDOW, isolate: true },
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
          // Most of these wait for a clock. Four at once disturb each other.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
