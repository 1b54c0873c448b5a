import { expect, test } from 'vitest';
import { afterDelivery, afterExportEvent, savedFileWords, type RunExport } from './run-export.ts';

const working: RunExport = {
  runId: 'r',
  item: 'requests-csv',
  exportId: 'e1',
  fileName: null,
  progress: { kind: 'working', share: 0 },
};
const other: RunExport = { ...working, item: 'timeseries-csv', exportId: 'e2' };

function words(exports: readonly RunExport[]): string {
  const [one] = exports;
  if (one?.progress.kind !== 'done') throw new Error('It is not done');
  return savedFileWords(one, one.progress.rows);
}

test('a download shows its progress, and at its end what it saved', () => {
  let exports = afterDelivery([working], 'e1', { kind: 'download', url: '/download/x', fileName: 'home-requests.csv' });
  expect(exports[0]?.progress).toEqual({ kind: 'working', share: 0 });
  exports = afterExportEvent(exports, { exportId: 'e1', state: 'working', rows: 12_000, share: 0.5 });
  expect(exports[0]?.progress).toEqual({ kind: 'working', share: 0.5 });
  exports = afterExportEvent(exports, { exportId: 'e1', state: 'done', rows: 24_000 });
  expect(words(exports)).toBe('Saved home-requests.csv, 24,000 rows.');
});

test('a file of the window is named without its folder, on every system', () => {
  const saved = (path: string): string => words(afterDelivery([working], 'e1', { kind: 'saved', path, rows: 3 }));
  expect(saved('/home/me/a.csv')).toBe('Saved a.csv, 3 rows.');
  expect(saved('C:\\Users\\me\\a.csv')).toBe('Saved a.csv, 3 rows.');
});

test('a cancelled export disappears, a failed one says why, and the others stay', () => {
  const exports = [working, other];
  expect(afterExportEvent(exports, { exportId: 'e1', state: 'cancelled' })).toEqual([other]);
  expect(afterDelivery(exports, 'e1', { kind: 'cancelled' })).toEqual([other]);
  const failure = { code: 'write_failed', message: 'The disk is full.' } as const;
  expect(afterExportEvent(exports, { exportId: 'e1', state: 'failed', failure })).toEqual([
    { ...working, progress: { kind: 'failed', message: 'The disk is full.' } },
    other,
  ]);
  expect(afterExportEvent(exports, { exportId: 'unknown', state: 'done', rows: 1 })).toBe(exports);
});

test('a document has no rows to count', () => {
  const summary: RunExport = { ...working, item: 'summary-json' };
  expect(words(afterDelivery([summary], 'e1', { kind: 'saved', path: 'a.json', rows: 1 }))).toBe('Saved a.json.');
});
