import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { Histogram } from '../../shared/histogram.ts';
import { figuresOf } from '../live-run/live-run-figures.ts';
import { apartGridOf, heatGridOf } from './heat-map.ts';
import { plotOf } from './plot.ts';
import { latencyAxis } from './value-axis.ts';

function columnOf(times: readonly number[], startAt: number) {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  return { startAt, figures: figuresOf(exampleSnapshot({ service: histogram.toData() }), 'service_time') };
}

const plot = plotOf({ width: 900, height: 260 }, { from: 0, to: 60_000 }, latencyAxis(1, 5000), false);

test('every request lies in a cell, in the row of its time', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 50 }), (times) => {
      const grid = heatGridOf(plot, [columnOf(times, 500)], 250)!;
      expect(grid.counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
      expect(grid).toMatchObject({ slots: 1, firstSlot: 2 });
    }),
  );
  const grid = heatGridOf(plot, [columnOf([1.01, 100.5], 0)], 250)!;
  const rows = [...grid.counts.keys()].filter((row) => grid.counts[row] === 1);
  expect(rows[0]).toBe(0);
  // Two decades above, at the height where the axis has 100 ms.
  const decade = plot.height / Math.log10(plot.axis.to / plot.axis.from);
  expect(Math.abs(rows[1]! * grid.rowHeight - 2 * decade)).toBeLessThanOrEqual(grid.rowHeight);
});

test('gaps in time stay empty, and without requests there is no grid', () => {
  const grid = heatGridOf(plot, [columnOf([5], 0), columnOf([5], 1000)], 250)!;
  expect(grid.slots).toBe(5);
  expect(heatGridOf(plot, [], 250)).toBeNull();
});

test('the top of the ramp is a round count that few cells reach', () => {
  expect(heatGridOf(plot, [columnOf([5], 0)], 250)!.top).toBe(2);
  expect(
    heatGridOf(
      plot,
      [
        columnOf(
          Array.from({ length: 137 }, () => 5),
          0,
        ),
      ],
      250,
    )!.top,
  ).toBe(100);
});

test('with colours by step, a cell has the colour of the step with most of its requests', () => {
  const grid = apartGridOf(plot, [[columnOf([5, 5, 50], 0)], [columnOf([5, 500], 0)]], 250)!;
  const filled = [...grid.counts.keys()].filter((at) => grid.counts[at]! > 0);
  expect(filled.map((at) => [grid.counts[at], grid.owners?.[at]])).toEqual([
    [3, 0],
    [1, 0],
    [1, 1],
  ]);
});
