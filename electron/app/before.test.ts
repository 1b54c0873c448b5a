// Steps before a run, as the app sends them: what they extract, that a failing one prevents the run, and how they are stored.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutputs, HostEvent } from '../../shared/rpc.ts';
import { EVERYTHING } from '../../shared/sample-query.ts';
import { createApp, type OnrushApp } from './app.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';

let folder: string;
let app: OnrushApp;
let target: TestTarget;
let heard: string[];
let resetStatus: number;
let isHanging: boolean;
let events: HostEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-before-'));
  heard = [];
  events = [];
  resetStatus = 200;
  isHanging = false;
  target = await startHttpTarget((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    if (isHanging) return;
    if (request.url === '/reset') return void response.writeHead(resetStatus).end('{"shop":7}');
    if (request.url === '/login') return void response.end('{"token":"t"}');
    response.end('{}');
  });
  app = createApp({
    dataFolder: folder,
    version: '0.0.0',
    host: 'browser',
    deliverExport: async (file) => ({ kind: 'saved', path: folder, ...(await file.write(join(folder, 'out.csv'))) }),
  });
  app.listen((event) => events.push(event));
});

afterEach(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutputs[N]> {
  const result = (await app.call(name, input)) as Result<CommandOutputs[N]>;
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

function plan(): object {
  return {
    version: 2,
    name: 'Shop',
    variables: { base: target.url.replace(/\/$/, '') },
    before: [
      {
        name: 'Reset',
        method: 'POST',
        url: '{{base}}/reset',
        extract: { shop: { json: '$.shop' } },
        checks: [{ body: 'contains', value: 'shop' }],
      },
    ],
    scenarios: [
      {
        name: 'buy',
        perVu: [{ name: 'log in', url: '{{base}}/login', extract: { token: { json: '$.token' } } }],
        steps: [{ name: 'list', url: '{{base}}/{{shop}}/list', auth: { type: 'bearer', token: '{{token}}' } }],
      },
      { name: 'look', steps: [{ name: 'look', url: '{{base}}/{{shop}}' }] },
    ],
    load: { model: 'iterations', iterations: 12, vus: 2 },
  };
}

async function ended(): Promise<void> {
  const isEnd = (event: HostEvent): boolean => event.type === 'run' && event.event.type === 'ended';
  await expect.poll(() => events.some(isEnd), { timeout: 30_000 }).toBe(true);
}

test('values of the steps before the run are known to all threads and scenarios, and their requests are rows that are not counted', async () => {
  const { runId } = await call('runs.start', { plan: plan(), planId: null });
  await ended();
  const { row, snapshots } = await call('runs.open', { id: runId });
  expect([row.state, row.summary.requests.total, row.summary.requests.failed]).toEqual(['completed', 12, 0]);
  expect(heard[0]).toBe('POST /reset ');
  expect(heard.filter((line) => line.includes('/reset')).length).toBe(1);
  expect(heard.filter((line) => line === 'GET /7/list Bearer t').length).toBeGreaterThan(0);
  const logIns = heard.filter((line) => line.includes('/login')).length;
  expect(row.summary.setup).toEqual({ requests: 1 + logIns, failed: 0, renewed: 0 });
  expect(snapshots.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(12);
  await call('runs.export', { id: runId, kind: 'requests-csv', exportId: 'e' });
  const lines = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\r\n');
  expect(lines.length).toBe(1 + 12 + 1 + logIns);
  expect(lines[1]).toMatch(/,Reset,200,OK,before the run 1-1,.*,false,[^,]+,,,,before,$/);
  expect(lines.filter((line) => line.endsWith(',per-vu,')).length).toBe(logIns);
  const setup = { ...EVERYTHING, steps: [2, 3] };
  await call('runs.export', { id: runId, kind: 'requests-csv', exportId: 'e2', filter: setup });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\r\n').length).toBe(1 + 1 + logIns);
  const figures = await call('samples.figures', { runId, view: 'v', filter: { ...EVERYTHING, warmup: 'exclude' } });
  expect(figures.requests.total).toBe(12);
});

test('a failed step before the run prevents the start, with its name and cause', async () => {
  resetStatus = 401;
  await expect(call('runs.start', { plan: plan(), planId: null })).rejects.toThrow(
    'run_failed: The run would not start: “Reset” responded with 401.',
  );
  expect(heard).toEqual(['POST /reset ']);
  expect(await call('runs.list', {})).toEqual([]);
  const failing = { ...plan(), before: [{ name: 'Reset', url: `${target.url}login`, checks: [{ status: 204 }] }] };
  await expect(
    call('runs.start', { plan: { ...failing, scenarios: [{ steps: [{ url: target.url }] }] }, planId: null }),
  ).rejects.toThrow('The run would not start: “Reset” failed. Check “status 204”: it is 200.');
});

test.each(['steps before the run', 'an access token'])('a start that waits for %s can be stopped at once', async (what) => {
  isHanging = true;
  const auth = { type: 'oauth2', tokenUrl: `${target.url}token`, clientId: 'a', clientSecret: 'b' };
  const scenarios = [{ auth, steps: [{ url: target.url }] }];
  const waiting = what !== 'an access token' ? plan() : { ...plan(), before: [], scenarios };
  const started = app.call('runs.start', { plan: waiting, planId: null });
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBe(1);
  await call('runs.cancelStart', {});
  expect(await started).toMatchObject({ ok: false, failure: { code: 'superseded' } });
  expect(await call('runs.list', {})).toEqual([]);
  isHanging = false;
  await call('runs.start', { plan: plan(), planId: null });
  await ended();
});

test('a stop ends a pause between steps before the run, and so does closing the app', async () => {
  const before = [{ url: `${target.url}reset`, think: '1h' }, { url: `${target.url}reset` }];
  const started = app.call('runs.start', {
    plan: { ...plan(), before, scenarios: [{ steps: [{ url: target.url }] }] },
    planId: null,
  });
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBe(1);
  await app.close();
  expect(await started).toMatchObject({ ok: false, failure: { code: 'superseded' } });
  expect(heard).toHaveLength(1);
});

test('a trial sends the steps before the run and those once per user, and skips the rest if one fails', async () => {
  const tried = await call('plans.try', { plan: plan(), tryId: 't' });
  expect(tried).toMatchObject({
    passed: true,
    before: [{ name: 'Reset', state: 'passed', checks: [{ passed: true }], values: [{ name: 'shop', value: 7 }] }],
    scenarios: [
      { name: 'buy', perVu: [{ name: 'log in', state: 'passed' }], steps: [{ name: 'list', state: 'passed' }] },
      { name: 'look', perVu: [], steps: [{ state: 'passed' }] },
    ],
  });
  const reported = events.flatMap((event) =>
    event.type === 'try' ? [[event.progress.part, event.progress.scenario, event.progress.step]] : [],
  );
  expect(reported).toEqual([
    ['before', null, 0],
    ['per-vu', 0, 0],
    ['scenario', 0, 0],
    ['scenario', 1, 0],
  ]);
  resetStatus = 401;
  const refused = await call('plans.try', { plan: plan(), tryId: 't' });
  expect(refused.passed).toBe(false);
  expect(refused.scenarios[0]?.steps[0]).toMatchObject({
    state: 'skipped',
    reason: 'The run would not start: “Reset” responded with 401.',
  });
});
