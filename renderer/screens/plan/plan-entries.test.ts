import { expect, test } from 'vitest';
import { examplePlan, exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import type { PlanRow, RunRow } from '../../../shared/run.ts';
import { newDraft } from './draft/draft.ts';
import { freeNewId, isNewId, matchEntries, planEntries } from './plan-entries.ts';

const PLANS: readonly PlanRow[] = [
  { id: 'a', plan: examplePlan({ name: 'Home page' }), savedAt: 2 },
  { id: 'b', plan: examplePlan({ name: 'Checkout' }), savedAt: 1 },
];

test('plans that were never saved come first, the newest on top', () => {
  const drafts = new Map([
    ['new', newDraft()],
    ['new-2', { ...newDraft(), name: 'Copy' }],
  ]);
  expect(planEntries(PLANS, drafts, []).map(({ id, name }) => [id, name])).toEqual([
    ['new-2', 'Copy'],
    ['new', 'Untitled plan'],
    ['a', 'Home page'],
    ['b', 'Checkout'],
  ]);
});

test('a changed plan is listed as it was changed, and marked', () => {
  const entries = planEntries(PLANS, new Map([['b', { ...newDraft(), name: 'Checkout, longer' }]]), []);
  expect(entries[1]).toMatchObject({ id: 'b', name: 'Checkout, longer', words: '100 iterations, 10 VUs', isUnsaved: true });
});

test('each plan knows its newest run', () => {
  const runs = [runOf('a', 'r2'), runOf('a', 'r1')];
  expect(planEntries(PLANS, new Map(), runs).map((entry) => entry.lastRun?.id)).toEqual(['r2', undefined]);
});

test('a search finds every word in the name or the load', () => {
  const entries = planEntries(PLANS, new Map(), []);
  expect(matchEntries(entries, ' PAGE 50 ').map(({ id }) => id)).toEqual(['a']);
  expect(matchEntries(entries, '')).toHaveLength(2);
  expect(matchEntries(entries, 'pages')).toEqual([]);
});

test('a new plan gets the first free id', () => {
  expect(freeNewId(new Map())).toBe('new');
  expect(freeNewId(new Map([['new', newDraft()]]))).toBe('new-2');
  expect(['new', 'new-2', 'newer', 'a'].map(isNewId)).toEqual([true, true, false, false]);
});

function runOf(planId: string, id: string): RunRow {
  return exampleRun({ id, planId, state: 'completed', summary: summaryOf(1) });
}
