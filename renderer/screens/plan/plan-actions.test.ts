// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { notifications, notificationsStore } from '@mantine/notifications';
import { fail } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { PlanRow } from '../../../shared/run.ts';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { TestBridge } from '../../test-bridge.ts';

const bridge = new TestBridge({});
bridge.install();
const { copyPlan, deletePlan, duplicatePlan, runPlan, savePlan } = await import('./plan-actions.ts');
const { drafts } = await import('./draft/draft-store.ts');
const { draftOf } = await import('./draft/draft.ts');

const PLAN = examplePlan();
let kept: PlanRow[] = [];

beforeEach(() => {
  bridge.calls.length = 0;
  kept = [{ id: 'p1', plan: PLAN, savedAt: 0 }];
  for (const id of drafts.all().keys()) drafts.keep(id, null);
  notifications.clean();
  location.hash = '#/plans/p1';
  bridge.replies = {
    'plans.list': () => kept,
    'plans.save': ({ id, plan }) => ({ id: id ?? 'p9', plan: plan as Plan, savedAt: 1 }),
    'plans.delete': () => null,
    'plans.restore': () => null,
    'runs.start': () => ({ runId: 'r1' }),
  };
});

function inputsOf(name: string): unknown[] {
  return bridge.calls.filter((call) => call.name === name).map(({ input }) => input);
}

function messages(): string[] {
  const { notifications: shown, queue } = notificationsStore.getState();
  return [...shown, ...queue].map(({ message }) => (typeof message === 'string' ? message : 'Undo'));
}

test('a new plan is saved with its own id, its draft is forgotten, and it is open under that id', async () => {
  drafts.keep('new', draftOf(PLAN));
  location.hash = '#/plans/new';
  await savePlan('new', PLAN);
  expect(inputsOf('plans.save')).toEqual([{ id: null, plan: PLAN }]);
  expect([location.hash, drafts.all().size]).toEqual(['#/plans/p9', 0]);
});

test('a plan that cannot be saved says why, and keeps its draft', async () => {
  drafts.keep('new', draftOf(PLAN));
  location.hash = '#/plans/new';
  bridge.replies = { ...bridge.replies, 'plans.save': () => fail('write_failed', 'The disk is full.') };
  await savePlan('new', PLAN);
  expect([messages(), location.hash, drafts.all().size]).toEqual([['The disk is full.'], '#/plans/new', 1]);
});

test('a saved plan is run as it is in the editor, and is not overwritten', async () => {
  const changed = { ...PLAN, name: 'Changed' };
  await runPlan('p1', changed);
  expect(inputsOf('plans.save')).toEqual([]);
  expect(inputsOf('runs.start')).toMatchObject([{ plan: { name: 'Changed' }, planId: 'p1' }]);
  expect(location.hash).toBe('#/runs/r1');
});

test('a new plan is saved before it is run, and nothing is run if that fails', async () => {
  await runPlan('new', PLAN);
  expect(inputsOf('runs.start')).toMatchObject([{ planId: 'p9' }]);
  bridge.replies = { ...bridge.replies, 'plans.save': () => fail('write_failed', 'The disk is full.') };
  await runPlan('new', PLAN);
  expect(inputsOf('runs.start')).toHaveLength(1);
  expect(messages()).toEqual(['The disk is full.']);
});

test('a copy is saved and opened, and the copy of a faulty plan is a draft', async () => {
  await copyPlan('Shop', PLAN, draftOf(PLAN));
  expect(inputsOf('plans.save')).toMatchObject([{ id: null, plan: { name: 'Shop copy' } }]);
  expect(location.hash).toBe('#/plans/p9');
  await copyPlan('Faulty', null, draftOf(PLAN));
  expect(inputsOf('plans.save')).toHaveLength(1);
  expect(drafts.all().get('new')?.name).toBe('Faulty copy');
  expect(location.hash).toBe('#/plans/new');
});

test('the name of a copy does not exceed the longest allowed name', async () => {
  await duplicatePlan({ ...PLAN, name: 'x'.repeat(200) });
  expect(inputsOf('plans.save')).toMatchObject([{ plan: { name: `${'x'.repeat(195)} copy` } }]);
});

test('a deleted plan disappears with its changes, and can be restored', async () => {
  drafts.keep('p1', draftOf(PLAN));
  await deletePlan('p1', 'Shop', draftOf(PLAN));
  expect(inputsOf('plans.delete')).toEqual([{ id: 'p1' }]);
  expect([location.hash, drafts.all().size, messages()]).toEqual(['#/plans', 0, ['Undo']]);
});

test('a plan that cannot be deleted stays, with its draft', async () => {
  drafts.keep('p1', draftOf(PLAN));
  bridge.replies = { ...bridge.replies, 'plans.delete': () => fail('store_unavailable', 'The history cannot be written.') };
  await deletePlan('p1', 'Shop', draftOf(PLAN));
  expect([location.hash, drafts.all().size, messages()]).toEqual(['#/plans/p1', 1, ['The history cannot be written.']]);
});
