// The program as Electron starts it, against a double: its paths, its one instance, its window, its end.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Result } from '../shared/errors.ts';
import type { OpenedFile } from '../shared/window-commands.ts';
import { unpack } from '../shared/wire.ts';
import * as electron from './window/test-electron.ts';

vi.mock('electron', () => import('./window/test-electron.ts'));

const OWN = { senderFrame: { url: 'onrush://app/', parent: null } };
let folder: string;
const early = new electron.PreventableEvent();
let window: electron.BrowserWindow;
const before = { argv: process.argv, data: process.env['ONRUSH_DATA_DIR'] };

beforeAll(async () => {
  electron.startAnew();
  folder = mkdtempSync(join(tmpdir(), 'onrush-main-'));
  const plan = join(folder, 'shop.onrush');
  writeFileSync(plan, '{"version":1}');
  process.env['ONRUSH_DATA_DIR'] = join(folder, 'data');
  process.argv = [process.execPath, '/checkout', plan];
  const { promise, resolve: beReady } = Promise.withResolvers<void>();
  electron.app.ready = promise;
  await import('./main.ts');
  for (const name of ['dropped', 'second']) writeFileSync(join(folder, `${name}.onrush`), '{"version":1}');
  electron.app.emit('open-file', early, join(folder, 'dropped.onrush'));
  electron.app.emit('second-instance', {}, ['onrush', 'second.onrush'], folder);
  beReady();
  await vi.waitUntil(() => electron.menus.length > 0, 30_000);
  window = electron.BrowserWindow.getAllWindows()[0]!;
});

afterAll(() => {
  process.argv = before.argv;
  if (before.data === undefined) delete process.env['ONRUSH_DATA_DIR'];
  else process.env['ONRUSH_DATA_DIR'] = before.data;
  rmSync(folder, { recursive: true, force: true });
});

async function call(name: string, input: unknown): Promise<Result<unknown>> {
  return unpack((await window.webContents.ipc.invoke(OWN, 'onrush:call', name, input)) as Uint8Array) as Result<unknown>;
}

test('the data of Chromium are in a separate folder next to the history, and its scripts are compiled once', () => {
  const data = join(folder, 'data');
  expect(Object.fromEntries(electron.app.paths)).toEqual({
    userData: data,
    sessionData: join(data, 'window'),
    crashDumps: join(data, 'logs', 'crashes'),
  });
  expect(electron.privileges).toMatchObject([[{ scheme: 'onrush', privileges: { secure: true, codeCache: true } }]]);
  expect(electron.calls).toContain('crashes {"uploadToServer":false}');
});

test('files from the start and those that came before the window wait for the page, once', async () => {
  const taken = (await call('files.take', {})) as { value: readonly OpenedFile[] };
  expect(taken.value).toMatchObject(['dropped', 'second', 'shop'].map((name) => ({ kind: 'plan', name: `${name}.onrush` })));
  expect(early.defaultPrevented).toBe(true);
  expect(await call('files.take', {})).toEqual({ ok: true, value: [] });
});

test('the title bar takes the theme of the settings at once', async () => {
  await call('settings.set', { theme: 'dark', stopWhenRefused: true, workers: null });
  expect(electron.nativeTheme.themeSource).toBe('dark');
});

test('a saved plan is in the menu', async () => {
  const plan = {
    version: 1,
    name: 'Shop',
    scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  };
  expect(await call('plans.save', { id: null, plan })).toMatchObject({ ok: true });
  await vi.waitFor(
    () => expect(JSON.stringify(electron.menus.at(-1) as MenuItemConstructorOptions[])).toContain('"Shop"'),
    30_000,
  );
});

/** Presses the item of the menu that is shown now. */
function press(label: string): void {
  const [item] = itemsOf(electron.menus.at(-1) as MenuItemConstructorOptions[]).filter((one) => one.label === label);
  if (item === undefined) throw new Error(`There is no ${label}`);
  (item.click as () => void)();
}

function itemsOf(menu: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
}

test('a recent plan of the menu is opened in the page', () => {
  press('Shop');
  const sent = window.webContents.sent.map((message) => unpack((message as [string, Uint8Array])[1]));
  expect(sent.at(-1)).toMatchObject({ type: 'menu', action: { kind: 'go', fragment: expect.stringMatching(/^#\/plans\/.+/) } });
});

test("About names the versions of the program's parts, for a report of a fault", async () => {
  electron.replies.push({ response: 1 });
  press('About Onrush');
  await vi.waitFor(() => expect(electron.calls.at(-1)).toMatch(/^copied Onrush /), 30_000);
  expect(electron.dialogs.at(-1)).toMatchObject({ message: expect.stringMatching(/^Onrush \d/), buttons: ['Close', 'Copy'] });
  const copied = electron.calls.at(-1) ?? '';
  expect(copied.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'copied',
    'Electron',
    'Chromium',
    'Node',
    'TLS',
    'System:',
  ]);
  expect(copied).toContain(`Node ${process.versions.node}`);
});

test('the folder of crash files is shown even if it is empty, and only its owner can read it', async () => {
  press('Show Crash Files');
  const path = join(folder, 'data', 'logs', 'crashes');
  await vi.waitFor(() => expect(electron.calls.at(-1)).toBe(`folder ${path}`), 30_000);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('no server is asked for a newer version if none is published', async () => {
  press('Check for a Newer Version…');
  const message = 'This build does not know where newer versions are published.';
  await vi.waitFor(() => expect(electron.dialogs.at(-1)).toMatchObject({ message }), 30_000);
  expect(electron.net.fetch).not.toHaveBeenCalled();
});

test('other programs with the same data folder know that its window is open', () => {
  const text = readFileSync(join(folder, 'data', 'open', `${process.pid}.json`), 'utf8');
  expect(JSON.parse(text)).toEqual({ kind: 'window', url: null, pid: process.pid });
});

test('closing the window writes all data and ends the program', async () => {
  window.close();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
  expect(readdirSync(join(folder, 'data', 'open'))).toEqual([]);
  expect(readdirSync(join(folder, 'data'))).toEqual(expect.arrayContaining(['onrush.db', 'window.json']));
});
