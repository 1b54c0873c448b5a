import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '../../../shared/annotation.ts';
import { scheduleOfRun } from '../../../shared/plan/load-change.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { countOfPart } from '../../../shared/plan/run-part.ts';
import { dueAt } from '../../../shared/plan/schedule.ts';
import { arrivalsOf, type Arrivals } from './arrivals.ts';
import { allocateSharedLoad, SharedLoad } from './shared-load.ts';

function planOf(load: PlanInput['load']) {
  const parsed = parsePlan({ version: 1, scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }], load });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** The arrivals of each thread of one run. */
function threadsOf(load: PlanInput['load'], workers: number): Arrivals[] {
  const memory = allocateSharedLoad(workers);
  return Array.from({ length: workers }, (_, worker) => arrivalsOf(planOf(load), new SharedLoad(memory, { worker, workers })));
}

function only(load: PlanInput['load']): Arrivals {
  const [arrivals] = threadsOf(load, 1);
  if (arrivals === undefined) throw new Error('There is one thread');
  return arrivals;
}

/** All iterations that `workers` threads take in turn until `now`. */
function takeAll(load: PlanInput['load'], workers: number, now: number): number[] {
  const taken: number[] = [];
  const threads = threadsOf(load, workers);
  for (let isAny = true; isAny;) {
    isAny = false;
    threads.forEach((arrivals, worker) => {
      if (!arrivals.take(worker, now)) return;
      taken.push(arrivals.iteration);
      isAny = true;
    });
  }
  // In the order in which they are due, whichever thread takes them.
  return taken;
}

const anyWorkers = fc.integer({ min: 1, max: 9 });

test('iterations add up to exactly N for any number of workers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), anyWorkers, (iterations, workers) => {
      const taken = takeAll({ model: 'iterations', iterations, vus: 10 }, workers, 0);
      expect(taken).toEqual(Array.from({ length: iterations }, (_, k) => k));
    }),
  );
});

test('10/s for 3 s is 30 arrivals for any number of workers', () => {
  fc.assert(
    fc.property(anyWorkers, (workers) => {
      expect(takeAll({ model: 'open', stages: [{ duration: '3s', target: 10 }] }, workers, 3000)).toHaveLength(30);
    }),
  );
});

test('arrivals of a ramp add up for any number of workers, at any time', () => {
  const rates = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(rates, rates, anyWorkers, fc.integer({ min: 0, max: 2000 }), (from, to, workers, now) => {
      const load: PlanInput['load'] = { model: 'open', startTarget: from, stages: [{ duration: '2s', target: to }] };
      expect(takeAll(load, workers, now)).toEqual(takeAll(load, 1, now));
    }),
  );
});

test('a closed model gives work only to the users its level asks for', () => {
  const load: PlanInput['load'] = { model: 'closed', startTarget: 0, stages: [{ duration: '1s', target: 10 }] };
  const arrivals = only(load);
  expect([
    arrivals.take(0, 0),
    arrivals.take(0, 1),
    arrivals.take(4, 499),
    arrivals.take(5, 499),
    arrivals.take(0, 1000),
  ]).toEqual([false, true, true, false, false]);
});

test('an arrival that fell due since the last look is found at once, not an eighth of a second later', () => {
  const arrivals = only({ model: 'open', stages: [{ duration: '1s', target: 1000 }] });
  while (arrivals.take(0, 10.5));
  expect(arrivals.nextAt(10.5)).toBeCloseTo(11, 6);
  expect(arrivals.nextAt(11.2)).toBeCloseTo(11, 6);
});

const change = fc.record({
  at: fc.integer({ min: 1, max: 2900 }),
  level: fc.integer({ min: 0, max: 150 }),
  heard: fc.integer({ min: -60, max: 20 }),
});

test('no arrival is lost or comes twice, however the rate is changed and whenever a worker hears of it', () => {
  const all = fc.tuple(fc.array(change, { maxLength: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 100 }));
  const check = fc.property(all, ([changes, workers, rate]) => {
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '3s', target: rate }] };
    const plan = planOf(load);
    const ascending = changes.toSorted((a, b) => a.at - b.at);
    const annotations = ascending.map(({ at, level }): Annotation => ({
      at,
      kind: 'level',
      level,
      maxVus: null,
      unit: 'arrivals_per_second',
    }));
    const truth = scheduleOfRun(plan.load, annotations);
    const taken: number[] = [];
    let onTime = true;
    const threads = threadsOf(load, workers);
    for (let now = 0; now <= 3000; now += 5) {
      threads.forEach((arrivals, worker) => {
        // A busy thread receives a change only after its moment.
        const heard = ascending.filter(({ at, heard: lead }) => at + lead * (worker + 1) <= now).length;
        arrivals.follow(scheduleOfRun(plan.load, annotations.slice(0, heard)));
        while (arrivals.take(worker, now)) {
          taken.push(arrivals.iteration);
          if (arrivals.dueAt !== dueAt(truth, arrivals.iteration)) onTime = false;
        }
      });
    }
    const due = Array.from({ length: truth.iterations ?? 0 }, (_, k) => k);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toEqual(expect.arrayContaining(due));
    if (ascending.every(({ heard }) => heard <= -5)) {
      expect(taken.toSorted((a, b) => a - b)).toEqual(due);
      expect(onTime).toBe(true);
    }
  });
  fc.assert(check, { numRuns: 60, seed: 11 });
});

test('the parts of a run send every iteration of it once, each when it is due', () => {
  const loads = fc.constantFrom<PlanInput['load']>(
    { model: 'open', startTarget: 5, stages: [{ duration: '2s', target: 60 }] },
    { model: 'iterations', iterations: 97, vus: 10 },
  );
  fc.assert(
    fc.property(loads, anyWorkers, fc.integer({ min: 1, max: 3 }), (load, parts, workers) => {
      const whole = takeAll(load, 1, 2000);
      const joined = Array.from({ length: parts }, (_, part) => {
        const memory = allocateSharedLoad(workers);
        const threads = Array.from({ length: workers }, (__, worker) =>
          arrivalsOf(planOf(load), new SharedLoad(memory, { worker, workers }, 0, { part, parts })),
        );
        const taken: number[] = [];
        for (const arrivals of threads) while (arrivals.take(0, 2000)) taken.push(arrivals.iteration);
        expect(taken.every((k) => k % parts === part)).toBe(true);
        expect(taken).toHaveLength(countOfPart(whole.length, { part, parts }));
        return taken;
      });
      expect(joined.flat().toSorted((a, b) => a - b)).toEqual(whole);
    }),
  );
});
