// Unit tests stand beside the code; they use real servers and files, so they may take their time.
import { defineConfig } from 'vitest/config';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.ts';

// Many tests start threads and processes of the engine: compiled once, they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(CACHE, 'compile');

export default defineConfig({
  root: ROOT,
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    setupFiles: [join(import.meta.dirname, 'test-seed.ts')],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Most tests wait for servers, not for the processor, so one core need not stay free.
    maxWorkers: 2,
    env: { TZ: 'UTC' },
  },
});
