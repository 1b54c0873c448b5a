// In Electron a thread that runs out of memory must not take the window down with it.
import { expect, test } from 'vitest';
import { mostHeapMb, THREAD_ENTRIES } from './entries.ts';
import { startThread } from './start-thread.ts';

const ELECTRON = { ...process.versions, electron: '45.4.1' };

test('in Electron every thread has its own memory limit, far below the shared one', () => {
  for (const name of Object.keys(THREAD_ENTRIES)) expect(mostHeapMb(name, ELECTRON)).toBeLessThanOrEqual(1024);
  expect(mostHeapMb('worker', ELECTRON)).toBe(512);
  expect(mostHeapMb('worker')).toBeNull();
});

test('a thread is started with that limit and its own options', async () => {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions')!;
  Object.defineProperty(process, 'versions', { value: ELECTRON, configurable: true });
  try {
    const entry = new URL('data:text/javascript,');
    const thread = startThread(entry, null, { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    expect(thread.resourceLimits).toMatchObject({ maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 });
    await thread.terminate();
  } finally {
    Object.defineProperty(process, 'versions', versions);
  }
});
