// `record`: actions in a browser become a plan.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { listenOnLoopback } from '../system/loopback.ts';
import { TEST_BROWSER } from '../app/record/real/test-browser.ts';
import { parseCommand } from './arguments.ts';
import { endOf, runCommand, startCommand } from './test-command.ts';

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
    // The browser requests it once the page is loaded.
    if (url.endsWith('.ico')) loaded.resolve();
  });
  try {
    const port = await listenOnLoopback(server, 0);
    const place = { folder, env: { ONRUSH_BROWSER: TEST_BROWSER?.path, ONRUSH_BROWSER_HEADLESS: '1' } };
    const args = ['record', `http://127.0.0.1:${port}/`, '-o', join(folder, 'plan.json')];
    const child = startCommand(args, place);
    const ended = endOf(child);
    await Promise.race([loaded.promise, ended]);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('recording “A shop”: a plan of 1 step in')]);
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toMatchObject({
      name: 'A shop',
      scenarios: [{ steps: [{ name: 'Open /' }] }],
    });
    expect(await runCommand(args, place)).toMatchObject({ code: 1 });
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
