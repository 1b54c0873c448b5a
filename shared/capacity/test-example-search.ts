// A search as the history has it, for tests: quick, before its first trial.
import { examplePlan } from '../test-example-run.ts';
import { capacitySettingsSchema } from './capacity-settings.ts';
import type { CapacityRow } from './capacity-search.ts';
import type { SimulatedSearch } from './test-targets.ts';

export function exampleSearch(changes: Partial<CapacityRow> = {}): CapacityRow {
  return {
    id: 'search',
    kind: 'search',
    name: 'Capacity of a target',
    planId: null,
    plan: examplePlan({ load: { model: 'closed', stages: [{ duration: '10s', target: 2 }] } }),
    settings: capacitySettingsSchema.parse({ objectives: ['p(99) < 50ms'], precision: 'quick' }),
    state: 'searching',
    reason: null,
    startedAt: 0,
    endedAt: null,
    end: null,
    ceiling: null,
    maxRate: null,
    trials: [],
    ...changes,
  };
}

/** The row that a simulated search leaves. */
export function searchedRow({ settings, trials, end }: SimulatedSearch, changes: Partial<CapacityRow> = {}): CapacityRow {
  const stored = trials.map((trial) => ({ ...trial, runId: 'run' }));
  return exampleSearch({ settings, state: 'completed', endedAt: 1, end, trials: stored, ...changes });
}
