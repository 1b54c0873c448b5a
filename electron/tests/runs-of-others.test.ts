// Runs that another process writes to the same history: an open window is notified of them.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HostEvent } from '../../shared/rpc.ts';
import { runCommand, startCommand } from '../cli/test-command.ts';
import type { RunDetail, RunListChange } from '../../shared/run.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { examplePlan, summaryOf } from '../../shared/test-example-run.ts';
import type { OtherProgram } from '../../shared/other-program.ts';
import { createApp, type OnrushApp } from '../app/app.ts';
import { announceHost } from '../app/open-hosts.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';

let folder = '';
let target: TestTarget;
let app: OnrushApp;
let heard: RunListChange[];
let others: readonly OtherProgram[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-others-'));
  target = await startHttpTarget((_request, response) => {
    setTimeout(() => response.end('ok'), 20);
  });
  app = createApp({ dataFolder: folder, version: '0', host: 'browser', deliverExport: () => Promise.reject(new Error('none')) });
  heard = [];
  others = [];
  app.listen((event: HostEvent) => {
    if (event.type === 'runs') heard.push(event);
    if (event.type === 'others') ({ others } = event);
  });
  await app.call('runs.list', {});
});

afterEach(async () => {
  await app.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A run of the open app. @returns its id */
async function begin(name: string, load: PlanInput['load']): Promise<string> {
  const plan = { version: 1, name, scenarios: [{ steps: [{ url: target.url }] }], load };
  const started = await app.call('runs.start', { plan, planId: null });
  if (!started.ok) throw new Error(started.failure.message);
  return (started.value as { readonly runId: string }).runId;
}

async function notesOf(id: string): Promise<string> {
  const opened = await app.call('runs.open', { id });
  if (!opened.ok) throw new Error(opened.failure.message);
  return (opened.value as RunDetail).row.notes;
}

const names = (): string[] => heard.flatMap(({ changed }) => changed.map(({ name, state }) => `${name} ${state}`));

test('a run of the command line appears while it runs, with its figures, and its end appears', { timeout: 30_000 }, async () => {
  const path = join(folder, 'plan.json');
  const load = { model: 'closed', stages: [{ duration: '3s', target: 2 }], startTarget: 2 };
  writeFileSync(path, JSON.stringify({ version: 1, name: 'Elsewhere', scenarios: [{ steps: [{ url: target.url }] }], load }));
  const leave = announceHost(folder, { kind: 'browser', url: null });
  const ours = await begin('Here', { model: 'closed', stages: [{ duration: '60s', target: 1 }], startTarget: 1 });
  const { stderr } = await runCommand(['run', path, '--quiet'], { folder, env: { ONRUSH_DATA_DIR: folder } });
  leave();
  expect(stderr).toBe(
    `When this run began, Onrush in a browser (process ${process.pid}) was writing the run “Here” on this computer. The two may have disturbed each other.\n`,
  );
  await expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('Elsewhere completed');
  await app.call('runs.stop', { id: ours });
  expect(names()).toContain('Elsewhere running');
  const totals = heard.flatMap(({ changed }) => changed.map(({ summary }) => summary.requests.total));
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect(totals.at(-1)).toBeGreaterThan(totals[0] ?? Infinity);
});

test('Stop in an open window stops a run of the command line', { timeout: 40_000 }, async () => {
  const path = join(folder, 'plan.json');
  const load = { model: 'closed', stages: [{ duration: '60s', target: 2 }], startTarget: 2 };
  writeFileSync(path, JSON.stringify({ version: 1, name: 'Stopped', scenarios: [{ steps: [{ url: target.url }] }], load }));
  const child = startCommand(['run', path, '--quiet'], { folder, env: { ONRUSH_DATA_DIR: folder } });
  const gone = once(child, 'exit');
  await expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('Stopped running');
  const id = heard.flatMap(({ changed }) => changed).at(-1)?.id ?? '';
  expect(await app.call('runs.pause', { id })).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('it can be stopped, but not paused or changed') },
  });
  const elsewhere = { kind: 'command line', pid: child.pid, runName: 'Stopped' };
  await expect.poll(() => others, { timeout: 30_000 }).toEqual([elsewhere]);
  expect(await app.call('app.info', {})).toMatchObject({ value: { others: [elsewhere] } });
  const beside = await begin('Beside', { model: 'iterations', iterations: 1, vus: 1 });
  const words = `When this run began, the command line (process ${child.pid}) was writing the run “Stopped” on this computer.`;
  expect(await notesOf(beside)).toContain(words);
  await expect.poll(() => notesOf(id)).toContain('While this run went on, the run “Beside” began on this computer.');
  expect(await app.call('runs.stop', { id })).toMatchObject({ ok: true });
  await gone;
  await expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('Stopped stopped');
  await expect.poll(() => others, { timeout: 30_000 }).toEqual([]);
});

test('a run whose process is killed is reported as interrupted', { timeout: 40_000 }, async () => {
  const path = join(folder, 'plan.json');
  const load = { model: 'closed', stages: [{ duration: '60s', target: 2 }], startTarget: 2 };
  writeFileSync(path, JSON.stringify({ version: 1, name: 'Killed', scenarios: [{ steps: [{ url: target.url }] }], load }));
  const child = startCommand(['run', path, '--quiet'], { folder, env: { ONRUSH_DATA_DIR: folder } });
  await expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('Killed running');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await expect.poll(() => names().at(-1), { timeout: 30_000 }).toBe('Killed interrupted');
});

test('what another connection renames, deletes and restores is reported once', { timeout: 20_000 }, async () => {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { onWriteError: ({ message }) => expect.unreachable(message) });
  for (const id of ['a', 'b']) {
    store.insert({ id, name: id, planId: null, plan: examplePlan(), startedAt: 1000 });
    store.finish(id, { state: 'completed', reason: null, summary: summaryOf(5), verdicts: [] });
  }
  await expect.poll(names, { timeout: 30_000 }).toEqual(['b completed', 'a completed']);
  heard = [];
  store.describe('a', { name: 'renamed', notes: '', tags: [], starred: false });
  await expect.poll(names, { timeout: 30_000 }).toEqual(['renamed completed']);
  heard = [];
  store.remove('b');
  await expect.poll(() => heard, { timeout: 30_000 }).toEqual([{ type: 'runs', changed: [], removed: ['b'] }]);
  heard = [];
  store.restore('b');
  await expect.poll(names, { timeout: 30_000 }).toEqual(['b completed']);
  store.close();
  opened.value.close();
});
