// The load does not depend on the number of threads: checked against queueing theory, in simulated time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { peakInFlight, planFor } from './test-run.ts';
import { SIMULATED_URL, simulate, type Simulated } from './test-simulation.ts';

const THREADS = [1, 2, 3, 4] as const;
/** A thread checks for due iterations once in this time. */
const TICK_MS = 1;

/** A fixed series of service times with mean `meanMs`, exponentially distributed. */
function exponentialTimes(count: number, meanMs: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return -Math.log(1 - state / 2 ** 32) * meanMs;
  });
}

interface Truth {
  readonly responseTimes: readonly number[];
  readonly dropped: number;
}

/** First come, first served with `servers` servers: the n-th request takes `times[n]`. */
function queue(dueAt: readonly number[], times: readonly number[], servers: number, drops: boolean): Truth {
  const freeAt = Array.from({ length: servers }, () => 0);
  const responseTimes: number[] = [];
  for (const due of dueAt) {
    const earliest = Math.min(...freeAt);
    if (drops && earliest > due) continue;
    const startAt = Math.max(due, earliest);
    const endAt = startAt + (times[responseTimes.length] ?? 0);
    freeAt[freeAt.indexOf(earliest)] = endAt;
    responseTimes.push(endAt - due);
  }
  return { responseTimes, dropped: dueAt.length - responseTimes.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;
}

function responseTimesOf({ rows }: Simulated): number[] {
  return rows.map(({ dueAt, endedAt }) => endedAt - dueAt);
}

describe.each(THREADS)('with %i threads', (workers) => {
  test('20 iterations of 300 ms on 5 users take four rounds', async () => {
    const load: PlanInput['load'] = { model: 'iterations', iterations: 20, vus: 5 };
    const { end, atOnce } = await simulate(planFor(SIMULATED_URL, load), { workers, serve: () => ({ afterMs: 300 }) });
    expect(end.summary.durationMs).toBeCloseTo(1200, 6);
    expect(atOnce).toBe(5);
  });

  test.each(['wait', 'drop'] as const)(
    'no arrival waits with 8 a second, every other one of 300 ms, and 2 users (%s)',
    async (whenBusy) => {
      const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '10s', target: 8 }], maxVus: 2, whenBusy };
      const serve = ({ number }: { number: number }) => ({ afterMs: number % 2 === 0 ? 300 : 1 });
      const observed = await simulate(planFor(SIMULATED_URL, load), { workers, serve });
      expect(observed.end.summary.iterations).toEqual({ scheduled: 80, started: 80, dropped: 0 });
      expect(Math.max(...observed.rows.map(({ dueAt, sentAt }) => sentAt - dueAt))).toBeLessThanOrEqual(TICK_MS);
      expect(observed.atOnce).toBe(2);
    },
  );

  test.each([
    { rate: 100, meanMs: 30, vus: 6, whenBusy: 'wait' },
    { rate: 100, meanMs: 30, vus: 4, whenBusy: 'drop' },
    { rate: 45, meanMs: 40, vus: 2, whenBusy: 'wait' },
    { rate: 45, meanMs: 40, vus: 2, whenBusy: 'drop' },
    { rate: 900, meanMs: 50, vus: 50, whenBusy: 'wait' },
    { rate: 1000, meanMs: 50, vus: 50, whenBusy: 'drop' },
  ] as const)(
    'the load adds up with $rate a second, $meanMs ms on average, $vus users, $whenBusy',
    async ({ rate, meanMs, vus, whenBusy }) => {
      const times = exponentialTimes(rate * 20, meanMs);
      const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '20s', target: rate }], maxVus: vus, whenBusy };
      const serve = ({ number }: { number: number }) => ({ afterMs: times[number] ?? 0 });
      const observed = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '1m' }), { workers, serve });
      const dueAt = times.map((_, k) => (k * 1000) / rate);
      const truth = queue(dueAt, times, vus, whenBusy === 'drop');
      const { scheduled, dropped } = observed.end.summary.iterations;
      const own = responseTimesOf(observed);
      expect(scheduled).toBe(dueAt.length);
      expect(Math.abs(dropped - truth.dropped)).toBeLessThanOrEqual(Math.max(0.02 * dueAt.length, 2));
      if (whenBusy === 'wait') expect([dropped, own.length]).toEqual([0, dueAt.length]);
      expect(Math.abs(mean(own) - mean(truth.responseTimes))).toBeLessThan(TICK_MS + 0.02 * mean(truth.responseTimes));
      expect(Math.abs(p99(own) - p99(truth.responseTimes))).toBeLessThan(TICK_MS + 0.05 * p99(truth.responseTimes));
      expect(peakInFlight(observed.rows)).toBe(vus);
      expect(observed.atOnce).toBe(vus);
    },
  );

  test('the users of the closed model are as many as the stages ask for, and never more', async () => {
    const stages = [
      { duration: '2s', target: 37 },
      { duration: '2s', target: 37 },
      { duration: '2s', target: 0 },
    ];
    const plan = planFor(SIMULATED_URL, { model: 'closed', startTarget: 0, stages });
    const observed = await simulate(plan, { workers, serve: ({ number }) => ({ afterMs: 3 + (number % 7) }) });
    expect(observed.atOnce).toBe(37);
    expect(peakInFlight(observed.rows)).toBe(37);
    expect(Math.max(...observed.snapshots.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(37);
    const ended = observed.rows.map(({ iteration }) => iteration).toSorted((a, b) => a - b);
    expect(ended).toEqual(ended.map((_, k) => k));
  });
});

test('however much arrives and however long it takes, the load adds up and is never beyond its users', async () => {
  const cases = fc.record({
    workers: fc.integer({ min: 1, max: 4 }),
    vus: fc.integer({ min: 1, max: 9 }),
    rate: fc.integer({ min: 1, max: 300 }),
    meanMs: fc.integer({ min: 1, max: 80 }),
    whenBusy: fc.constantFrom('wait' as const, 'drop' as const),
  });
  const check = fc.asyncProperty(cases, async ({ workers, vus, rate, meanMs, whenBusy }) => {
    const times = exponentialTimes(rate * 2, meanMs);
    const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '2s', target: rate }], maxVus: vus, whenBusy };
    const observed = await simulate(planFor(SIMULATED_URL, load, { gracefulStop: '0s' }), {
      workers,
      serve: ({ number }) => ({ afterMs: times[number] ?? 0 }),
    });
    const { scheduled, started, dropped } = observed.end.summary.iterations;
    expect([scheduled, started + dropped, observed.rows.length]).toEqual([rate * 2, rate * 2, started]);
    expect(observed.atOnce).toBeLessThanOrEqual(vus);
  });
  await fc.assert(check, { numRuns: 60, seed: 3 });
});
