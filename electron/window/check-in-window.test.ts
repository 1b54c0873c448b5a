// The part of the self-check that only a window has, against a double of Electron.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { CheckedApp } from '../app/self-check/self-check.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { hiddenWindow } = await import('./check-in-window.ts');

const CHECKED: CheckedApp = {
  call: () => Promise.resolve({ ok: true, value: null }),
  listen: () => () => undefined,
  close: () => Promise.resolve(),
};

test('the program continues after its only window is closed, and reports what it found', async () => {
  electron.startAnew();
  const parts = await hiddenWindow('/out')(CHECKED, 'run');
  expect(parts.map(({ name, state }) => [name, state])).toEqual([
    ['window', 'passed'],
    ['bridge', 'failed'],
  ]);
  expect([electron.BrowserWindow.getAllWindows(), electron.app.exitCode]).toEqual([[], null]);
  await turn();
  expect(electron.app.listenerCount('window-all-closed')).toBe(0);
});
