import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OUTCOME_CODE } from './outcome.ts';
import { allocateDots, FAILURES_PER_SNAPSHOT } from './snapshot.ts';
import { ENOUGH_SAMPLES, joinSnapshots, spreadEvenly, widenColumns } from './snapshot-columns.ts';
import { exampleSnapshot } from './test-example-run.ts';

test('a selection of rows has the first and the last, in order, each once', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 2, max: 60 }), (count, most) => {
      const rows = Array.from({ length: count }, (_, at) => at);
      const spread = spreadEvenly(rows, most);
      expect(spread).toHaveLength(Math.min(count, most));
      expect([spread[0], spread.at(-1)]).toEqual([rows[0], rows.at(-1)]);
      expect(new Set(spread).size).toBe(spread.length);
      expect(spread).toEqual([...spread].toSorted((a, b) => a - b));
    }),
  );
});

test('the kept failures of a merged column reach to its end', () => {
  const column = (index: number) => {
    const dots = allocateDots(40);
    dots.endedAt.set(Array.from({ length: 40 }, (_, at) => index * 250 + at));
    dots.outcome.fill(OUTCOME_CODE.http_5xx);
    return exampleSnapshot({ index, startAt: index * 250, endAt: (index + 1) * 250, failed: 40, dots, dotsAreAll: false });
  };
  const { dots } = [1, 2, 3].reduce((joined, index) => joinSnapshots(joined, column(index)), column(0));
  expect(dots.endedAt.length).toBeGreaterThanOrEqual(FAILURES_PER_SNAPSHOT);
  expect(Math.max(...dots.endedAt)).toBe(789);
  expect(Math.min(...dots.endedAt)).toBe(0);
});

test('at a steady rate no column is left without percentiles, though some hold a request less', () => {
  // 10/s in columns of 2 s, of which one of twenty misses a request.
  const columns = Array.from({ length: 60 }, (_, at) =>
    exampleSnapshot({ index: at * 8, startAt: at * 2000, endAt: (at + 1) * 2000, succeeded: at % 20 === 7 ? 19 : 20 }),
  );
  const wide = widenColumns({ columns, columnMs: 2000 }, 120_000);
  expect(Math.min(...wide.columns.map(({ succeeded }) => succeeded))).toBeGreaterThanOrEqual(ENOUGH_SAMPLES);
  expect(wide.columnMs).toBe(4000);
});

test('a hundred requests in five seconds have percentiles, though a column of an eighth of that holds too few', () => {
  const columns = Array.from({ length: 125 }, (_, index) =>
    exampleSnapshot({ index, startAt: index * 40, endAt: (index + 1) * 40, succeeded: index % 5 < 4 ? 1 : 0 }),
  );
  const wide = widenColumns({ columns, columnMs: 40 }, 5000);
  expect(wide.columns.slice(0, -1).every(({ succeeded }) => succeeded >= ENOUGH_SAMPLES)).toBe(true);
});

test('at any steady rate and over any time, either all columns have enough requests or none has', () => {
  const property = fc.property(
    fc.double({ min: 1, max: 200, noNaN: true }),
    fc.integer({ min: 8, max: 240 }),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    (rate, quarters, offset) => {
      const before = (at: number): number => Math.floor((at / 4) * rate + offset);
      const columns = Array.from({ length: quarters }, (_, index) => {
        const succeeded = before(index + 1) - before(index);
        return exampleSnapshot({ index, startAt: index * 250, endAt: (index + 1) * 250, succeeded });
      });
      const wide = widenColumns({ columns, columnMs: 250 }, quarters * 250);
      // The last one may be cut short.
      const counts = wide.columns.slice(0, -1).map(({ succeeded }) => succeeded);
      expect(counts.every((count) => count >= ENOUGH_SAMPLES) || counts.every((count) => count < ENOUGH_SAMPLES)).toBe(true);
    },
  );
  // Five seconds at 20/s and ten at 10/s were full of gaps.
  fc.assert(property, {
    examples: [
      [19.9, 20, 0],
      [9.95, 40, 0],
      [10, 48, 0.5],
    ],
  });
});
