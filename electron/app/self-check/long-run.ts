// Stores a run with as many columns as a chart can show, to measure how long it takes to open one.
import { randomUUID } from 'node:crypto';
import { UserError } from '../../../shared/errors.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { openDatabase } from '../../store/database.ts';
import { RunStore } from '../../store/run-store.ts';

const COLUMNS = 1200;

/** Builds it from the snapshots of a run in this history. @returns its id. @throws UserError */
export function storeLongRun(dataFolder: string): string {
  const opened = openDatabase(dataFolder);
  if (!opened.ok) throw UserError.from(opened.failure);
  const runs = new RunStore(opened.value, { onWriteError: () => undefined });
  try {
    const model = runs.list()[0];
    const detail = model === undefined ? null : runs.open(model.id);
    const [snapshot] = detail?.snapshots ?? [];
    if (detail === null || snapshot === undefined) throw new Error('No run was stored before.');
    const plan = parsePlan({
      version: 1,
      scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
      load: { model: 'closed', stages: [{ duration: '5m', target: 1 }] },
    });
    if (!plan.ok) throw UserError.from(plan.failure);
    const id = randomUUID();
    const { summary } = detail.row;
    runs.insert({ id, name: 'Long', planId: null, plan: plan.value, startedAt: Date.now() });
    for (let index = 0; index < COLUMNS; index += 1) runs.appendSnapshot(id, { ...snapshot, index }, summary, []);
    runs.finish(id, { state: 'completed', reason: null, summary, verdicts: [] });
    return id;
  } finally {
    runs.close();
    opened.value.close();
  }
}
