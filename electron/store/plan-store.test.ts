import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { openDatabase, type Database } from './database.ts';
import { PlanStore } from './plan-store.ts';

const DAY_MS = 24 * 3_600_000;

let folder = '';
let database: Database;
let now = 1_000_000;
let plans: PlanStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-plans-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  plans = new PlanStore(database, () => now);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('plans are listed with the last saved first, and read as they were', () => {
  const home = plans.save(null, examplePlan());
  now += 1;
  const cart = plans.save(null, examplePlan({ name: 'Cart', thresholds: ['p(99) < 250'] }));
  expect(plans.list()).toEqual([cart, home]);
  expect(plans.open(home.id)).toEqual(home);
  now += 1;
  const renamed = plans.save(home.id, examplePlan({ name: 'Home' }));
  expect(renamed).toEqual({ id: home.id, plan: examplePlan({ name: 'Home' }), savedAt: now });
  expect(plans.list()).toEqual([renamed, cart]);
});

test('the folder that a plan was read from is kept, even when it is saved again', () => {
  const { id } = plans.save(null, examplePlan(), '/home/ada/plans/');
  plans.save(id, examplePlan({ name: 'Again' }));
  expect(plans.open(id)).toMatchObject({ plan: { name: 'Again' }, folder: '/home/ada/plans/' });
  expect(plans.save(id, examplePlan(), '/elsewhere/').folder).toBe('/elsewhere/');
});

test('a deleted plan is gone from the list and can be brought back', () => {
  const row = plans.save(null, examplePlan());
  expect(plans.remove(row.id)).toBe(true);
  expect(plans.remove(row.id)).toBe(false);
  expect([plans.list(), plans.open(row.id)]).toEqual([[], null]);
  expect(plans.restore(row.id)).toBe(true);
  expect(plans.restore(row.id)).toBe(false);
  expect(plans.list()).toEqual([row]);
});

test('a plan deleted more than a day ago is forgotten', () => {
  const row = plans.save(null, examplePlan());
  plans.remove(row.id);
  now += DAY_MS + 1;
  plans.save(null, examplePlan());
  expect(plans.restore(row.id)).toBe(false);
});

test('saving over a deleted plan brings it back', () => {
  const row = plans.save(null, examplePlan());
  plans.remove(row.id);
  plans.save(row.id, examplePlan({ name: 'Again' }));
  expect(plans.list().map(({ plan }) => plan.name)).toEqual(['Again']);
});
