// The app as its hosts use it: commands in, results and events out, on a real history and a real server.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutputs, HostEvent } from '../../shared/rpc.ts';
import { createApp, type OnrushApp } from './app.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';

let folder: string;
let app: OnrushApp;
let target: TestTarget;
let events: HostEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-app-'));
  target = await startHttpTarget((_request, response) => {
    setTimeout(() => response.end('ok'), 5);
  });
  app = open();
});

afterEach(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): OnrushApp {
  events = [];
  const opened = createApp({
    dataFolder: folder,
    version: '0.0.0',
    host: 'browser',
    resolveHost: () => Promise.resolve(['203.0.113.9']),
    deliverExport: async (file) => {
      const path = join(folder, file.fileName);
      const { rows } = await file.write(path);
      return { kind: 'saved', path, rows };
    },
  });
  opened.listen((event) => events.push(event));
  return opened;
}

async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutputs[N]> {
  const result = (await app.call(name, input)) as Result<CommandOutputs[N]>;
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

async function failureOf(name: string, input: unknown): Promise<string> {
  const result = await app.call(name, input);
  return result.ok ? 'it succeeded' : `${result.failure.code}: ${result.failure.message}`;
}

/** Depending on the environment, the plan targets a public host or an unknown one. */
function placedPlan() {
  return {
    version: 2,
    variables: { base: target.url.replace(/\/$/, '') },
    environments: { public: { base: 'https://shop.test' }, local: { path: 'list' } },
    scenarios: [{ steps: [{ url: '{{base}}/{{path}}' }] }],
    load: { model: 'iterations', iterations: 2, vus: 1 },
  };
}

test('a run has the values of the chosen environment, and keeps its name', async () => {
  const plan = placedPlan();
  const { runId } = await call('runs.start', { plan, planId: null, environment: 'local' });
  await endOfRun();
  const { row } = await call('runs.open', { id: runId });
  expect([row.plan.environment, row.state, row.summary.requests.succeeded]).toEqual(['local', 'completed', 2]);
  expect((await call('runs.list', {}))[0]?.plan.environment).toBe('local');
  expect(await failureOf('runs.start', { plan, planId: null, environment: 'locl' })).toContain('Did you mean “local”?');
  expect(await failureOf('runs.start', { plan, planId: null })).toContain(
    '“path” has a value only in the environment “local”, and none is chosen.',
  );
  const open = { ...plan, variables: { ...plan.variables, path: '/' } };
  expect(await failureOf('runs.start', { plan: open, planId: null, environment: 'public' })).toMatch(
    /^needs_confirmation.*shop\.test/,
  );
  expect(await failureOf('plans.try', { plan: open, tryId: 't', environment: 'public' })).toMatch(/^needs_confirmation/);
});

function planFor(url: string, iterations = 20) {
  return { version: 1, name: 'Test', scenarios: [{ steps: [{ url }] }], load: { model: 'iterations', iterations, vus: 2 } };
}

async function endOfRun(): Promise<void> {
  await expect
    .poll(() => events.some(({ type, ...rest }) => type === 'run' && 'event' in rest && rest.event.type === 'ended'), {
      timeout: 15_000,
    })
    .toBe(true);
}

async function runToEnd(iterations = 20): Promise<string> {
  const { runId } = await call('runs.start', { plan: planFor(target.url, iterations), planId: null });
  await endOfRun();
  return runId;
}

test('a run is reported live, kept with its figures, and found after a restart', async () => {
  const id = await runToEnd();
  const kinds = events.map((event) => (event.type === 'run' ? event.event.type : event.type));
  expect(kinds).toContain('started');
  expect(kinds).toContain('snapshot');
  expect(kinds.at(-1)).toBe('ended');
  await app.close();
  app = open();
  const [row] = await call('runs.list', {});
  expect(row).toMatchObject({ id, name: 'Test', state: 'completed' });
  expect(row?.summary.requests).toEqual({ total: 20, succeeded: 20, failed: 0, cancelled: 0 });
  const detail = await call('runs.open', { id });
  expect(detail.snapshots.reduce((sum, one) => sum + one.response.count, 0)).toBe(20);
});

test('what people write on a run reaches every window and is kept', async () => {
  const id = await runToEnd();
  const description = { name: 'Before the fix', notes: 'two\nlines', tags: ['nightly'], starred: true };
  expect(await call('runs.describe', { id, ...description })).toMatchObject({ id, ...description });
  expect(events).toContainEqual({ type: 'run', event: { type: 'described', runId: id, description, number: 1 } });
  await app.close();
  app = open();
  expect((await call('runs.open', { id })).row).toMatchObject(description);
  expect(await failureOf('runs.describe', { id: 'gone', ...description })).toMatch(/^not_found/);
  expect(await failureOf('runs.describe', { id, ...description, name: '' })).toMatch(/^bad_request/);
});

test('exports hold every request', async () => {
  const id = await runToEnd();
  const saved = await call('runs.export', { id, kind: 'requests-csv', exportId: 'e1' });
  expect(saved).toMatchObject({ kind: 'saved', rows: 20 });
  expect(await call('runs.export', { id, kind: 'timeseries-csv', exportId: 'e2' })).toMatchObject({
    kind: 'saved',
    rows: expect.any(Number),
  });
});

test('only one run is possible at a time', async () => {
  await call('runs.start', { plan: planFor(target.url, 100_000), planId: null });
  expect(await failureOf('runs.start', { plan: planFor(target.url), planId: null })).toMatch(/^run_active: A run is going on/);
});

test('a current run cannot be deleted, and a finished one can be deleted and restored', async () => {
  const { runId } = await call('runs.start', { plan: planFor(target.url, 100_000), planId: null });
  expect(await failureOf('runs.delete', { id: runId })).toMatch(/^run_active/);
  expect((await call('runs.list', {}))[0]?.state).toBe('running');
  await call('runs.stop', { id: runId });
  await call('runs.stop', { id: runId });
  await expect.poll(async () => (await call('runs.list', {}))[0]?.state, { timeout: 30_000 }).toBe('stopped');
  await call('runs.delete', { id: runId });
  expect(await call('runs.list', {})).toEqual([]);
  await call('runs.restore', { id: runId });
  expect(await call('runs.list', {})).toHaveLength(1);
});

test('closing the app in the middle of a run keeps what was measured', async () => {
  await call('runs.start', { plan: planFor(target.url, 1_000_000), planId: null });
  await expect
    .poll(() => events.filter((event) => event.type === 'run' && event.event.type === 'snapshot').length)
    .toBeGreaterThan(1);
  await app.close();
  app = open();
  const [row] = await call('runs.list', {});
  expect(row?.state).toBe('stopped');
  expect(row?.summary.requests.total).toBeGreaterThan(0);
});

test('bad commands, inputs and plans are refused with a sentence', async () => {
  expect(await failureOf('runs.explode', {})).toBe('bad_request: There is no command "runs.explode".');
  expect(await failureOf('__proto__', {})).toMatch(/^bad_request/);
  expect(await failureOf('runs.open', { id: 7 })).toMatch(/^bad_request: The input/);
  expect(await failureOf('runs.open', { id: 'nobody' })).toMatch(/^not_found/);
  expect(await failureOf('runs.start', { plan: { ...planFor('ftp://x/') }, planId: null })).toMatch(
    /plan_invalid: .*not ftp:\/\//,
  );
});

test('plans are saved, listed, deleted and restored', async () => {
  const saved = await call('plans.save', { id: null, plan: planFor(target.url) });
  expect((await call('plans.list', {})).map((row) => row.id)).toEqual([saved.id]);
  await call('plans.delete', { id: saved.id });
  expect(await call('plans.list', {})).toEqual([]);
  await call('plans.restore', { id: saved.id });
  expect(await call('plans.list', {})).toHaveLength(1);
});

test('a damaged history is reported, and can be replaced by a new one', async () => {
  writeFileSync(join(folder, 'onrush.db'), 'this is not a database, but it is long enough to be looked at as one'.repeat(100));
  const { problem } = await call('app.info', {});
  expect(problem?.code).toBe('store_damaged');
  expect(problem?.message).toContain(join(folder, 'onrush.db'));
  expect(await failureOf('runs.list', {})).toBe(`store_damaged: ${problem?.message}`);
  const { movedTo } = await call('app.setAsideStore', {});
  expect(movedTo).toContain('onrush-damaged');
  expect((await call('app.info', {})).problem).toBeNull();
  expect(await call('runs.list', {})).toEqual([]);
});

test('a history that is only unreachable is never replaced', async () => {
  await app.close();
  const path = join(folder, 'onrush.db');
  const newer = new DatabaseSync(path);
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  app = open();
  expect((await call('app.info', {})).problem?.code).toBe('store_unavailable');
  expect(await failureOf('app.setAsideStore', {})).toBe(
    'bad_request: Only a damaged history can be set aside, and this one is not.',
  );
  expect(existsSync(path)).toBe(true);
});

test('a public host is confirmed once, and nothing is sent before', async () => {
  const plan = planFor('http://shop.example.com/');
  const refused = await app.call('runs.start', { plan, planId: null });
  expect(refused).toMatchObject({
    ok: false,
    failure: {
      code: 'needs_confirmation',
      confirmation: { host: 'shop.example.com', address: '203.0.113.9', requests: 20, rate: null, vus: 2 },
    },
  });
  expect(await call('runs.list', {})).toEqual([]);
  expect(events).toEqual([]);
});

test('an error of the page is in the log, with its own stack and without its secrets', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const text = 'TypeError: no cell, token=abc123\n    at draw (app://onrush/chart.js:1:2)';
  await call('app.logError', { where: 'The page', text });
  const { lines } = await call('app.showLog', {});
  expect(lines.join('\n')).toMatch(/The page: TypeError: no cell, token=\*\*\*\n\s+at draw \(app:\/\/onrush\/chart\.js:1:2\)$/);
  printed.mockRestore();
});
