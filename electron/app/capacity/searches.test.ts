// Searches in the history: one is continued after it was stopped.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { searchedRow } from '../../../shared/capacity/test-example-search.ts';
import { randomFrom, searchAt, TARGETS } from '../../../shared/capacity/test-targets.ts';
import { planFor } from '../../engine/tests/test-run.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { CapacityStore } from '../../store/capacity-store.ts';
import { openDatabase } from '../../store/database.ts';
import { openHistory, type OpenHistory } from '../history.ts';

const folder = mkdtempSync(join(tmpdir(), 'onrush-searches-'));
let history: OpenHistory | null = null;

afterEach(async () => {
  await history?.close();
  rmSync(folder, { recursive: true, force: true });
});

function rowOf(end: CapacityRow['end'], state: CapacityRow['state']): CapacityRow {
  const settings = { objectives: ['p(99) < 50ms'], budgetMs: 60_000, precision: 'quick' } as const;
  const plan = parsePlan(planFor('http://127.0.0.1:1/', { model: 'closed', stages: [{ duration: '1s', target: 1 }] }));
  if (!plan.ok) throw new Error(plan.failure.message);
  const input = { ...settings, objectives: [...settings.objectives] };
  const search = searchAt(TARGETS['M/M/1'], input, randomFrom(1));
  return searchedRow(search, { id: `${state} ${end}`, plan: plan.value, state, startedAt: 1000, endedAt: 51_000, end });
}

test('a stopped search continues with its results and its time once more, and a complete one does not', async () => {
  const stopped = rowOf('stopped', 'stopped');
  const database = openDatabase(folder);
  if (!database.ok) throw new Error(database.failure.message);
  const store = new CapacityStore(database.value);
  for (const row of [stopped, rowOf('found', 'completed')]) store.save(row);
  database.value.close();
  const opened = openHistory(folder, () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  history = opened.value;
  const { searches } = history;
  await expect(searches.resume('completed found', {})).rejects.toThrow('This search is complete.');
  const written = { name: 'Before the release', notes: 'Two nodes', tags: ['nightly'], starred: true };
  expect(searches.describe(stopped.id, { ...written, starred: false })).toMatchObject({ ...written, starred: false });
  const { ended } = await searches.resume(stopped.id, {});
  // Also while it goes on.
  searches.describe(stopped.id, written);
  searches.stop(stopped.id);
  const row = await ended;
  expect(row).toMatchObject({ state: 'stopped', end: 'stopped', settings: { budgetMs: 110_000 } });
  expect(row.resumed).toMatchObject({ afterMs: 50_000, trials: stopped.trials.length });
  expect(row.trials).toEqual(stopped.trials);
  expect(row).toMatchObject(written);
  expect(searches.list().find(({ id }) => id === row.id)).toMatchObject(written);
});
