// What another start of the program does to the one that is open, against a double of Electron.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import * as electron from './test-electron.ts';
import type { Life } from './test-life.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { startLife } = await import('./test-life.ts');

let life: Life;
beforeEach(() => (life = startLife()));

test('a second start after the window was closed begins again once the end is written', () => {
  life.window.close();
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect([electron.calls, life.closes]).toEqual([['relaunch'], 1]);
});

test('an AppImage begins again as the file that it is, not at the place where it was unpacked', () => {
  vi.stubEnv('APPIMAGE', '/home/ada/Onrush.AppImage');
  try {
    life.window.close();
    electron.app.emit('activate');
    expect(electron.calls).toEqual(['relaunch /home/ada/Onrush.AppImage']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a second start brings a minimised window forward', () => {
  life.window.minimize();
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect(electron.calls).toEqual(['restore', 'focus']);
});

test('a second start and a double click hand their files over, and no folders or options', () => {
  const plan = import.meta.filename;
  electron.app.emit(
    'second-instance',
    {},
    ['onrush', '--flag', import.meta.dirname, 'second-start.test.ts', 'gone.onrush'],
    import.meta.dirname,
  );
  const event = { preventDefault: vi.fn<() => void>() };
  electron.app.emit('open-file', event, '/home/ada/shop.onrush');
  expect([life.opened, event.preventDefault.mock.calls.length]).toEqual([[plan, '/home/ada/shop.onrush'], 1]);
});

test('what begins again opens the files of the second start, and not those of the first one once more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-second-'));
  const { argv } = process;
  onTestFinished(() => {
    process.argv = argv;
    rmSync(folder, { recursive: true });
  });
  const [first, second, third] = ['first.onrush', 'second.onrush', 'third.onrush'].map((name) => join(folder, name));
  for (const path of [first, second, third]) writeFileSync(path!, '{}');
  process.argv = [process.execPath, folder, '--flag', first!];
  life.window.close();
  electron.app.emit('second-instance', {}, ['onrush', second], folder);
  // A click on the icon meanwhile needs no third program, and another file does.
  electron.app.emit('activate');
  electron.app.emit('second-instance', {}, ['onrush', 'third.onrush'], folder);
  expect(electron.app.relaunches).toEqual([{ args: [folder, '--flag', second] }, { args: [folder, '--flag', third] }]);
});

test('a file that comes while the program ends is opened by the next start, although the window is still there', () => {
  electron.app.quit();
  const event = new electron.PreventableEvent();
  electron.app.emit('open-file', event, '/home/ada/late.onrush');
  expect([life.opened, life.window.isDestroyed(), event.defaultPrevented]).toEqual([[], false, true]);
  expect(electron.app.relaunches).toMatchObject([{ args: expect.arrayContaining(['/home/ada/late.onrush']) }]);
});
