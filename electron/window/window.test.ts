// The one window: its size on a small screen, and what the right button offers in it.
import { beforeEach, expect, test, vi } from 'vitest';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { openWindow } = await import('./window.ts');

beforeEach(() => electron.startAnew());

function opened(): electron.BrowserWindow {
  openWindow('/preload.cjs');
  return electron.BrowserWindow.getAllWindows()[0]!;
}

test('the window is no larger than the screen leaves room for', () => {
  expect(opened().options).toMatchObject({ width: 1440, height: 900 });
  electron.startAnew();
  const small = vi.spyOn(electron.screen, 'getPrimaryDisplay').mockReturnValue({ workAreaSize: { width: 1280, height: 680 } });
  expect(opened().options).toMatchObject({ width: 1280, height: 680 });
  small.mockRestore();
});

test('the right button offers what can be done with the text under it, and nothing elsewhere', () => {
  const { webContents } = opened();
  const press = (isEditable: boolean, selectionText: string): boolean =>
    webContents.emit(
      'context-menu',
      {},
      { isEditable, selectionText, editFlags: { canCut: false, canCopy: false, canPaste: true } },
    );
  press(false, ' ');
  press(false, 'p99 12 ms');
  press(true, '');
  expect(electron.menus).toMatchObject([
    [{ role: 'copy' }],
    [
      { role: 'cut', enabled: false },
      { role: 'copy', enabled: false },
      { role: 'paste', enabled: true },
      {},
      { role: 'selectAll' },
    ],
  ]);
});
