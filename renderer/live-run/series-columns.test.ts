import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { completeColumns } from './series-columns.ts';

const own = Array.from({ length: 40 }, (_, index) =>
  exampleSnapshot({ index, startAt: index * 250, endAt: (index + 1) * 250, inFlight: index }),
);

test('every step of the window has a column, which is empty except for the gauges of the run if it was not read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(10, 20, 50, 250),
      fc.uniqueArray(fc.integer({ min: 10, max: 30 }), { minLength: 1 }),
      (width, at) => {
        const read = at
          .toSorted((a, b) => a - b)
          .map((index) => exampleSnapshot({ index, startAt: index * width, endAt: (index + 1) * width, succeeded: 7 }));
        const { columns, columnMs } = completeColumns(read, own, { from: 10 * width, to: 31 * width });
        expect(columnMs).toBe(width);
        expect(columns.map(({ startAt }) => startAt)).toEqual(Array.from({ length: 21 }, (_, step) => (10 + step) * width));
        expect(columns.filter(({ succeeded }) => succeeded === 7)).toEqual(read);
        for (const column of columns.filter(({ succeeded }) => succeeded !== 7)) {
          expect(column.service.count).toBe(0);
          expect(column.inFlight).toBe(Math.min(39, Math.ceil(column.endAt / 250) - 1));
        }
      },
    ),
  );
});
