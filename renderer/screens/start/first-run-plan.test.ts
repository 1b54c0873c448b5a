import { expect, test } from 'vitest';
import { faultsOf, firstRunPlan } from './first-run-plan.ts';

const GOOD = { url: ' http://127.0.0.1:8080/items/ ', iterations: '1,000', vus: '50' };

test('the fields make a plan named after its request', () => {
  const made = firstRunPlan(GOOD);
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.name).toBe('GET 127.0.0.1:8080/items/');
  expect(made.value.load).toEqual({ model: 'iterations', iterations: 1000, vus: 50 });
  expect(made.value.scenarios[0]?.steps[0]?.url).toBe('http://127.0.0.1:8080/items/');
});

test.each([
  ['url', ''],
  ['url', 'localhost:8080'],
  ['url', 'ftp://files.example/'],
  ['iterations', ''],
  ['iterations', 'many'],
  ['iterations', '0'],
  ['iterations', '1.5'],
  ['vus', '-3'],
  ['vus', '1e3'],
  ['vus', '50001'],
] as const)('a faulty %s (%j) gets its sentence at its field alone', (field, text) => {
  const made = firstRunPlan({ ...GOOD, [field]: text });
  if (made.ok) throw new Error('It was taken.');
  const faults = faultsOf(made.failure);
  expect(Object.keys(faults)).toEqual([field]);
  expect(faults[field]).toMatch(/^.+\.$|\?$/);
});

test('a failure of the host is shown at the URL', () => {
  expect(faultsOf({ code: 'run_active', message: 'A run is going on.' })).toEqual({ url: 'A run is going on.' });
});
