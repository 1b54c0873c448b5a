// A run whose process is killed: its summary, its snapshots and its rows describe the same requests, whenever it happens.
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFailure, outcomeOf } from '../../shared/outcome.ts';
import { startCommand } from '../cli/test-command.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { createApp } from '../app/app.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { storedBatches, storedSnapshots } from '../store/test-stored-rows.ts';

const WARM_UP_MS = 300;

let folder = '';
let target: TestTarget;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-kill-'));
  let received = 0;
  target = await startHttpTarget((request, response) => {
    received += 1;
    request.resume();
    const status = received % 7 === 0 ? 503 : 200;
    setTimeout(() => response.writeHead(status).end('x'.repeat(received % 100)), received % 40);
  });
});

afterEach(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

const LOADS: readonly (readonly [string, PlanInput['load']])[] = [
  ['open, 40/s', { model: 'open', stages: [{ duration: '20s', target: 40 }], startTarget: 40, maxVus: 20 }],
  ['open, 900/s', { model: 'open', stages: [{ duration: '20s', target: 900 }], startTarget: 900, maxVus: 100 }],
  ['closed, 30 VUs', { model: 'closed', stages: [{ duration: '20s', target: 30 }], startTarget: 30 }],
];

test.each(LOADS.flatMap(([name, load]) => [11, 12, 13].map((seed) => [name, seed, load] as const)))(
  '%s, killed at moment %i',
  async (_, seed, load) => {
    const ran = await killedRun(load, 250 + ((seed * 7919) % 1300));
    expect(ran.isDead).toBe(true);
    const app = createApp({
      dataFolder: folder,
      version: '0',
      host: 'browser',
      deliverExport: () => Promise.reject(new Error('none')),
    });
    const listed = await app.call('runs.list', {});
    await app.close();
    expect(listed).toMatchObject({ ok: true, value: [{ state: 'interrupted' }] });
    const counted = countedFrom();
    expect(counted.rows.total + counted.rows.warmup).toBeGreaterThan(0);
    expect(counted.summary).toEqual(counted.rows);
    expect(counted.snapshots).toEqual(counted.rows);
  },
);

test('the checks of a killed run are those of its rows, and a threshold on them is judged by them', async () => {
  const steps = [{ url: target.url, checks: [{ status: '2xx' }] }];
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '20s', target: 5 }], startTarget: 5 };
  await killedRun(load, 1200, { version: 2, scenarios: [{ steps }], thresholds: ['checks > 1%'] });
  const app = createApp({
    dataFolder: folder,
    version: '0',
    host: 'browser',
    deliverExport: () => Promise.reject(new Error('none')),
  });
  await app.call('runs.list', {});
  await app.close();
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const runs = new RunStore(opened.value, { onWriteError: () => undefined });
  const row = runs.row(runs.list()[0]?.id ?? '');
  runs.close();
  opened.value.close();
  if (row === null) throw new Error('The run is not there');
  const { requests, journey } = row.summary;
  expect(requests.succeeded).toBeGreaterThan(0);
  expect(journey).toEqual({
    skippedRequests: 0,
    checks: [expect.objectContaining({ name: 'status 2xx', passed: requests.succeeded, failed: requests.failed })],
    dataRows: {},
  });
  expect(row.verdicts).toMatchObject([{ actual: requests.succeeded / requests.total, passed: true }]);
});

/** Kills the command line `afterMs` after its first requests are stored. */
async function killedRun(load: PlanInput['load'], afterMs: number, rest: Partial<PlanInput> = {}): Promise<{ isDead: boolean }> {
  const plan: PlanInput = {
    version: 1,
    name: 'Killed',
    scenarios: [{ steps: [{ url: target.url }] }],
    load,
    warmup: `${WARM_UP_MS}ms`,
    ...rest,
  };
  const path = join(folder, 'plan.json');
  writeFileSync(path, JSON.stringify(plan));
  const child = startCommand(['run', path, '--quiet'], { folder, env: { ONRUSH_DATA_DIR: folder } });
  const gone = once(child, 'exit');
  while (!hasRows() && child.exitCode === null) await wait(10);
  await wait(afterMs);
  child.kill('SIGKILL');
  await gone;
  return { isDead: child.signalCode === 'SIGKILL' };
}

function hasRows(): boolean {
  if (!existsSync(join(folder, 'onrush.db'))) return false;
  const opened = openDatabase(folder);
  if (!opened.ok) return false;
  const found = opened.value.prepare('SELECT 1 FROM sample_batches LIMIT 1').get();
  opened.value.close();
  return found !== undefined;
}

interface Counted {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly warmup: number;
  readonly bytesIn: number;
  readonly longest: number;
}

function countedFrom(): { rows: Counted; summary: Counted; snapshots: Counted } {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { onWriteError: () => undefined });
  const [{ id } = { id: '' }] = store.list();
  const row = store.row(id);
  if (row === null) throw new Error('The run is not there');
  const { requests, warmupRequests, bytesIn, serviceTime } = row.summary;
  const { total, succeeded, failed } = requests;
  const summary = { total, succeeded, failed, warmup: warmupRequests, bytesIn, longest: Math.round(serviceTime.max) };
  const counted = { rows: countRows(store, id), summary, snapshots: countSnapshots(store, id) };
  store.close();
  opened.value.close();
  return counted;
}

function countRows(store: RunStore, id: string): Counted {
  const rows = { total: 0, succeeded: 0, failed: 0, warmup: 0, bytesIn: 0, longest: 0 };
  for (const { columns, count } of storedBatches(store, id)) {
    for (let at = 0; at < count; at += 1) {
      const sentAt = columns.sentAt[at] ?? 0;
      if (sentAt < WARM_UP_MS) {
        rows.warmup += 1;
        continue;
      }
      rows.total += 1;
      const outcome = outcomeOf(columns.outcome[at] ?? 0);
      if (outcome === 'ok') rows.succeeded += 1;
      if (isFailure(outcome)) rows.failed += 1;
      rows.bytesIn += columns.bytesIn[at] ?? 0;
      rows.longest = Math.max(rows.longest, Math.round((columns.endedAt[at] ?? 0) - sentAt));
    }
  }
  return rows;
}

function countSnapshots(store: RunStore, id: string): Counted {
  const counted = { total: 0, succeeded: 0, failed: 0, warmup: 0, bytesIn: 0, longest: 0 };
  for (const snapshot of storedSnapshots(store, id)) {
    counted.warmup += snapshot.warmupRequests;
    if (snapshot.isWarmup) continue;
    counted.total += snapshot.service.count;
    counted.succeeded += snapshot.succeeded;
    counted.failed += snapshot.failed;
    counted.bytesIn += snapshot.bytesIn;
    counted.longest = Math.max(counted.longest, Math.round(snapshot.service.max));
  }
  return counted;
}
