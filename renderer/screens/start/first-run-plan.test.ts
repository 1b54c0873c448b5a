import { expect, test } from 'vitest';
import { faultsOf, FIRST_FIELDS, firstRunPlan } from './first-run-plan.ts';

const GOOD = { ...FIRST_FIELDS, url: ' http://127.0.0.1:8080/items/ ' };

function loadOf(fields: typeof GOOD) {
  const made = firstRunPlan(fields);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.load;
}

test('the fields make a plan that is named after its request', () => {
  const made = firstRunPlan({ ...GOOD, method: 'DELETE' });
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.name).toBe('DELETE 127.0.0.1:8080/items/');
  expect(made.value.scenarios[0]?.steps[0]).toMatchObject({ url: 'http://127.0.0.1:8080/items/', method: 'DELETE' });
});

test('the first choice is users for a time, and a number of requests and a rate are one click away', () => {
  expect(loadOf(GOOD)).toEqual({ model: 'closed', startTarget: 50, stages: [{ duration: 10_000, target: 50 }] });
  expect(loadOf({ ...GOOD, amount: 'requests' })).toEqual({ model: 'iterations', iterations: 1000, vus: 50 });
  expect(loadOf({ ...GOOD, amount: 'rate', rate: '2,500', duration: '1 m' })).toMatchObject({
    model: 'open',
    startTarget: 2500,
    stages: [{ duration: 60_000, target: 2500 }],
    maxVus: 2500,
  });
});

test('a plan brings its own load', () => {
  const plan = {
    version: 1,
    scenarios: [{ steps: [{ url: 'http://h/' }] }],
    load: { model: 'iterations', iterations: 7, vus: 1 },
  };
  expect(loadOf({ ...GOOD, url: JSON.stringify(plan) })).toMatchObject({ iterations: 7 });
});

test.each([
  ['url', '', 'requests'],
  ['url', 'nonsense', 'requests'],
  ['url', 'ftp://files.example/', 'requests'],
  ['url', 'http://h/{{id}}', 'requests'],
  ['iterations', '', 'requests'],
  ['iterations', 'many', 'requests'],
  ['iterations', '0', 'requests'],
  ['iterations', '1.5', 'requests'],
  ['vus', '-3', 'requests'],
  ['vus', '1e3', 'time'],
  ['vus', '0', 'time'],
  ['vus', '50001', 'time'],
  ['duration', 'soon', 'time'],
  ['duration', '', 'rate'],
  ['rate', 'fast', 'rate'],
  ['rate', '0', 'rate'],
] as const)('a faulty %s (%j) gets its sentence only at its own field, by %s', (field, text, amount) => {
  const made = firstRunPlan({ ...GOOD, amount, [field]: text });
  if (made.ok) throw new Error('It was taken.');
  const faults = faultsOf(made.failure, amount);
  expect(Object.keys(faults)).toEqual([field]);
  expect(faults[field]).toMatch(/^.+\.$|\?$/);
});

test('a failure of the host is shown at the URL', () => {
  expect(faultsOf({ code: 'run_active', message: 'A run is going on.' }, 'time')).toEqual({ url: 'A run is going on.' });
});
