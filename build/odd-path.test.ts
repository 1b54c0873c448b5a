// The command line, the browser host and the tools in a folder whose path contains spaces, quotes, a percent sign and letters
// beyond ASCII.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHttpTarget } from '../electron/engine/tests/test-target.ts';
import { fontSettings } from './bundled-chromium.ts';
import { ROOT } from './paths.ts';

/** Windows does not allow a double quote in a path. */
const NAME = process.platform === 'win32' ? "it's naïve & 100% öde" : `it's "naïve" & 100% öde`;

let folder = '';
let odd = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-path-'));
  odd = join(folder, NAME);
  const bundles: Record<string, string> = JSON.parse(process.env['ONRUSH_TEST_BUNDLES'] ?? '{}');
  const bundled = bundles[pathToFileURL(join(ROOT, 'electron/cli/cli.ts')).href] ?? expect.unreachable('It is not bundled');
  mkdirSync(odd);
  cpSync(dirname(fileURLToPath(bundled)), join(odd, 'out'), { recursive: true });
  cpSync(join(ROOT, 'build'), join(odd, 'build'), { recursive: true, filter: (path) => !/screenshots.|\.png$/.test(path) });
  for (const file of ['package.json', 'package-lock.json', '.oxfmtrc.json']) cpSync(join(ROOT, file), join(odd, file));
  for (const file of ['e2e/start-host.mjs', 'shared/errors.ts']) cpSync(join(ROOT, file), join(odd, file));
  mkdirSync(join(odd, 'out/renderer'));
  writeFileSync(join(odd, 'out/renderer/index.html'), '<!doctype html><title>odd</title>');
  // On Windows, a link to a folder needs no special rights only if it is a junction.
  symlinkSync(join(ROOT, 'node_modules'), join(odd, 'node_modules'), 'junction');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = (): NodeJS.ProcessEnv => ({ ...process.env, ONRUSH_DATA_DIR: join(odd, 'data'), NODE_OPTIONS: '' });

test('the threads of a run send requests, and its files are written', async () => {
  const target = await startHttpTarget((_request, response) => void response.end('ok'));
  const args = [join(odd, 'out/cli.js'), 'run', '--url', target.url, '-n', '5', '--requests-csv', join(odd, 'a b.csv')];
  const child = spawn(process.execPath, args, { cwd: odd, env: env(), stdio: ['ignore', 'ignore', 'pipe'], timeout: 50_000 });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = await once(child, 'close');
  await target.close();
  expect([code, stderr]).toEqual([0, '']);
  expect(readFileSync(join(odd, 'a b.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(6);
});

test('the browser host serves its page', async () => {
  const child = spawn(process.execPath, ['e2e/start-host.mjs'], {
    cwd: odd,
    env: env(),
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  const ended = once(child, 'exit');
  let page = '';
  for await (const line of createInterface(child.stdout)) {
    const url = /^Onrush is ready: (\S+)$/.exec(line)?.[1];
    if (url === undefined) continue;
    page = await (await fetch(url)).text();
    child.kill('SIGTERM');
  }
  await ended;
  expect(page).toContain('<title>odd</title>');
});

test('a task of npm finds the built files, and a tool finds its program', () => {
  const script = `
    const { sourceStamp } = await import(${JSON.stringify(pathToFileURL(join(odd, 'build/source-stamp.ts')).href)});
    const { captureTool } = await import(${JSON.stringify(pathToFileURL(join(odd, 'build/stage.ts')).href)});
    const { writeFileSync } = await import('node:fs');
    writeFileSync(${JSON.stringify(join(odd, 'out/.stamp'))}, sourceStamp());
    const fault = await captureTool('oxfmt', ['--check', ${JSON.stringify(join(odd, 'package.json'))}]);
    if (fault !== null) throw new Error(fault);`;
  const tool = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: env(),
    encoding: 'utf8',
    timeout: 25_000,
  });
  expect([tool.status, tool.stderr]).toEqual([0, '']);
  const asTask = { ...env(), npm_lifecycle_event: 'cli', INIT_CWD: folder };
  const task = spawnSync(process.execPath, [join(odd, 'build/boot.mjs'), 'cli', '--version'], {
    env: asTask,
    encoding: 'utf8',
    timeout: 25_000,
  });
  expect([task.status, task.stderr]).toEqual([0, '']);
  expect(task.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('the fonts of the browser for the tests are named in XML', () => {
  expect(fontSettings(join('/home', 'R&D <1>'))).toContain('<dir>/home/R&amp;D &lt;1>/fonts</dir>');
});
