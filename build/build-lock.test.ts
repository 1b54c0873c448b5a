import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './build-lock.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('tasks under one lock run one after the other', async () => {
  const log: string[] = [];
  const work = (name: string) =>
    withLock(join(folder, 'lock'), async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} ends`);
    });
  await Promise.all([work('a'), work('b')]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a failure releases the lock', async () => {
  const file = join(folder, 'lock');
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await withLock(file, () => Promise.resolve('free'))).toBe('free');
});

test('a killed holder releases the lock', async () => {
  const file = join(folder, 'lock');
  const code = `import { withLock } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'build-lock.ts')).href)};
    await withLock(${JSON.stringify(file)}, () => { console.log('held'); return new Promise((r) => setTimeout(r, 60_000)); });`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  expect(await withLock(file, () => Promise.resolve('free'))).toBe('free');
});
