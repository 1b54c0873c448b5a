import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { writeFileWhole } from './write-file.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-export-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function* lines(count: number): Generator<string, number, undefined> {
  for (let line = 0; line < count; line += 1) yield `line ${line}\r\n`;
  return count;
}

async function failureOf(path: string, chunks: Iterable<string, number | void> = lines(3)): Promise<string> {
  const error: unknown = await writeFileWhole(path, chunks).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw error;
  expect(error.failure.code).toBe('write_failed');
  return error.message;
}

test('the file holds all chunks in order, as UTF-8, and the rows are counted', async () => {
  const path = join(folder, 'requests.csv');
  expect(await writeFileWhole(path, lines(3))).toEqual({ rows: 3 });
  expect(readFileSync(path, 'utf8')).toBe('line 0\r\nline 1\r\nline 2\r\n');
  expect(await writeFileWhole(path, ['ä', '€', '😀'])).toEqual({ rows: 0 });
  expect(readFileSync(path, 'utf8')).toBe('ä€😀');
  expect(readdirSync(folder)).toEqual(['requests.csv']);
});

test('the old file stays until the new one is complete', async () => {
  const path = join(folder, 'requests.csv');
  writeFileSync(path, 'old');
  function* broken(): Generator<string, void, undefined> {
    yield 'new';
    throw new Error('a bug');
  }
  await expect(writeFileWhole(path, broken())).rejects.toThrow('a bug');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['requests.csv']);
});

test('an aborted export leaves nothing, and closes what it read from', async () => {
  const path = join(folder, 'requests.csv');
  const stop = new AbortController();
  let isClosed = false;
  function* endless(): Generator<string, void, undefined> {
    try {
      for (let chunk = 0; ; chunk += 1) {
        if (chunk === 10) stop.abort();
        yield 'x'.repeat(10_000);
      }
    } finally {
      isClosed = true;
    }
  }
  await expect(writeFileWhole(path, endless(), stop.signal)).rejects.toThrow(/aborted/);
  expect(isClosed).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  await expect(writeFileWhole(path, lines(1), AbortSignal.abort())).rejects.toThrow(/aborted/);
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder of that name is refused', async () => {
  const path = join(folder, 'taken');
  mkdirSync(path);
  expect(await failureOf(path)).toBe(`${path} could not be written: there is a folder of that name. Choose another name.`);
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a missing parent is named', async () => {
  const path = join(folder, 'missing', 'requests.csv');
  expect(await failureOf(path)).toBe(
    `${path} could not be written: its folder does not exist. Create the folder or choose another place.`,
  );
  expect(existsSync(join(folder, 'missing'))).toBe(false);
});

test('a file in the place of a folder of the path is named', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await failureOf(join(folder, 'file', 'requests.csv'))).toContain('a part of its path is a file, not a folder.');
});

test('a link keeps pointing to the file that is written', async () => {
  const target = join(folder, 'target.csv');
  const link = join(folder, 'link.csv');
  writeFileSync(target, 'old');
  symlinkSync(target, link);
  await writeFileWhole(link, ['new']);
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readdirSync(folder).toSorted()).toEqual(['link.csv', 'target.csv']);
});

test.skipIf(process.platform !== 'linux')('a full disk is reported', async () => {
  expect(await failureOf('/dev/full', ['x'.repeat(100_000)])).toBe(
    '/dev/full could not be written: the disk is full. Free some space and export again.',
  );
  const path = join(folder, 'requests.csv');
  symlinkSync('/dev/full', `${path}.part`);
  expect(await failureOf(path, ['x'.repeat(100_000), 'more'])).toContain('the disk is full.');
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a device is written to, never replaced', async () => {
  expect(await writeFileWhole('/dev/null', lines(2))).toEqual({ rows: 2 });
  expect(existsSync('/dev/null.part')).toBe(false);
});
