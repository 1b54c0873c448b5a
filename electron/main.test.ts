// The program as Electron starts it, against a double: its paths, its one instance, its window, its end.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
let window: electron.BrowserWindow;
const before = { argv: process.argv, data: process.env['ONRUSH_DATA_DIR'] };

beforeAll(async () => {
  electron.startAnew();
  folder = mkdtempSync(join(tmpdir(), 'onrush-main-'));
  const plan = join(folder, 'shop.onrush');
  writeFileSync(plan, '{"version":1}');
  process.env['ONRUSH_DATA_DIR'] = join(folder, 'data');
  process.argv = [process.execPath, '/checkout', plan];
  await import('./main.ts');
  await vi.waitUntil(() => electron.menus.length > 0);
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

test('what Chromium keeps lies in a folder of its own beside the history, and its scripts are compiled once', () => {
  const data = join(folder, 'data');
  expect(Object.fromEntries(electron.app.paths)).toEqual({
    userData: data,
    sessionData: join(data, 'window'),
    crashDumps: join(data, 'logs', 'crashes'),
  });
  expect(electron.privileges).toMatchObject([[{ scheme: 'onrush', privileges: { secure: true, codeCache: true } }]]);
  expect(electron.calls).toContain('crashes {"uploadToServer":false}');
});

test('the file that it was started with waits for the page, once', async () => {
  const taken = (await call('files.take', {})) as { value: readonly OpenedFile[] };
  expect(taken.value).toMatchObject([{ kind: 'plan', name: 'shop.onrush' }]);
  expect(await call('files.take', {})).toEqual({ ok: true, value: [] });
});

test('the theme of the settings is that of the title bar at once', async () => {
  await call('settings.set', { theme: 'dark', stopWhenRefused: true, workers: null });
  expect(electron.nativeTheme.themeSource).toBe('dark');
});

test('a plan that is saved is in the menu', async () => {
  const plan = {
    version: 1,
    name: 'Shop',
    scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  };
  expect(await call('plans.save', { id: null, plan })).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(JSON.stringify(electron.menus.at(-1) as MenuItemConstructorOptions[])).toContain('"Shop"'));
});

test('for as long as its window is open, others on the same data folder know', () => {
  const text = readFileSync(join(folder, 'data', 'open', `${process.pid}.json`), 'utf8');
  expect(JSON.parse(text)).toEqual({ kind: 'window', url: null, pid: process.pid });
});

test('closing the window writes what there is and ends the program', async () => {
  window.close();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0));
  expect(readdirSync(join(folder, 'data', 'open'))).toEqual([]);
  expect(readdirSync(join(folder, 'data'))).toEqual(expect.arrayContaining(['onrush.db', 'window.json']));
});
