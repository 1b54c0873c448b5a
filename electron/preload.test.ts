// What the page gets from Electron: three functions.
import { expect, test, vi } from 'vitest';
import type { WindowBridge } from '../shared/window-bridge.ts';
import * as electron from './window/test-electron.ts';

vi.mock('electron', () => import('./window/test-electron.ts'));
await import('./preload.ts');
const bridge = electron.exposed['onrush'] as WindowBridge<File>;

test('a command goes to the host, and its bytes come back', async () => {
  electron.ipcMain.handle('onrush:call', (_event, ...given) => Uint8Array.of(given.length));
  expect(await bridge.call('runs.list', {})).toEqual(Uint8Array.of(2));
});

test('a listener hears bytes without their sender, until it stops', () => {
  const heard: unknown[] = [];
  const stop = bridge.listen((event) => heard.push(event));
  electron.ipcRenderer.emit('onrush:event', { sender: {} }, Uint8Array.of(7));
  stop();
  electron.ipcRenderer.emit('onrush:event', { sender: {} }, Uint8Array.of(8));
  expect(heard).toEqual([Uint8Array.of(7)]);
});

test('a dropped file has its path, and nothing else of Electron is accessible', () => {
  expect(bridge.pathOf(new File([], 'requests.csv'))).toBe('/dropped/requests.csv');
  expect(Object.keys(electron.exposed)).toEqual(['onrush']);
  expect(Object.keys(bridge)).toEqual(['call', 'listen', 'pathOf']);
});
