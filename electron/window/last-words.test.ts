// What was typed last is written before the program ends, unless the page cannot do that.
import { beforeEach, expect, test, vi } from 'vitest';
import { unpack } from '../../shared/wire.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { lastWordsOf } = await import('./last-words.ts');

let window: electron.BrowserWindow;
beforeEach(() => {
  electron.startAnew();
  window = new electron.BrowserWindow();
});

test('the end waits for the page, which hears of it', async () => {
  const words = lastWordsOf(window as never);
  let isOver = false;
  const asked = words.ask().then(() => (isOver = true));
  expect(window.webContents.sent.map((message) => unpack((message as [string, Uint8Array])[1]))).toEqual([{ type: 'ending' }]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  words.handleWritten();
  await asked;
});

test('it does not wait for ever for a page that hangs, and not at all for one that is gone', async () => {
  // Real time passes: a second.
  await lastWordsOf(window as never).ask();
  window.webContents.hasCrashed = true;
  await lastWordsOf(window as never).ask();
  window.destroy();
  await lastWordsOf(window as never).ask();
  expect(window.webContents.sent).toHaveLength(1);
});
