// `record`: what is done in a browser as a plan.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { listenOnLoopback } from '../system/loopback.ts';
import { TEST_BROWSER } from '../app/record/real/test-browser.ts';
import { parseCommand } from './arguments.ts';

const CLI = join(import.meta.dirname, 'cli.ts');

test('the command names one address, and takes the options of an import', () => {
  expect(parseCommand(['record', 'shop.test', '-o', 'plan.json', '--no-pauses'])).toMatchObject({
    name: 'record',
    url: 'shop.test',
    options: { output: 'plan.json', keepsPauses: false, replay: false },
  });
  expect(() => parseCommand(['record'])).toThrow(UserError);
  expect(() => parseCommand(['record', 'a', 'b'])).toThrow(/^Name one address to begin at/);
});

test.skipIf(TEST_BROWSER === null)('Ctrl-C ends a recording, and its plan is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-record-'));
  const loaded = Promise.withResolvers<void>();
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'text/html').end('<title>A shop</title>');
    // The browser asks for it once the page is there.
    if (url.endsWith('.ico')) loaded.resolve();
  });
  try {
    const port = await listenOnLoopback(server, 0);
    const env = {
      ...process.env,
      ONRUSH_DATA_DIR: join(folder, 'data'),
      ONRUSH_BROWSER: TEST_BROWSER?.path,
      ONRUSH_BROWSER_HEADLESS: '1',
    };
    const args = ['record', `http://127.0.0.1:${port}/`, '-o', join(folder, 'plan.json')];
    const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'inherit', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    await loaded.promise;
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([0, expect.stringContaining('recording “A shop”: a plan of 1 step in')]);
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toMatchObject({
      name: 'A shop',
      scenarios: [{ steps: [{ name: 'Open /' }] }],
    });
    const again = spawn(process.execPath, [CLI, ...args], { env, stdio: 'ignore' });
    expect((await once(again, 'close'))[0]).toBe(1);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
