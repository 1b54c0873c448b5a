import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  barTop,
  furthest,
  listTop,
  ROW_HEIGHT,
  scrollHeight,
  TALLEST,
  topCentring,
  topShowing,
  visibleRows,
} from './virtual-scroll.ts';

const sizes = fc.record({ rows: fc.integer({ min: 0, max: 50_000_000 }), viewport: fc.integer({ min: 25, max: 2000 }) });

test('the bar and the list begin and end together for any number of rows', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const reach = Math.max(0, scrollHeight(size) - size.viewport);
      expect(scrollHeight(size)).toBeLessThanOrEqual(TALLEST);
      expect(listTop(0, size)).toBe(0);
      expect(listTop(reach, size)).toBeCloseTo(furthest(size), 4);
      expect(barTop(furthest(size), size)).toBeCloseTo(reach, 4);
    }),
  );
});

test('below the limit one pixel of the bar is one pixel of the list', () => {
  const size = { rows: 600_000, viewport: 400 };
  expect(listTop(123_456, size)).toBe(123_456);
  expect(barTop(123_456, size)).toBe(123_456);
});

test('the bar follows the list, and the list follows the bar', () => {
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (size, share) => {
      const top = share * furthest(size);
      expect(listTop(barTop(top, size), size)).toBeCloseTo(top, 3);
    }),
  );
});

test('the last of 10 million rows can be reached, and any row can be brought into view', () => {
  const size = { rows: 10_000_000, viewport: 510 };
  expect(visibleRows(furthest(size), size)).toEqual({ from: 9_999_979, to: 10_000_000 });
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.double({ min: 0, max: 1, noNaN: true }), (row, share) => {
      for (const top of [topShowing(row, share * furthest(size), size), topCentring(row, size)]) {
        expect(row * ROW_HEIGHT).toBeGreaterThanOrEqual(top);
        expect((row + 1) * ROW_HEIGHT).toBeLessThanOrEqual(top + size.viewport + 1e-6);
      }
    }),
  );
});
