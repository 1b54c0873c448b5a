// The one window: its size on a small screen, and what the right button offers in it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { openWindow } = await import('./window.ts');
const { StateFile } = await import('./window-state.ts');

beforeEach(() => electron.startAnew());

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-window-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): electron.BrowserWindow {
  openWindow('/built', new StateFile(folder));
  return electron.BrowserWindow.getAllWindows().at(-1)!;
}

test('the window is no larger than the available screen', () => {
  expect(opened().options).toMatchObject({ width: 1440, height: 900 });
  electron.startAnew();
  const small = vi.spyOn(electron.screen, 'getPrimaryDisplay').mockReturnValue({ workAreaSize: { width: 1280, height: 680 } });
  expect(opened().options).toMatchObject({ width: 1280, height: 680 });
  small.mockRestore();
});

test.runIf(process.platform === 'linux')('on Linux it has its icon, which no package puts on a window', () => {
  expect(opened().options['icon']).toBe(join('/built', 'icon.png'));
});

test('the window opens at its last place if that is on a screen', () => {
  const first = opened();
  first.normalBounds = { x: 300, y: 200, width: 1000, height: 700 };
  first.maximize();
  first.close();
  expect(opened().options).toMatchObject({ x: 300, y: 200, width: 1000, height: 700 });
  expect(electron.calls.filter((one) => one === 'maximize')).toHaveLength(2);
  // A large screen was taken away: what is left is smaller, and at another place.
  const other = vi.spyOn(electron.screen, 'getDisplayMatching');
  other.mockReturnValue({ workArea: { x: -1280, y: 0, width: 900, height: 600 } });
  const { options } = opened();
  expect(options).toMatchObject({ width: 900, height: 600 });
  expect(options).not.toHaveProperty('x');
  other.mockRestore();
});

test.each([
  ['a smaller screen', { x: 0, y: 25, width: 1280, height: 700 }, { x: 0, y: 25, width: 1280, height: 700 }],
  ['one that is as wide', { x: 0, y: 25, width: 1920, height: 500 }, { x: 400, y: 25, width: 1400, height: 500 }],
  ['one to the left of the main one', { x: -2560, y: -300, width: 2560, height: 1400 }, { width: 1400, height: 900 }],
])('on %s it is seen as a whole if it was', (_what, workArea, expected) => {
  const first = opened();
  first.normalBounds = { x: 400, y: 120, width: 1400, height: 900 };
  first.close();
  const other = vi.spyOn(electron.screen, 'getDisplayMatching').mockReturnValue({ workArea });
  const { x, y, width, height } = opened().options;
  expect({ x, y, width, height }).toEqual({ x: undefined, y: undefined, ...expected });
  other.mockRestore();
});

test.each(['{"bounds":{"x":1,"y":2,"width":1e9}}', '{"bounds":{"x":0,"y":0,"width":10,"height":10}}', 'null', '{', '[]'])(
  'a file of its place that contains %s is ignored',
  (text) => {
    writeFileSync(join(folder, 'window.json'), text);
    expect(opened().options).toMatchObject({ width: 1440, height: 900 });
  },
);

test('its page is isolated from the system', () => {
  expect(opened().options['webPreferences']).toEqual({
    preload: join('/built', 'preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
  });
});

test('the right button offers commands for the text under it, and nothing elsewhere', () => {
  const { webContents } = opened();
  const press = (isEditable: boolean, selectionText: string): boolean =>
    webContents.emit(
      'context-menu',
      {},
      {
        isEditable,
        selectionText,
        editFlags: { canUndo: true, canRedo: false, canCut: false, canCopy: false, canPaste: true, canDelete: false },
      },
    );
  press(false, ' ');
  press(false, 'p99 12 ms');
  press(true, '');
  expect(electron.menus).toMatchObject([
    [{ role: 'copy' }],
    [
      { role: 'undo', enabled: true },
      { role: 'redo', enabled: false },
      {},
      { role: 'cut', enabled: false },
      { role: 'copy', enabled: false },
      { role: 'paste', enabled: true },
      { role: 'delete', enabled: false },
      {},
      { role: 'selectAll' },
    ],
  ]);
});
