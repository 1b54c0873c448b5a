// `run --once` as a process: what it shows, what it hides, its exit codes, and that it stores no run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory } from '../app/history.ts';
import { closedPort, startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { runCommand, type Ended } from './test-command.ts';
import type { TriedPlan } from '../../shared/try-once.ts';

const SECRET = 'öpen "sesame" +1';
let folder: string;
let target: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-once-'));
  target = await startHttpTarget((request, response) => {
    if (request.url === '/moved') return void response.writeHead(302, { location: '/page' }).end();
    if (request.url === '/big') return void response.end('x'.repeat(3_000_000));
    if (request.url?.startsWith('/page')) return void response.setHeader('content-type', 'text/html').end('<b>ä</b>');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.setHeader('set-cookie', 'sid=1; Path=/').end(JSON.stringify({ token: 'tok-1', items: [1, 2], body }));
    });
  });
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

async function once(args: readonly string[]): Promise<Ended> {
  return await runCommand(['run', '--once', ...args], { folder, env: { API_KEY: SECRET } });
}

function planFile(steps: readonly object[], rest: object = {}): string {
  const path = join(folder, 'plan.json');
  const variables = { base: new URL(target.url).origin };
  const load = { model: 'iterations', iterations: 500, vus: 5 };
  writeFileSync(path, JSON.stringify({ version: 2, variables, scenarios: [{ name: 'buy', steps }], load, ...rest }));
  return path;
}

function tried(stdout: string): TriedPlan {
  return JSON.parse(stdout) as TriedPlan;
}

const LOG_IN = {
  name: 'log in',
  method: 'POST',
  url: '{{base}}/login',
  body: { json: { key: '{{API_KEY}}' } },
  extract: { token: { json: '$.token' } },
  checks: [{ status: 200 }],
  think: '20s',
};
const CART = {
  name: 'cart',
  url: '{{base}}/cart',
  auth: { type: 'bearer', token: '{{token}}' },
  checks: [{ json: '$.items', count: '> 1' }],
};

test('each step is shown with its request, response, times, checks and values, and no run is kept', async () => {
  const path = planFile([LOG_IN, CART, { name: 'moved', url: '{{base}}/moved' }], {
    secrets: ['API_KEY'],
    http: { followRedirects: 2 },
  });
  const { code, stdout, stderr } = await once([path, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  const [logIn, cart, moved] = tried(stdout).scenarios[0]?.steps ?? [];
  expect(logIn).toMatchObject({
    name: 'log in',
    state: 'passed',
    reason: null,
    exchanges: [{ request: { method: 'POST', body: '{"key":"(hidden)"}' }, response: { status: 200, isCut: false } }],
    checks: [{ name: 'status 200', passed: true }],
    values: [{ name: 'token', value: 'tok-1' }],
  });
  expect(logIn?.exchanges[0]?.times.service).toBeGreaterThan(0);
  expect(cart).toMatchObject({ state: 'passed', checks: [{ name: '$.items count > 1', passed: true }] });
  expect(cart?.exchanges[0]?.request.headers).toContainEqual({ name: 'cookie', value: '(hidden)' });
  expect(moved?.exchanges.map(({ response }) => [response?.status, response?.body])).toEqual([
    [302, ''],
    [200, '<b>ä</b>'],
  ]);
  const opened = openHistory(join(folder, 'data'), () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  expect(opened.value.runs.list()).toEqual([]);
  await opened.value.close();
});

test('a failed step says why, and the rest is skipped and says why', async () => {
  const path = planFile([{ ...LOG_IN, body: 'x', checks: [{ status: 201 }, { time: '< 60s' }] }, CART]);
  const { code, stdout } = await once([path, '--json']);
  expect(code).toBe(1);
  expect(tried(stdout)).toMatchObject({ passed: false });
  expect(tried(stdout).scenarios[0]?.steps).toMatchObject([
    {
      state: 'failed',
      reason: 'Check “status 201”: it is 200.',
      checks: [
        { name: 'status 201', passed: false, reason: 'Check “status 201”: it is 200.' },
        { name: 'time < 60s', passed: true, reason: null },
      ],
    },
    { state: 'skipped', reason: 'It was not sent: it needs “token”, which the step “log in” did not provide.', exchanges: [] },
  ]);
  const text = await once([path]);
  expect([text.code, text.stdout]).toEqual([1, expect.stringContaining('FAILED   log in: Check “status 201”: it is 200.')]);
  expect(text.stdout).toContain('skipped  cart: It was not sent');
});

test('a secret is never shown, wherever it is sent and however the server repeats it', async () => {
  const step = { ...LOG_IN, url: '{{base}}/login?k={{API_KEY}}', extract: { all: { regex: '(?s).*', group: 0 } } };
  const path = planFile([step], { secrets: ['API_KEY'] });
  for (const args of [[path], [path, '--json']]) {
    const { code, stdout, stderr } = await once(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('sesame');
    expect(stdout).toContain('(hidden)');
  }
});

test('a single URL is shown without a plan, and its body up to a megabyte', async () => {
  const { code, stdout } = await once(['--url', `${new URL(target.url).origin}/big`, '--json']);
  expect(code).toBe(0);
  const response = tried(stdout).scenarios[0]?.steps[0]?.exchanges[0]?.response;
  expect([response?.body?.length, response?.bodyBytes, response?.isCut]).toEqual([1_048_576, 3_000_000, true]);
});

test('a target that is down exits 1 and says so, and a wrong command exits 2', async () => {
  const { code, stdout } = await once(['--url', `http://127.0.0.1:${await closedPort()}/`]);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/FAILED {3}GET \/: \S/)]);
  const wrong = await once([planFile([LOG_IN]), '--summary', 'x.json']);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('writes no files')]);
});
