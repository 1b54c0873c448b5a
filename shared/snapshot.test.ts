import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleSnapshot } from './test-example-run.ts';
import { Histogram } from './histogram.ts';
import { allocateDots, mergeSnapshots, type Snapshot } from './snapshot.ts';

const anySnapshot = fc
  .record({
    counts: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100)),
    phases: fc.array(fc.nat(1000), { minLength: 7, maxLength: 7 }),
    gauges: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(10_000), fc.nat(100)),
    bytesIn: fc.nat(),
    service: fc.array(fc.integer({ min: 1, max: 1000 })),
    ended: fc.array(fc.nat(10_000)),
    outcomes: fc.record({ ok: fc.nat(9), timeout: fc.nat(9), reset: fc.nat(9) }, { requiredKeys: [] }),
    dotsAreAll: fc.boolean(),
  })
  .map(
    ({
      counts,
      phases,
      gauges,
      bytesIn,
      service,
      ended,
      outcomes,
      dotsAreAll,
    }): Omit<Snapshot, 'index' | 'startAt' | 'endAt'> => {
      const [due, started, succeeded, failed, cancelled, dropped, warmupRequests] = counts;
      const [inFlight, backlog, oldestMs, level] = gauges;
      const histogram = new Histogram();
      for (const value of service) histogram.record(value);
      const dots = allocateDots(ended.length);
      dots.endedAt.set(ended);
      dots.status.fill(200);
      const data = histogram.toData();
      return {
        due,
        started,
        succeeded,
        failed,
        cancelled,
        dropped,
        warmupRequests,
        isWarmup: false,
        bytesIn,
        inFlight,
        backlog,
        backingOff: inFlight,
        longestBackOffMs: level,
        oldestMs,
        level,
        service: data,
        response: data,
        failures: { service: data, response: data },
        phaseCounts: Float64Array.from(phases),
        phaseSums: Float64Array.from(phases),
        outcomes,
        dots,
        dotsAreAll,
        health: null,
      };
    },
  );
const neighbours = fc
  .array(anySnapshot, { minLength: 3, maxLength: 3 })
  .map((all) => all.map((rest, index) => ({ ...rest, index, startAt: index * 250, endAt: (index + 1) * 250 })));

test('merged counts are added, the later gauges are kept, and the span covers both', () => {
  fc.assert(
    fc.property(neighbours, ([a = exampleSnapshot(), b = exampleSnapshot()]) => {
      const merged = mergeSnapshots(a, b);
      for (const name of ['due', 'started', 'succeeded', 'failed', 'cancelled', 'dropped', 'warmupRequests', 'bytesIn'] as const)
        expect(merged[name]).toBe(a[name] + b[name]);
      for (const name of ['inFlight', 'backlog', 'backingOff', 'longestBackOffMs', 'level', 'endAt'] as const)
        expect(merged[name]).toBe(b[name]);
      expect([merged.index, merged.startAt]).toEqual([a.index, a.startAt]);
      expect(merged.oldestMs).toBe(Math.max(a.oldestMs, b.oldestMs));
      expect(merged.service.count).toBe(a.service.count + b.service.count);
      expect(merged.failures.service.count).toBe(a.failures.service.count + b.failures.service.count);
      expect([...merged.phaseSums]).toEqual([...a.phaseSums].map((sum, at) => sum + (b.phaseSums[at] ?? 0)));
      expect(merged.outcomes.ok ?? 0).toBe((a.outcomes.ok ?? 0) + (b.outcomes.ok ?? 0));
      expect([...merged.dots.endedAt]).toEqual([...a.dots.endedAt, ...b.dots.endedAt]);
      expect(merged.dots.status).toHaveLength(merged.dots.endedAt.length);
      expect(merged.dotsAreAll).toBe(a.dotsAreAll && b.dotsAreAll);
    }),
    { numRuns: 50 },
  );
});

test('the result does not depend on which neighbours are merged first', () => {
  fc.assert(
    fc.property(neighbours, ([a = exampleSnapshot(), b = exampleSnapshot(), c = exampleSnapshot()]) => {
      expect(mergeSnapshots(mergeSnapshots(a, b), c)).toEqual(mergeSnapshots(a, mergeSnapshots(b, c)));
    }),
    { numRuns: 50 },
  );
});

test('merging changes neither of the two', () => {
  const a = exampleSnapshot({ outcomes: { ok: 1 } });
  const b = exampleSnapshot({ index: 1, outcomes: { ok: 2, reset: 1 } });
  expect(mergeSnapshots(a, b).outcomes).toEqual({ ok: 3, reset: 1 });
  expect([a.outcomes, b.outcomes]).toEqual([{ ok: 1 }, { ok: 2, reset: 1 }]);
});
