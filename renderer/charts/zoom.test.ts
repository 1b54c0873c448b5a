import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedWindow, roundEndWindow, roundWindow, SHORTEST_WINDOW, windowWords, zoomStep } from './zoom.ts';

const MINUTE = { from: 0, to: 60_000 };

test('a window ends at times that are as round as a pixel allows', () => {
  expect(zoomStep(MINUTE, 1000)).toBe(10);
  expect(zoomStep(MINUTE, 500)).toBe(100);
  expect(zoomStep({ from: 0, to: 400 }, 800)).toBe(1);
  expect(roundWindow(36_033, 45_970, 100, MINUTE)).toEqual({ from: 36_000, to: 46_000 });
  expect(roundWindow(45_970, 36_033, 100, MINUTE)).toEqual({ from: 36_000, to: 46_000 });
  expect(roundWindow(120, 121, 100, MINUTE)).toBeNull();
  expect(roundWindow(10_984, 14_213, 10, MINUTE)).toEqual({ from: 11_000, to: 14_200 });
  expect(roundWindow(10_984, 11_213, 10, MINUTE)).toEqual({ from: 10_980, to: 11_210 });
  expect(roundEndWindow(10_984, 14_213, 10, MINUTE)).toEqual({ from: 11_000, to: 14_213 });
});

test('a window never leaves its bounds and is never empty', () => {
  const time = fc.double({ min: -1e6, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(time, time, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 10, 100, 1000), (a, b, length, step) => {
      const bounds = { from: 0, to: length };
      const window = roundWindow(a, b, step, bounds);
      if (window === null) return;
      expect(window.from).toBeGreaterThanOrEqual(bounds.from);
      expect(window.to).toBeLessThanOrEqual(bounds.to);
      expect(window.to - window.from).toBeGreaterThanOrEqual(SHORTEST_WINDOW);
      const moved = movedWindow(window, a, bounds);
      expect(moved.to - moved.from).toBeCloseTo(window.to - window.from, 6);
      expect(moved.from).toBeGreaterThanOrEqual(bounds.from);
      expect(moved.to).toBeLessThanOrEqual(bounds.to + 1e-6);
    }),
  );
});

test('a window is written in tenths of a second, and in milliseconds if that is needed', () => {
  expect(windowWords({ from: 36_000, to: 46_000 })).toBe('0:36.0 to 0:46.0');
  expect(windowWords({ from: 36_012, to: 36_345 })).toBe('0:36.012 to 0:36.345');
  expect(windowWords({ from: 0, to: 3_661_300 })).toBe('0:00.0 to 1:01:01.3');
});
