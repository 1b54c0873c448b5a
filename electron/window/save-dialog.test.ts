// Where an export is saved: in the last folder, compressed if the person says so, and never without an extension.
import { beforeEach, expect, test, vi } from 'vitest';
import type { ExportFile } from '../app/api/ports.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { saveExport } = await import('./save-dialog.ts');

const written: string[] = [];
const kept: string[] = [];
const state = { folder: '/work/exports', keepFolder: (folder: string) => void kept.push(folder) };
const file = (fileName: string): ExportFile => ({
  fileName,
  contentType: '',
  stream: async function* () {},
  write(path) {
    written.push(path);
    return Promise.resolve({ rows: 3 });
  },
});

beforeEach(() => {
  electron.startAnew();
  written.length = 0;
  kept.length = 0;
});

test.each([
  ['/a/requests.csv', '/a/requests.csv'],
  ['/a/requests.csv.gz', '/a/requests.csv.gz'],
  ['/a/requests.gz', '/a/requests.csv.gz'],
  ['/a/requests', '/a/requests.csv'],
  ['/a/results.jtl', '/a/results.jtl'],
])('%s is written as %s', async (chosen, path) => {
  electron.replies.push({ response: 0, filePath: chosen });
  expect(await saveExport(file('requests.csv'), state)).toEqual({ kind: 'saved', path, rows: 3 });
  expect([written, kept]).toEqual([[path], ['/a']]);
});

test('the dialog begins in the folder of the last one, and offers to compress', async () => {
  await saveExport(file('requests.csv'), state);
  await saveExport(file('report.html'), { ...state, folder: null });
  expect(electron.dialogs).toMatchObject([
    {
      defaultPath: '/work/exports/requests.csv',
      filters: [{ extensions: ['csv'] }, { name: 'CSV, compressed', extensions: ['gz'] }, { extensions: ['*'] }],
    },
    { defaultPath: '/downloads/report.html', filters: [{ name: 'HTML' }, { extensions: ['*'] }] },
  ]);
});

test('a cancelled dialog leaves no file', async () => {
  electron.replies.push({ response: 0, canceled: true });
  expect(await saveExport(file('requests.csv'), state)).toEqual({ kind: 'cancelled' });
  expect([written, kept]).toEqual([[], []]);
});
