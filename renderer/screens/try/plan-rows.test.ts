// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import { drafts } from '../plan/draft/draft-store.ts';
import { planOfDraft, putIntoPlan } from './plan-rows.ts';

const INPUT = {
  version: 2,
  name: 'Shop',
  scenarios: [
    { name: 'browse', steps: [{ name: 'home', url: 'http://127.0.0.1/' }] },
    { name: 'buy', steps: [{ name: 'cart', url: 'http://127.0.0.1/cart', checks: [{ status: 200 }] }] },
  ],
  load: { model: 'iterations', iterations: 1, vus: 1 },
};
const CHECK = { kind: 'check', check: { json: '$.id', exists: true } } as const;
const EXTRACT = { kind: 'extract', name: 'cartId', extract: { json: '$.id', pick: 'first' } } as const;

function plan() {
  const parsed = parsePlan(INPUT);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

function cart() {
  const draft = drafts.all().get('p');
  return draft === undefined ? undefined : planOfDraft(draft)?.scenarios[1]?.steps[0];
}

beforeEach(() => drafts.keep('p', null));

test('the draft of the plan gets the row at the step that was tried, and only there', () => {
  const known = plan();
  const tried = sentStepsOf(known)[1];
  if (tried === undefined) throw new Error('There is a step.');
  expect(putIntoPlan('p', known, tried, EXTRACT)).toBe(true);
  expect(putIntoPlan('p', known, tried, CHECK)).toBe(true);
  expect(cart()).toMatchObject({
    extract: { cartId: { json: '$.id' } },
    checks: [{ status: 200 }, { json: '$.id', exists: true }],
  });
  const draft = drafts.all().get('p');
  const home = draft === undefined ? null : planOfDraft(draft)?.scenarios[0]?.steps[0];
  expect(home).toEqual(known.scenarios[0]?.steps[0]);
});

test('a step before the run and one that is sent once a user get their rows too', () => {
  const once = [{ name: 'log in', url: 'http://127.0.0.1/login' }];
  const parsed = parsePlan({ ...INPUT, before: once, scenarios: [{ name: 'buy', perVu: once, steps: once }] });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  for (const sent of sentStepsOf(parsed.value)) expect(putIntoPlan('p', parsed.value, sent, CHECK)).toBe(true);
  const draft = drafts.all().get('p');
  const plan = draft === undefined ? null : planOfDraft(draft);
  expect(plan === null ? [] : sentStepsOf(plan).map(({ step }) => step.checks?.length)).toEqual([1, 1, 1]);
});

test('if the step has been replaced, the plan does not change', () => {
  const known = plan();
  const tried = sentStepsOf(known)[1];
  if (tried === undefined) throw new Error('There is a step.');
  expect(putIntoPlan('p', known, { ...tried, path: ['scenarios', 0, 'steps', 0] }, CHECK)).toBe(false);
  expect(drafts.all().has('p')).toBe(false);
});
