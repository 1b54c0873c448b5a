// Recordings in a real Chromium: a person's way through the demo's shop, and unexpected ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { made, refusal } from '../../../../shared/plan/from/imported/test-import.ts';
import { startDemoTargets, type DemoTargets } from '../../../demo/targets.ts';
import { removeLeftProfiles } from '../profile-folder.ts';
import { BrowserRecorder } from '../recorder.ts';
import { TEST_BROWSER, watchedBrowser } from './test-browser.ts';

let folder: string;
let targets: DemoTargets;
let url: string;

beforeAll(async () => {
  vi.stubEnv('ONRUSH_BROWSER_HEADLESS', '1');
  folder = mkdtempSync(join(tmpdir(), 'onrush-recording-'));
  targets = await startDemoTargets();
  url = `http://127.0.0.1:${targets.port}/shop/`;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await targets.close();
  rmSync(folder, { recursive: true, force: true });
});

function profiles(): readonly string[] {
  return readdirSync(join(folder, 'recording'));
}

test.skipIf(TEST_BROWSER === null)('a journey through the shop becomes a plan, even if its browser dies', async () => {
  const watched = watchedBrowser();
  const recorder = await BrowserRecorder.start({
    url,
    browser: TEST_BROWSER!,
    dataFolder: folder,
    handleChange: () => undefined,
    startBrowser: watched.start,
  });
  const hands = await watched.hands();
  await hands.type('[name=user]', 'ada@example.com');
  await hands.type('[name=password]', 'open-sesame');
  await hands.press('#login button');
  await hands.press('#search button');
  await hands.press('#hits li:nth-child(2) button');
  await hands.press('#order');
  await hands.sees(`document.querySelector('#said').textContent.includes('paid')`);
  await hands.evaluate(`void window.open('/shop/products?q=lamp')`);
  await vi.waitFor(() => expect(recorder.state.steps.at(-1)?.requests.at(-1)?.path).toBe('/shop/products'), 30_000);
  const steps = recorder.state.steps.map(({ name, requests }) => [
    name,
    ...requests.map(({ method, path }) => `${method} ${path}`),
  ]);
  expect(steps).toEqual([
    ['Open /shop/', 'GET /shop/'],
    ['Type Email'],
    ['Type Password'],
    ['Press Log in', 'POST /shop/login'],
    ['Press Find', 'GET /shop/products'],
    ['Press Add to cart', 'POST /shop/carts'],
    ['Press Place order', 'POST /shop/orders', 'GET /shop/orders/o1', 'GET /shop/products'],
  ]);
  await recorder.settled();
  expect(profiles()).toHaveLength(1);
  process.kill(recorder.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(recorder.state.phase).toBe('ended'), 30_000);

  const { har } = await recorder.stop();
  expect(profiles()).toEqual([]);
  const { plan, values } = made(har);
  expect(plan.name).toBe('Demo shop');
  expect(plan.secrets).toEqual(['PASSWORD']);
  expect(plan.scenarios[0]?.steps[1]).toMatchObject({
    name: 'Press Log in',
    body: '{"user":"ada@example.com","password":"{{PASSWORD}}"}',
  });
  expect(JSON.stringify(plan)).not.toContain('open-sesame');
  expect(values.flat().map(({ name }) => name)).toContain('token');
});

test.skipIf(TEST_BROWSER === null)(
  'if Onrush itself is killed, the browser ends, and the next start removes its profile',
  async () => {
    const code = `
    import { BrowserRecorder } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '..', 'recorder.ts')).href)};
    const recorder = await BrowserRecorder.start({
      url: 'about:blank', browser: ${JSON.stringify(TEST_BROWSER)}, dataFolder: ${JSON.stringify(folder)}, handleChange() {},
    }).catch((error) => console.log(error));
    console.log(recorder.pid);
    setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(owner.stdout), 'line')) as [string];
    const browser = Number(line);
    expect(isAlive(browser)).toBe(true);
    expect(profiles()).toHaveLength(1);
    owner.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(browser)).toBe(false), { timeout: 20_000 });
    removeLeftProfiles(folder);
    expect(profiles()).toEqual([]);
  },
);

test.skipIf(TEST_BROWSER === null)('a page that never loads does not block the recording', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const recorder = await BrowserRecorder.start({
    url: `http://127.0.0.1:${port}/slow`,
    browser: TEST_BROWSER!,
    dataFolder: folder,
    handleChange: () => undefined,
  });
  await vi.waitFor(
    () => expect(recorder.state.steps[0]?.requests).toEqual([{ method: 'GET', path: '/slow', status: null }]),
    30_000,
  );
  const { har } = await recorder.stop();
  silent.close();
  expect(refusal(har)).toContain('1 request that got no response when it was recorded');
});

/** On some systems, a process that nobody waits for stays in the list after its end. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
