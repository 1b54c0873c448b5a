// A second start with the same data folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alreadyOpen } from './already-open.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-second-'));
  mkdirSync(join(folder, 'open'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The process that started the tests lives as long as they do. */
function open(host: Readonly<Record<string, unknown>>): void {
  writeFileSync(join(folder, 'open', `${process.ppid}.json`), JSON.stringify({ ...host, pid: process.ppid }));
}

test('the first host finds no other one', () => {
  expect(alreadyOpen(folder)).toBeNull();
});

test('a second host shows the address of the first', () => {
  const url = 'http://127.0.0.1:1234/#token=abc';
  open({ kind: 'browser', url });
  expect(alreadyOpen(folder)).toEqual({
    words: `Onrush is already open in a browser (process ${process.ppid}), with the same data folder: ${url}\nSet ONRUSH_DATA_DIR to open a second one, with its own history.`,
    url,
  });
});

test('a second host says that the first is in a window', () => {
  open({ kind: 'window', url: null });
  expect(alreadyOpen(folder)).toEqual({
    words: `Onrush is already open in a window (process ${process.ppid}), with the same data folder.\nSet ONRUSH_DATA_DIR to open a second one, with its own history.`,
    url: null,
  });
});
