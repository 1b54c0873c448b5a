// Which hosts have a data folder open.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceHost, openHosts } from './open-hosts.ts';

const URL = 'http://127.0.0.1:1234/#token=abc';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-open-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

/** As another process would have announced itself. */
function announced(pid: number, host: Readonly<Record<string, unknown>> = { kind: 'browser', url: URL, pid }): string {
  const leave = announceHost(folder, { kind: 'window', url: null });
  const path = join(folder, 'open', `${pid}.json`);
  writeFileSync(path, JSON.stringify(host));
  leave();
  return path;
}

test('a host of another process is found while that process lives', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { stdio: 'ignore', timeout: 60_000 });
  const pid = child.pid ?? 0;
  const path = announced(pid);
  expect(openHosts(folder)).toEqual([{ kind: 'browser', pid, url: URL }]);
  // Its announcement is old, so its process id may belong to another process by now.
  utimesSync(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
  expect(openHosts(folder)).toEqual([]);
  expect(existsSync(path)).toBe(false);
  child.kill();
});

test('a host whose process died is ignored and removed', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''], { timeout: 20_000 });
  const path = announced(pid);
  expect(openHosts(folder)).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['another address', JSON.stringify({ kind: 'browser', pid: 1, url: 'http://evil.example/' })],
  ['another scheme', JSON.stringify({ kind: 'browser', pid: 1, url: 'javascript://127.0.0.1/' })],
  ['another kind', JSON.stringify({ kind: 'x', pid: 1, url: null })],
])('a file that holds %s opens nothing', (_, text) => {
  writeFileSync(announced(1), text);
  expect(openHosts(folder)).toEqual([]);
});

test('its file is only for its owner, is not taken for another host, and is removed with it', () => {
  const leave = announceHost(folder, { kind: 'browser', url: URL });
  const inside = join(folder, 'open');
  expect(openHosts(folder)).toEqual([]);
  expect(readdirSync(inside)).toEqual([`${process.pid}.json`]);
  if (process.platform !== 'win32') {
    expect(statSync(inside).mode & 0o777).toBe(0o700);
    expect(statSync(join(inside, `${process.pid}.json`)).mode & 0o777).toBe(0o600);
  }
  leave();
  expect(readdirSync(inside)).toEqual([]);
});

test('if the file cannot be written, there is no error', () => {
  writeFileSync(join(folder, 'open'), 'a file');
  expect(() => announceHost(folder, { kind: 'browser', url: URL })()).not.toThrow();
  expect(openHosts(folder)).toEqual([]);
});
