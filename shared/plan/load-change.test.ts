// A run whose load is changed during it: arrivals follow the area under the rate as it was at each moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '../annotation.ts';
import { examplePlan } from '../test-example-run.ts';
import { changeFault } from './load-change-fault.ts';
import { describeAnnotation, scheduleOfRun } from './load-change.ts';
import type { LoadProfile, PlanInput } from './plan.ts';
import { dueAt, iterationsDueBy, levelAt, scheduleOf, vusAt } from './schedule.ts';

function loadOf(load: PlanInput['load']): LoadProfile {
  return examplePlan({ load }).load;
}

function changed(at: number, level: number | null, maxVus: number | null = null): Annotation {
  return { at, kind: 'level', level, maxVus, unit: 'arrivals_per_second' };
}

const TEN = loadOf({ model: 'open', stages: [{ duration: '4s', target: 10 }] });

test('from the change on the new rate applies until the unchanged end', () => {
  const schedule = scheduleOfRun(TEN, [changed(1000, 100)]);
  expect(schedule).toMatchObject({ durationMs: 4000, iterations: 310 });
  expect([9, 10, 11, 110, 309].map((k) => dueAt(schedule, k))).toEqual(
    [900, 1000, 1010, 2000, 3990].map((at) => expect.closeTo(at, 6)),
  );
  expect([999, 1000, 3999, 4000].map((at) => levelAt(schedule, at))).toEqual([10, 100, 100, 0]);
});

test('an arrival that is half due takes its half over into the new rate', () => {
  const schedule = scheduleOfRun(TEN, [changed(1050, 100)]);
  expect([10, 11, 12].map((k) => dueAt(schedule, k))).toEqual([1000, 1055, 1065].map((at) => expect.closeTo(at, 6)));
});

test('a ramp ends where it is changed', () => {
  const ramp = loadOf({ model: 'open', startTarget: 0, stages: [{ duration: '10s', target: 100 }] });
  const schedule = scheduleOfRun(ramp, [changed(5000, 0), changed(8000, 20)]);
  expect([4999.9, 5000, 7999, 8000].map((at) => Math.round(levelAt(schedule, at)))).toEqual([50, 0, 0, 20]);
  expect([dueAt(schedule, 125), schedule.iterations]).toEqual([8000, 165]);
});

test('a change while the run is paused holds from where it goes on', () => {
  const annotations: Annotation[] = [{ at: 1000, kind: 'paused' }, changed(1700, 100), { at: 3000, kind: 'resumed' }];
  expect(scheduleOfRun(TEN, annotations)).toEqual(scheduleOfRun(TEN, [changed(1000, 100)]));
});

test('virtual users are the level of the closed and the iterations model, and the bound of the open one', () => {
  const closed = scheduleOfRun(loadOf({ model: 'closed', startTarget: 0, stages: [{ duration: '10s', target: 10 }] }), [
    changed(5000, 40),
  ]);
  expect([vusAt(closed, 4999.9), vusAt(closed, 5000), vusAt(closed, 10_000), closed.maxVus]).toEqual([
    expect.closeTo(5, 3),
    40,
    0,
    40,
  ]);
  const iterations = scheduleOfRun(loadOf({ model: 'iterations', iterations: 9, vus: 5 }), [changed(50, 2), changed(80, 8)]);
  expect([0, 50, 80, 1e9].map((at) => vusAt(iterations, at))).toEqual([5, 2, 8, 8]);
  expect(iterations).toMatchObject({ iterations: 9, maxVus: 8 });
  const open = scheduleOfRun(TEN, [changed(1000, null, 300), changed(2000, 50, 20)]);
  expect([0, 1000, 2000].map((at) => [levelAt(open, at), vusAt(open, at)])).toEqual([
    [10, 100],
    [10, 300],
    [50, 20],
  ]);
  expect(open.maxVus).toBe(300);
});

test.each([
  ['iterations', { level: 0, maxVus: null }, /whole number of virtual users from 1 to 50,000/],
  ['iterations', { level: 1, maxVus: null }, null],
  ['closed', { level: 2.5, maxVus: null }, /number of virtual users from 0 to 50,000/],
  ['closed', { level: 5, maxVus: 10 }, /Only the open model/],
  ['open', { level: -1, maxVus: null }, /arrival rate from 0 to 1,000,000/],
  ['open', { level: 10, maxVus: 1 }, null],
  ['open', { level: null, maxVus: 60_000 }, /virtual users from 1 to 50,000/],
  ['open', { level: null, maxVus: null }, /Write the level/],
  ['long', { level: 1_000_000, maxVus: null }, /more than 4,000,000,000 arrivals/],
  ['closed', { level: 0, maxVus: null }, null],
  ['open', { level: 0.5, maxVus: 2 }, null],
] as const)('%s: %j', (name, change, sentence) => {
  const loads: Record<typeof name, PlanInput['load']> = {
    iterations: { model: 'iterations', iterations: 100, vus: 5 },
    closed: { model: 'closed', stages: [{ duration: '10s', target: 5 }] },
    open: { model: 'open', stages: [{ duration: '10s', target: 5 }] },
    long: { model: 'open', stages: [{ duration: '168h', target: 5 }] },
  };
  const fault = changeFault(scheduleOf(loadOf(loads[name])), 100, change);
  if (sentence === null) expect(fault).toBeNull();
  else expect(fault).toMatch(sentence);
});

test('a plan at its end has no level to change', () => {
  expect(changeFault(scheduleOf(TEN), 4000, { level: 5, maxVus: null })).toMatch(/at its end/);
});

test('a change is described in words', () => {
  expect(describeAnnotation(changed(5, 300, 80))).toBe('Load changed to 300/s, at most 80 VUs');
  expect(describeAnnotation(changed(5, null, 1))).toBe('Load changed to at most 1 VU');
  expect(describeAnnotation({ at: 5, kind: 'level', level: 50, maxVus: null, unit: 'vus' })).toBe('Load changed to 50 VUs');
});

const rate = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.1, max: 200, noNaN: true }));
const anyCase = fc.record({
  from: rate,
  to: fc.double({ min: 1, max: 200, noNaN: true }),
  changes: fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), rate), { maxLength: 5 }),
});

/** The area under the rate up to `until`, summed over slices between all the moments at which its slope changes. */
function areaUntil(until: number, { from, to, changes }: typeof anyCase extends fc.Arbitrary<infer T> ? T : never): number {
  const moments = [0, ...changes.map(([at]) => at), until].filter((at) => at <= until).toSorted((a, b) => a - b);
  const rateIn = (at: number): number => changes.filter(([when]) => when <= at).at(-1)?.[1] ?? from + ((to - from) * at) / 5000;
  return moments.slice(1).reduce((sum, end, index) => {
    const start = moments[index] ?? 0;
    return sum + (rateIn((start + end) / 2) * (end - start)) / 1000;
  }, 0);
}

test('with changes at any time, the k-th arrival is due when the area under the rate is k', () => {
  const check = fc.property(anyCase, (tried) => {
    const changes = tried.changes.toSorted(([a], [b]) => a - b);
    const load = loadOf({ model: 'open', startTarget: tried.from, stages: [{ duration: '5s', target: tried.to }] });
    const schedule = scheduleOfRun(
      load,
      changes.map(([at, level]) => changed(at, level)),
    );
    const total = schedule.iterations ?? 0;
    expect(Math.abs(total - areaUntil(5000, { ...tried, changes }))).toBeLessThan(1.000_01);
    let before = 0;
    for (let k = 0; k < total; k += 1) {
      const at = dueAt(schedule, k);
      expect(at).toBeGreaterThanOrEqual(before);
      expect(areaUntil(at, { ...tried, changes })).toBeCloseTo(k, 4);
      before = at;
    }
    expect(iterationsDueBy(schedule, 5000)).toBe(total);
  });
  fc.assert(check, { numRuns: 150, seed: 5 });
});
