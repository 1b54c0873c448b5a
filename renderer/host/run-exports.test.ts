// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { fail, succeed } from '../../shared/errors.ts';
import { EVERYTHING } from '../../shared/sample-query.ts';
import { TestBridge } from '../test-bridge.ts';

const bridge = new TestBridge({});

bridge.install();
const stores = await import('./run-exports.ts');
const { followHost } = await import('./follow-host.ts');
followHost();

let clicked: string[] = [];

beforeEach(() => {
  clicked = [];
  bridge.calls.length = 0;
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    clicked.push(this.download);
  };
});

function exportOf(runId: string) {
  return stores.exports.get().find((one) => one.runId === runId);
}

test('an export of a browser is downloaded, and followed until its file is whole', async () => {
  bridge.replies = { 'runs.export': () => succeed({ kind: 'download', url: '/download/1', fileName: 'home.csv' }) };
  await stores.startExport('a', 'requests-csv');
  expect([clicked, exportOf('a')?.progress]).toEqual([['home.csv'], { kind: 'working', share: 0 }]);
  const exportId = exportOf('a')?.exportId ?? '';
  bridge.emit({ type: 'export', export: { exportId, state: 'working', rows: 10, share: 0.5 } });
  expect(exportOf('a')?.progress).toEqual({ kind: 'working', share: 0.5 });
  bridge.emit({ type: 'export', export: { exportId, state: 'done', rows: 20 } });
  expect(exportOf('a')?.progress).toEqual({ kind: 'done', rows: 20 });
});

test('a refused export says so, and a cancelled one disappears', async () => {
  bridge.replies = { 'runs.export': () => fail('internal', 'The disk is full.') };
  await stores.startExport('b', 'requests-csv');
  expect(exportOf('b')?.progress).toEqual({ kind: 'failed', message: 'The disk is full.' });
  bridge.replies = { 'runs.export': () => ({ kind: 'cancelled' }) };
  await stores.startExport('b', 'requests-csv');
  expect(exportOf('b')).toBeUndefined();
});

test('the requests of a filtered run are exported with its filter, and those of another run without it', async () => {
  bridge.replies = { 'runs.export': () => ({ kind: 'cancelled' }) };
  const filter = { ...EVERYTHING, text: 'login' };
  stores.setFilteredRequests('c', filter);
  await stores.startExport('c', 'filtered-csv');
  await stores.startExport('d', 'filtered-csv');
  expect(bridge.calls.map(({ input }) => input)).toMatchObject([
    { id: 'c', kind: 'requests-csv', filter },
    { id: 'd', kind: 'requests-csv', filter: null },
  ]);
});
