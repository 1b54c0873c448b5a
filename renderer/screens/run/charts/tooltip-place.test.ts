import { expect, test } from 'vitest';
import type { Plot } from '../../../charts/plot.ts';
import { tooltipPlace } from './tooltip-place.ts';

const PLOT: Plot = {
  left: 50,
  top: 4,
  width: 800,
  height: 300,
  domain: { from: 0, to: 1000 },
  axis: { scale: 'linear', from: 0, to: 1, ticks: [], minorTicks: [], format: String },
};
const AT = 450;

test('without obstacles it is at the top, on the side with more room', () => {
  expect(tooltipPlace(PLOT, 300, [])).toEqual({ side: 'right', edge: 'top' });
  expect(tooltipPlace(PLOT, 600, [])).toEqual({ side: 'left', edge: 'top' });
});

test('it moves away from requests, first to the other side and then down', () => {
  const leftTop = { x: AT - 40, y: 60 };
  const rightTop = { x: AT + 40, y: 60 };
  expect(tooltipPlace(PLOT, AT, [leftTop])).toEqual({ side: 'right', edge: 'top' });
  expect(tooltipPlace(PLOT, AT, [leftTop, rightTop])).toEqual({ side: 'left', edge: 'bottom' });
  expect(tooltipPlace(PLOT, AT, [leftTop, rightTop, { x: AT - 40, y: 250 }])).toEqual({ side: 'right', edge: 'bottom' });
});

test('if each place covers some requests, it covers the fewest', () => {
  const crowd = (x: number, y: number, count: number) => Array.from({ length: count }, () => ({ x: AT + x, y }));
  const spots = [...crowd(-40, 60, 9), ...crowd(40, 60, 7), ...crowd(-40, 250, 3), ...crowd(40, 250, 8)];
  expect(tooltipPlace(PLOT, AT, spots)).toEqual({ side: 'left', edge: 'bottom' });
});

test('it stays within the plot if a side has no room for it', () => {
  const crowd = Array.from({ length: 9 }, () => ({ x: 200, y: 60 }));
  expect(tooltipPlace(PLOT, 100, crowd)).toEqual({ side: 'right', edge: 'bottom' });
  expect(tooltipPlace({ ...PLOT, height: 150 }, 100, crowd)).toEqual({ side: 'right', edge: 'top' });
});
