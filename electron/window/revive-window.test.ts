// A page that crashed or hangs comes back, against a double of Electron.
import { beforeEach, expect, test, vi } from 'vitest';
import { continueLog } from '../system/log.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { reviveWindow } = await import('./revive-window.ts');

let window: electron.BrowserWindow;
beforeEach(() => {
  electron.startAnew();
  // Another test of the same thread may have opened one.
  continueLog(null);
  window = new electron.BrowserWindow();
  reviveWindow(window as never);
});

test('a page that crashed is loaded again, and after several crashes only when somebody says so', async () => {
  const crash = (reason: string): void => window.webContents.crash(reason);
  crash('clean-exit');
  expect(electron.calls).toEqual([]);
  for (const reason of ['crashed', 'oom', 'killed']) crash(reason);
  expect(electron.calls).toEqual(['reload', 'reload', 'reload']);
  electron.replies.push({ response: 1 });
  crash('crashed');
  await vi.waitFor(() => expect(electron.calls).toHaveLength(4), 30_000);
  expect([electron.dialogs.length, electron.app.exitCode]).toEqual([1, null]);
});

test('errors of the preload script and ends of other processes go to the log', () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  window.webContents.emit('preload-error', {}, '/preload.cjs', new Error('it broke'));
  electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit', exitCode: 0 });
  electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 9 });
  const lines = printed.mock.calls.map(([line]) => String(line).split('\n', 1)[0]);
  expect(lines).toEqual(['The preload script: Error: it broke', 'A process of the window: Error: GPU ended: crashed, code 9']);
  printed.mockRestore();
});

test('a page that hangs is ended and loaded again when somebody says so', async () => {
  electron.replies.push({ response: 0 }, { response: 1 });
  window.emit('unresponsive');
  await vi.waitFor(() => expect(electron.replies).toHaveLength(1), 30_000);
  expect(electron.calls).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  window.emit('unresponsive');
  // Once: a page whose script never returns takes no new address.
  await vi.waitFor(() => expect(electron.calls).toEqual(['crash', 'reload']), 30_000);
  expect(window.webContents.isCrashed()).toBe(false);
});

test('nobody is asked twice about a page that hangs, nor about a window that is gone', async () => {
  electron.replies.push({ response: 0 });
  window.emit('unresponsive');
  window.emit('unresponsive');
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  electron.replies.push({ response: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  window.emit('unresponsive');
  window.destroy();
  await new Promise((resolve) => setImmediate(resolve));
  expect(electron.calls).toEqual(['exit']);
});
