import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LoadProfile } from './plan.ts';
import { PoissonPoints } from './poisson-points.ts';
import { dueAt, iterationsDueBy, levelAt, scheduleOf, type Schedule } from './schedule.ts';
import { ms, perSecond } from '../units.ts';

/** Stages as [seconds, target]. */
function openSchedule(stages: readonly (readonly [number, number])[], startTarget?: number): Schedule {
  const load: LoadProfile = {
    model: 'open',
    maxVus: 10,
    whenBusy: 'wait',
    arrivals: 'even',
    stages: stages.map(([seconds, target]) => ({ duration: ms(seconds * 1000), target: perSecond(target) })),
  };
  return scheduleOf(startTarget === undefined ? load : { ...load, startTarget: perSecond(startTarget) });
}

function closedSchedule(stages: readonly (readonly [number, number])[], startTarget?: number): Schedule {
  const load: LoadProfile = {
    model: 'closed',
    stages: stages.map(([seconds, target]) => ({ duration: ms(seconds * 1000), target })),
  };
  return scheduleOf(startTarget === undefined ? load : { ...load, startTarget });
}

function dueTimes(schedule: Schedule): number[] {
  return Array.from({ length: schedule.iterations ?? 0 }, (_, k) => dueAt(schedule, k));
}

test('iterations are all due at the start', () => {
  const schedule = scheduleOf({ model: 'iterations', iterations: 20, vus: 5 });
  expect(schedule).toMatchObject({ durationMs: null, iterations: 20, maxVus: 5 });
  expect([dueAt(schedule, 0), dueAt(schedule, 19), dueAt(schedule, 20)]).toEqual([0, 0, Infinity]);
  expect([iterationsDueBy(schedule, -1), iterationsDueBy(schedule, 0), iterationsDueBy(schedule, 1e9)]).toEqual([0, 20, 20]);
  expect(levelAt(schedule, 1e9)).toBe(5);
});

test('a closed model follows its level; the target decides how many iterations there are', () => {
  const schedule = closedSchedule(
    [
      [10, 50],
      [10, 50],
      [10, 0],
    ],
    0,
  );
  expect(schedule).toMatchObject({ durationMs: 30_000, iterations: null, maxVus: 50 });
  expect([0, 5000, 10_000, 15_000, 25_000, 29_999.9, 30_000].map((at) => Math.round(levelAt(schedule, at)))).toEqual([
    0, 25, 50, 50, 25, 0, 0,
  ]);
  expect(iterationsDueBy(schedule, 5000)).toBe(0);
});

test('without a start target the first stage holds its own', () => {
  expect(levelAt(closedSchedule([[10, 50]]), 0)).toBe(50);
  expect(closedSchedule([[10, 0]], 3).maxVus).toBe(3);
});

test('a constant rate is due evenly', () => {
  const schedule = openSchedule([[10, 10]]);
  expect(schedule.iterations).toBe(100);
  dueTimes(schedule).forEach((at, k) => expect(at).toBeCloseTo(k * 100, 6));
  expect(dueAt(schedule, 100)).toBe(Infinity);
  expect([0, 99, 101, 5050, 10_000, 1e9].map((at) => iterationsDueBy(schedule, at))).toEqual([1, 1, 2, 51, 100, 100]);
});

test('a rate below one a second brings its first arrival at the start', () => {
  expect(dueTimes(openSchedule([[10, 0.25]]))).toEqual([0, 4000, 8000]);
});

test('a ramp from 0 to 10/s over 10 s brings 50, the k-th after sqrt(2k) s', () => {
  const schedule = openSchedule([[10, 10]], 0);
  expect(schedule.iterations).toBe(50);
  dueTimes(schedule).forEach((at, k) => expect(at).toBeCloseTo(Math.sqrt(2 * k) * 1000, 6));
});

test('a ramp down to 0 brings the last arrivals before its end', () => {
  const schedule = openSchedule([[10, 0]], 10);
  const times = dueTimes(schedule);
  expect(times).toHaveLength(50);
  times.forEach((at, k) => expect(at).toBeCloseTo((10 - Math.sqrt(100 - 2 * k)) * 1000, 6));
});

test('in a pause nothing falls due; the next arrival waits for its end', () => {
  const schedule = openSchedule(
    [
      [1, 0],
      [1, 10],
      [1, 0],
      [1, 0],
      [1, 5],
    ],
    0,
  );
  expect(schedule.iterations).toBe(13);
  expect([dueAt(schedule, 0), dueAt(schedule, 10)]).toEqual([1000, 4000]);
  expect([0, 500, 999, 1000, 3500, 3999, 4000].map((at) => iterationsDueBy(schedule, at))).toEqual([0, 0, 0, 1, 10, 10, 11]);
});

const stage = fc.tuple(
  fc.constantFrom(0.25, 0.5, 1, 2, 5),
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.1, max: 100, noNaN: true })),
);
const anySchedule = fc
  .tuple(fc.array(stage, { minLength: 1, maxLength: 5 }), fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }))
  .map(([stages, start]) => openSchedule(stages, start));

test('arrivals are due in order, within the run, as many as the area under the rate', () => {
  fc.assert(
    fc.property(anySchedule, (schedule) => {
      const times = dueTimes(schedule);
      const area = schedule.ramps.reduce((sum, { from, to, durationMs }) => sum + ((from + to) / 2) * (durationMs / 1000), 0);
      expect(Math.abs(times.length - area)).toBeLessThan(1.000_01);
      times.forEach((at, k) => {
        expect(at).toBeGreaterThanOrEqual(times[k - 1] ?? 0);
        expect(at).toBeLessThanOrEqual(schedule.durationMs ?? 0);
      });
    }),
    { numRuns: 200 },
  );
});

test('counting what is due agrees with when it is due', () => {
  fc.assert(
    fc.property(anySchedule, (schedule) => {
      const times = dueTimes(schedule);
      // Between two arrivals, away from the rounding at either.
      const gaps = times
        .map((at, k) => ({ k, at, next: times[k + 1] ?? schedule.durationMs ?? 0 }))
        .filter(({ at, next }) => next - at > 0.01);
      for (const { k, at, next } of gaps) expect(iterationsDueBy(schedule, (at + next) / 2)).toBe(k + 1);
      expect(iterationsDueBy(schedule, schedule.durationMs ?? 0)).toBe(times.length);
    }),
    { numRuns: 200 },
  );
});

test('dealt to any number of workers by index modulo workers, the arrivals add up', () => {
  fc.assert(
    fc.property(anySchedule, fc.integer({ min: 1, max: 16 }), (schedule, workers) => {
      const total = schedule.iterations ?? 0;
      const dealt = Array.from({ length: workers }, (_, worker) =>
        Array.from({ length: Math.max(0, Math.ceil((total - worker) / workers)) }, (_unused, n) => worker + n * workers),
      );
      expect(dealt.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, k) => k));
    }),
    { numRuns: 50 },
  );
});

test('Poisson arrivals follow a ramp: the area under the rate before each is a point of the same process', () => {
  const rates = fc.double({ min: 0, max: 300, noNaN: true });
  const stage = fc.tuple(fc.integer({ min: 1, max: 8 }), rates);
  const cases = fc.tuple(fc.array(stage, { minLength: 1, maxLength: 4 }), rates, fc.integer({ min: 0, max: 4_294_967_295 }));
  const check = fc.property(cases, ([stages, from, seed]) => {
    const even = openSchedule(stages, from);
    const schedule: Schedule = { ...even, points: new PoissonPoints(seed) };
    const points = new PoissonPoints(seed);
    const area = (at: number): number =>
      even.ramps.reduce((sum, ramp) => {
        const elapsed = Math.max(0, Math.min(at - ramp.startAt, ramp.durationMs));
        return sum + ((ramp.from + ramp.from + ((ramp.to - ramp.from) * elapsed) / ramp.durationMs) / 2) * (elapsed / 1000);
      }, 0);
    const total = iterationsDueBy(schedule, even.durationMs ?? 0);
    let before = 0;
    for (let k = 0; k < total; k += 1) {
      const at = dueAt(schedule, k);
      expect(at).toBeGreaterThanOrEqual(before);
      expect(area(at)).toBeCloseTo(points.at(k), 4);
      before = at;
    }
    expect(dueAt(schedule, total)).toBe(Infinity);
  });
  fc.assert(check, { numRuns: 60, seed: 2 });
});

test('the count of Poisson arrivals has the mean and the variance of the area under the rate', () => {
  const counts = Array.from({ length: 2000 }, (_, seed) =>
    iterationsDueBy({ ...openSchedule([[10, 20]], 0), points: new PoissonPoints(seed) }, 10_000),
  );
  const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length;
  const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (counts.length - 1);
  expect(Math.abs(mean - 100)).toBeLessThan(4 * Math.sqrt(100 / counts.length));
  expect(Math.abs(variance - 100)).toBeLessThan(4 * 100 * Math.sqrt(2 / counts.length));
});
