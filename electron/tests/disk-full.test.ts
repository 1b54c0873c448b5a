// A disk that fills up in the middle of a run: the run ends and says why, and everything written before is intact.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { exportOf } from '../app/exports.ts';
import { RunManager } from '../app/run-manager.ts';
import { ConfirmedHostStore } from '../store/confirmed-host-store.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { SettingsStore } from '../store/settings-store.ts';
import { TargetGuard } from '../app/target-guard.ts';
import { storedBatches } from '../store/test-stored-rows.ts';

/** What is left on the disk, in pages of 4 KB. */
const PAGES_LEFT = 30;

let folder = '';
let database: Database;
let runs: RunStore;
let manager: RunManager;
let target: TestTarget;
let served = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-disk-full-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  runs = new RunStore(database, { onWriteError: ({ message }, id) => manager.failRun(id, message) });
  const guard = new TargetGuard(new ConfirmedHostStore(database), () => Promise.resolve([]));
  const settings = new SettingsStore(database);
  manager = new RunManager(runs, { guard, settings: () => settings.get() }, () => undefined);
  served = 0;
  target = await startHttpTarget((_request, response) => {
    served += 1;
    response.end('ok');
  });
});
afterEach(async () => {
  await manager.close();
  runs.close();
  database.close();
  await target.close();
  rmSync(folder, { recursive: true });
});

function planFor(load: PlanInput['load']): Plan {
  return examplePlan({ scenarios: [{ steps: [{ url: target.url }] }], load });
}

function pragma(name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

test('a run whose end cannot be written either has failed, and was not closed', async () => {
  const plan = planFor({ model: 'closed', startTarget: 2, stages: [{ duration: '60s', target: 2 }] });
  const { ended } = await manager.start({ plan, planId: null, workers: 1 });
  await expect.poll(() => served).toBeGreaterThan(20);
  database.execute('PRAGMA query_only = 1');
  const row = await ended;
  expect(row.state).toBe('failed');
  expect(row.reason).toMatch(/Requests after that are missing here\.$/);
  database.execute('PRAGMA query_only = 0');
});

test('the run fails with the reason and keeps its earlier data, and the next one is stored again', async () => {
  const plan = planFor({ model: 'closed', startTarget: 8, stages: [{ duration: '60s', target: 8 }] });
  const { id, ended } = await manager.start({ plan, planId: null, workers: 1 });
  await expect.poll(() => served).toBeGreaterThan(100);
  database.execute(`PRAGMA max_page_count = ${Number(pragma('page_count')) + PAGES_LEFT}`);
  const row = await ended;
  expect(row.state).toBe('failed');
  expect(row.reason).toMatch(/is full\. Free some space\. Requests after that are missing here\.$/);

  expect(pragma('integrity_check')).toBe('ok');
  const kept = [...storedBatches(runs, id)].reduce((sum, { count }) => sum + count, 0);
  expect(kept).toBeGreaterThan(100);
  expect(kept).toBeLessThanOrEqual(served);
  expect(await exportOf(runs, row, 'requests-csv').write(join(folder, 'requests.csv'))).toEqual({ rows: kept });
  const opened = runs.open(id);
  const shown = opened?.snapshots.reduce((sum, { succeeded }) => sum + succeeded, 0) ?? 0;
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThanOrEqual(kept);

  database.execute('PRAGMA max_page_count = 1000000');
  const next = await manager.start({ plan: planFor({ model: 'iterations', iterations: 50, vus: 2 }), planId: null, workers: 1 });
  expect(await next.ended).toMatchObject({ state: 'completed', summary: { requests: { total: 50, succeeded: 50 } } });
  expect([...storedBatches(runs, next.id)].reduce((sum, { count }) => sum + count, 0)).toBe(50);
});
