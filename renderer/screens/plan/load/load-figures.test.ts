import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import type { Plan, PlanInput } from '../../../../shared/plan/plan.ts';
import { moveStage } from '../draft/load-at.ts';
import { loadCurve, loadFigures } from './load-figures.ts';

const RAMP_AND_HOLD: PlanInput['load'] = {
  model: 'open',
  startTarget: 0,
  stages: [
    { duration: '5s', target: 2400 },
    { duration: '55s', target: 2400 },
  ],
  maxVus: 2000,
};

test('an open plan says how many requests fall due, how long and how fast', () => {
  expect(valuesOf(examplePlan({ load: RAMP_AND_HOLD }))).toEqual(['138,000', '1 min', '2,400/s', '2,000']);
});

test('a closed plan sends as many as fit', () => {
  const load: PlanInput['load'] = { model: 'closed', stages: [{ duration: '10m', target: 1 }] };
  expect(valuesOf(examplePlan({ load }))).toEqual(['as many as fit', '10 min', '1 VU', '1']);
});

test('iterations last until all are done, and each step of an iteration counts', () => {
  const step = { url: 'http://127.0.0.1/' };
  expect(valuesOf(examplePlan({ scenarios: [{ name: 'a', steps: [step, step] }] }))).toEqual([
    '2,000',
    'until all are done',
    '50 VUs',
    '50',
  ]);
});

test('scenarios of different length give an estimate by weight', () => {
  const step = { url: 'http://127.0.0.1/' };
  const scenarios = [
    { name: 'a', weight: 3, steps: [step] },
    { name: 'b', weight: 1, steps: [step, step, step] },
  ];
  expect(valuesOf(examplePlan({ scenarios }))[0]).toBe('about 1,500');
});

test('a scenario with its own load is counted by its own rate', () => {
  const step = { url: 'http://127.0.0.1/' };
  const own = { model: 'open' as const, stages: [{ duration: '1m', target: 5 }] };
  const scenarios = [
    { name: 'a', steps: [step] },
    { name: 'b', load: own, steps: [step, step, step] },
  ];
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '10s', target: 50 }] };
  expect(valuesOf(examplePlan({ load, scenarios }))).toEqual(['1,400', '1 min', '55/s', '200']);
});

test('stages move to another place and back', () => {
  const stages = ['1s', '2s', '3s'].map((duration) => ({ duration, target: '1' }));
  const moved = moveStage(stages, 0, 2);
  expect(moved.map(({ duration }) => duration)).toEqual(['2s', '3s', '1s']);
  expect(moveStage(moved, 2, 0)).toEqual(stages);
});

test('a stage of 0 s is a step in the curve', () => {
  const stages = [
    { duration: '5s', target: 10 },
    { duration: 0, target: 40 },
    { duration: '5s', target: 40 },
  ];
  const { points, peak } = loadCurve(examplePlan({ load: { model: 'closed', stages } }));
  expect(points.map(({ at, level }) => [at, level])).toEqual([
    [0, 10],
    [5000, 10],
    [5000, 40],
    [10_000, 40],
  ]);
  expect(peak).toBe(40);
});

test('the curve runs through the ends of all stages', () => {
  const { points, durationMs, peak, unit } = loadCurve(examplePlan({ load: RAMP_AND_HOLD }));
  expect(points).toEqual([
    { at: 0, level: 0 },
    { at: 5000, level: 2400 },
    { at: 60_000, level: 2400 },
  ]);
  expect([durationMs, peak, unit]).toEqual([60_000, 2400, 'arrivals/s']);
});

test('without a planned length the curve is a level line', () => {
  expect(loadCurve(examplePlan())).toMatchObject({ durationMs: null, peak: 50, unit: 'VUs' });
});

function valuesOf(plan: Plan): string[] {
  return loadFigures(plan).map(({ value }) => value);
}
