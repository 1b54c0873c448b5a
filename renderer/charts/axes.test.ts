import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundEnd, tickLabel, timeTicks } from '../../shared/time-axis.ts';
import { countValueAxis, durationAxis, latencyAxis } from './value-axis.ts';

test('the latency axis begins at 1 ms, for faster responses at 0.1 or 0.01 ms, and ends above the slowest', () => {
  expect(latencyAxis(8, 3140)).toMatchObject({ from: 1, to: 5000, ticks: [1, 10, 100, 1000] });
  expect(latencyAxis(0.4, 20)).toMatchObject({ from: 0.1, to: 30 });
  expect(latencyAxis(0.02, 20)).toMatchObject({ from: 0.01, ticks: [0.01, 0.1, 1, 10] });
  expect(latencyAxis(0.002, 20).from).toBe(0.01);
  expect(latencyAxis(0, 0)).toMatchObject({ from: 1, to: 100 });
});

test('the axis may begin at a later decade', () => {
  expect(latencyAxis(520, 900, 10_000)).toMatchObject({ from: 100, to: 10_000 });
});

test('decades are named in ms, then in s', () => {
  expect(latencyAxis(0.4, 20_000).ticks.map(latencyAxis(1, 1).format)).toEqual([
    '0.1 ms',
    '1 ms',
    '10 ms',
    '100 ms',
    '1 s',
    '10 s',
  ]);
});

test('the axis of counts goes from 0 to above the highest in at most three steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (highest) => {
      const { from, to, ticks } = countValueAxis(highest);
      expect(from).toBe(0);
      expect(to).toBeGreaterThan(highest);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(4);
    }),
  );
  expect(countValueAxis(4200).ticks.map(countValueAxis(1).format)).toEqual(['0', '2 k', '4 k', '6 k']);
});

test('time ticks are round, within the axis, and no closer than asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 * 86_400_000 }), fc.integer({ min: 200, max: 2000 }), (length, width) => {
      const ticks = timeTicks({ from: 0, to: length }, width);
      expect(ticks[0]).toBe(0);
      expect(ticks.length).toBeLessThanOrEqual(Math.max(2, Math.floor(width / 88)) + 1);
      for (const tick of ticks) expect(tick).toBeLessThanOrEqual(length + 1);
    }),
  );
  expect(timeTicks({ from: 5000, to: 65_000 }, 800)[0]).toBe(10_000);
});

test('tick labels tell their ticks apart', () => {
  expect(tickLabel(200, { from: 0, to: 1000 })).toBe('200 ms');
  expect(tickLabel(1500, { from: 0, to: 3000 })).toBe('0:01.5');
  expect(tickLabel(65_000, { from: 0, to: 90_000 })).toBe('1:05');
});

test('no two ticks of an axis have the same label', () => {
  const anyStretch = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 20, max: 30_000 }));
  fc.assert(
    fc.property(anyStretch, fc.integer({ min: 200, max: 4000 }), ([from, length], width) => {
      const domain = { from, to: from + length };
      const labels = timeTicks(domain, width).map((tick) => tickLabel(tick, domain));
      expect(new Set(labels).size).toBe(labels.length);
    }),
  );
});

test('a growing axis never ends before its data', () => {
  const anyTime = fc.integer({ min: 1, max: 1e9 });
  fc.assert(
    fc.property(anyTime, (time) => {
      expect(roundEnd(time)).toBeGreaterThanOrEqual(time);
    }),
  );
});

test('an axis of durations begins at 0 and names its unit, even below a millisecond', () => {
  expect(durationAxis(150)).toMatchObject({ from: 0, to: 200, ticks: [0, 100, 200] });
  expect(durationAxis(0.4).ticks.map(durationAxis(0.4).format)).toEqual(['0 ms', '0.2 ms', '0.4 ms', '0.6 ms']);
  expect(durationAxis(2500).ticks.map(durationAxis(2500).format)).toEqual(['0 ms', '1 s', '2 s', '3 s']);
  expect(durationAxis(0).to).toBeGreaterThan(0);
});
