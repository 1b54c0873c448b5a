// Electron's own list of what keeps a window safe, point by point. https://www.electronjs.org/docs/latest/tutorial/security
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { ROOT } from '../../build/paths.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { openWindow } = await import('./window.ts');
const { PAGE_URL, PAGE_SCHEME } = await import('./page-origin.ts');

const SOURCES = globSync('electron/{main,preload,window/*}.ts', { cwd: ROOT })
  .filter((path) => !/test/.test(path))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
/** As Chromium calls them; of all that there are. */
const PERMISSIONS = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'usb',
  'window-management',
  'unknown',
  'fileSystem',
];
/** Where a page could be led to. */
const ELSEWHERE = [
  'https://evil.example/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'data:text/html,x',
  'blob:onrush://app/1',
  'javascript:alert(1)',
  'about:blank',
  `${PAGE_SCHEME}://evil/`,
  `${PAGE_SCHEME}://app.evil.example/`,
  `${PAGE_SCHEME}://app@evil.example/`,
  'view-source:onrush://app/',
];

let contents: electron.BrowserWindow['webContents'];
let preferences: Readonly<Record<string, unknown>>;

beforeEach(() => {
  electron.startAnew();
  const bounds = { width: 1280, height: 800 };
  openWindow('/built', { bounds, isMaximized: false, follow: () => undefined });
  const window = electron.BrowserWindow.getAllWindows().at(-1)!;
  contents = window.webContents;
  preferences = window.options['webPreferences'] as Readonly<Record<string, unknown>>;
});

test('1, 18: the page has its own scheme, and comes neither from the network nor from a file', () => {
  expect(PAGE_URL).toBe('onrush://app/');
  expect(SOURCES).not.toMatch(/loadFile\(|loadURL\((?!PAGE_URL\))/);
});

test('2, 3, 4, 6, 8, 9, 10: no preference weakens the isolation of the page', () => {
  const { preload, ...rest } = preferences;
  expect(preload).toBe(join('/built', 'preload.cjs'));
  expect(rest).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, spellcheck: false });
});

test('5: the only permission of the page is to write text to the clipboard', () => {
  const given = (permits: (permission: string) => boolean): readonly string[] => PERMISSIONS.filter((name) => permits(name));
  expect(given(contents.permits.check)).toEqual(['clipboard-sanitized-write']);
  expect(given(contents.permits.request)).toEqual(['clipboard-sanitized-write']);
});

test('11, 12: the page contains no other page', () => {
  const event = new electron.PreventableEvent();
  contents.emit('will-attach-webview', event, {}, {});
  expect(event.defaultPrevented).toBe(true);
});

test.each(ELSEWHERE)('13, 14: the page cannot navigate to %s or open it in a new window', (url) => {
  for (const name of ['will-navigate', 'will-redirect']) {
    const event = Object.assign(new electron.PreventableEvent(), { url });
    contents.emit(name, event);
    expect([name, event.defaultPrevented]).toEqual([name, true]);
  }
  expect(contents.openWindow({ url })).toEqual({ action: 'deny' });
});

test('13: the page may be reloaded', () => {
  const event = Object.assign(new electron.PreventableEvent(), { url: PAGE_URL });
  contents.emit('will-navigate', event);
  expect(event.defaultPrevented).toBe(false);
});

test('15: the only links that open in another program are traces of a request, as the settings say', () => {
  // openLink: the page only names a trace; see traces.open. The other one opens the page of a release: see updates.ts.
  expect(SOURCES.match(/openExternal\([^)]*\)/g)).toEqual(['openExternal(url)', 'openExternal(url)']);
  expect(SOURCES.match(/openLink[:(].*/g)).toEqual(['openLink: (url) => shell.openExternal(url),']);
});

test('16: Electron is from this year', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45);
});

test('17: the sender of every command is checked', () => {
  expect(SOURCES.match(/\.handle\(|\bipcMain\b/g)).toHaveLength(2);
  expect(SOURCES).toContain('if (!isTrustedSender(event.senderFrame))');
});

test('20: the page gets two functions and the path of a file, and no module of Electron', () => {
  const preload = readFileSync(join(ROOT, 'electron/preload.ts'), 'utf8');
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(preload).not.toMatch(/exposeInMainWorld\([^,]+,\s*(?:ipcRenderer|webUtils)\b/);
});
