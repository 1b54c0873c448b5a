// Where a file to import comes from in the window: the system's dialog, or a drop.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { askForFile, openImport } = await import('./open-dialog.ts');

const kept: string[] = [];
const state = { folder: '/work/runs', keepFolder: (folder: string) => void kept.push(folder) };

beforeEach(() => electron.startAnew());

test('a dropped file is taken without a dialog', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-drop-'));
  try {
    const path = join(folder, 'requests.csv');
    writeFileSync(path, 'a');
    expect(await openImport(path, state)).toMatchObject({ path, fileName: 'requests.csv' });
    for (const other of [folder, join(folder, 'gone.csv'), 'requests.csv'])
      await expect(openImport(other, state)).rejects.toThrow(/^What was dropped is not a file/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(electron.dialogs).toEqual([]);
});

test('without a dropped file the dialog opens, for files of any name', async () => {
  expect(await openImport(null, state)).toMatchObject({ path: '/chosen/file', fileName: 'file' });
  expect(electron.dialogs).toMatchObject([
    { defaultPath: '/work/runs', filters: [{}, { name: 'All files', extensions: ['*'] }] },
  ]);
  expect(kept).toEqual(['/chosen']);
});

test('a cancelled dialog gives no file', async () => {
  electron.replies.push({ response: 0, canceled: true });
  expect(await askForFile(state)).toBeNull();
});
