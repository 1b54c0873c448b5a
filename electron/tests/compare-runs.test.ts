// Comparing stored runs as the screens ask for it: by command, on a real history and a real server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutputs } from '../../shared/rpc.ts';
import { createApp, type OnrushApp } from '../app/app.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';

let folder: string;
let app: OnrushApp;
let target: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-compare-'));
  target = await startHttpTarget((request, response) => {
    request.resume();
    setTimeout(() => response.end('ok'), request.url === '/slow' ? 600 : 10);
  });
  app = createApp({
    dataFolder: folder,
    version: '0.0.0',
    host: 'browser',
    deliverExport: () => Promise.resolve({ kind: 'cancelled' }),
  });
});

afterAll(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

test('stored runs are compared with the first of them', async () => {
  const [fast, slow] = [await run(''), await run('slow')];
  const { runs, pairs } = await call('compare.runs', { ids: [fast, slow, fast], step: null });
  expect(runs.map(({ row }) => row.id)).toEqual([fast, slow, fast]);
  expect(pairs.map(({ headline }) => headline.verdict)).toEqual(['slower', 'none']);
  expect(runs[0]?.row.machine?.cores).toBeGreaterThan(0);
  expect(runs[1]?.tasks).toHaveLength(40);
});

test('a run that is not kept and a single run are not compared', async () => {
  const only = await run('');
  expect(await failureOf({ ids: [only, 'nobody'], step: null })).toBe('not_found');
  expect(await failureOf({ ids: [only], step: null })).toBe('bad_request');
});

test('a newer comparison replaces the one before', async () => {
  const ids = [await run(''), await run('')];
  const older = app.call('compare.runs', { ids, step: null });
  const newer = app.call('compare.runs', { ids, step: null });
  expect(await older).toMatchObject({ ok: false, failure: { code: 'superseded' } });
  expect(await newer).toMatchObject({ ok: true });
});

test('a plan has one baseline, and a new one replaces it', async () => {
  const [first, second] = [await run(''), await run('')];
  await call('runs.pin', { id: first, isBaseline: true });
  await call('runs.pin', { id: second, isBaseline: true });
  expect(await baselines()).toEqual([second]);
  await call('runs.pin', { id: second, isBaseline: false });
  expect(await baselines()).toEqual([]);
});

async function baselines(): Promise<string[]> {
  return (await call('runs.list', {})).filter(({ isBaseline }) => isBaseline).map(({ id }) => id);
}

async function run(path: string): Promise<string> {
  const plan = {
    version: 1,
    name: 'Test',
    scenarios: [{ steps: [{ url: target.url + path }] }],
    load: { model: 'iterations', iterations: 40, vus: 20 },
  };
  const ended = Promise.withResolvers<void>();
  const stop = app.listen((event) => {
    if (event.type === 'run' && event.event.type === 'ended') ended.resolve();
  });
  const { runId } = await call('runs.start', { plan, planId: null });
  await ended.promise;
  stop();
  return runId;
}

async function failureOf(input: unknown): Promise<string> {
  const result = await app.call('compare.runs', input);
  return result.ok ? 'none' : result.failure.code;
}

async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutputs[N]> {
  const result = (await app.call(name, input)) as Result<CommandOutputs[N]>;
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}
