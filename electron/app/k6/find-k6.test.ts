// Which program is taken for k6.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findK6 } from './find-k6.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-find-k6-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(said: string): string {
  const path = join(folder, 'k6');
  writeFileSync(path, `#!/bin/sh\necho '${said}'\n`);
  chmodSync(path, 0o755);
  return path;
}

test.skipIf(process.platform === 'win32')(
  'a recent k6 is found in PATH, and an old one and another program are refused with a sentence',
  async () => {
    const path = program('k6 v1.3.0 (go1.26, linux/amd64)');
    expect(await findK6(null, { PATH: `/nowhere:${folder}` })).toEqual({ path, version: '1.3.0' });
    program('k6 v0.49.0 (go1.21, linux/amd64)');
    await expect(findK6(path)).rejects.toThrow('This k6 is too old');
    program('some other program 3');
    await expect(findK6(path)).rejects.toThrow('is not k6');
  },
);

test('a missing k6 is reported', async () => {
  await expect(findK6(null, { PATH: `${folder}x` })).rejects.toThrow('k6 is not installed');
  await expect(findK6(join(folder, 'none'))).rejects.toThrow('There is no file');
});
