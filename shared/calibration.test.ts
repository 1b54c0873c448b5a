import { expect, test } from 'vitest';
import { calibrationKey, fitnessOf, peakDemand, sendsEncrypted, type Calibration } from './calibration.ts';
import { examplePlan } from './test-example-run.ts';
import type { Plan } from './plan/plan.ts';

const MEASURED: Calibration = { measuredAt: 0, ceiling: 30_000, noiseP50: 0.09, noiseP99: 0.4, vus: 64, workers: 1, key: '' };

function openAt(target: number, steps = 1): Plan {
  return examplePlan({
    scenarios: [{ steps: Array.from({ length: steps }, () => ({ url: 'http://127.0.0.1/' })) }],
    load: {
      model: 'open',
      stages: [
        { duration: '5s', target },
        { duration: '5s', target: 1 },
      ],
      maxVus: 100,
    },
  });
}

test.each<[Plan, string, boolean]>([
  [openAt(2400), 'Yes: 8 % of its ceiling. It adds 0.09 ms at p50, 0.40 ms at p99.', false],
  [openAt(15_000), 'Yes: 50 % of its ceiling. It adds 0.09 ms at p50, 0.40 ms at p99.', false],
  [openAt(23_400), 'This plan asks for 78 % of what this computer can do. Expect noise.', true],
  [openAt(7800, 3), 'This plan asks for 78 % of what this computer can do. Expect noise.', true],
  [openAt(45_000), 'This plan asks for 150 % of what this computer can do. It cannot keep up.', true],
  [openAt(3), 'Yes: less than 1 % of its ceiling. It adds 0.09 ms at p50, 0.40 ms at p99.', false],
  [examplePlan(), 'It sends at most 30,000/s. It adds 0.09 ms at p50, 0.40 ms at p99.', false],
])('a plan is compared with the ceiling (%#)', (plan, words, isNoisy) => {
  expect(fitnessOf(plan, MEASURED)).toMatchObject({ words, isNoisy });
});

test('scenarios are counted by their weight', () => {
  const steps = (count: number) => Array.from({ length: count }, () => ({ url: 'http://127.0.0.1/' }));
  const plan = examplePlan({
    scenarios: [
      { name: 'a', weight: 3, steps: steps(1) },
      { name: 'b', weight: 1, steps: steps(5) },
    ],
    load: { model: 'open', stages: [{ duration: '1s', target: 100 }] },
  });
  expect(peakDemand(plan)).toBe(200);
});

test('a measurement applies to plans whose requests cost the same', () => {
  expect(calibrationKey(openAt(10))).toBe(calibrationKey(openAt(9000)));
  expect(calibrationKey(openAt(10))).not.toBe(calibrationKey(examplePlan({ http: { keepAlive: false } })));
  const encrypted = examplePlan({
    version: 2,
    variables: { base: 'https://shop.example' },
    scenarios: [{ steps: [{ url: '{{base}}/' }] }],
  });
  expect([sendsEncrypted(encrypted), sendsEncrypted(examplePlan())]).toEqual([true, false]);
  expect(calibrationKey(encrypted)).not.toBe(calibrationKey(examplePlan()));
});

test('a delay that would mark seconds of a run does not count as enough', () => {
  expect(fitnessOf(openAt(7000), { ...MEASURED, noiseP99: 5.45 })).toMatchObject({
    isNoisy: true,
    words: 'With noise: 23 % of its ceiling. It adds 0.09 ms at p50, 5.45 ms at p99.',
  });
  expect(fitnessOf(examplePlan(), { ...MEASURED, noiseP99: 5.45 }).isNoisy).toBe(true);
});

test('a disturbed measurement promises nothing', () => {
  expect(fitnessOf(openAt(2400), { ...MEASURED, noiseP99: 95.8 })).toEqual({
    share: 0.08,
    isNoisy: true,
    words: 'With noise: 8 % of its ceiling. It adds 0.09 ms at p50, 95.8 ms at p99. Something else keeps this computer busy.',
  });
});
