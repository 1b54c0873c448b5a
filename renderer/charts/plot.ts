// The positions of values in a chart in pixels: the geometry that the axes, the canvas and the cursor share. Pure.
import type { TimeDomain } from '../../shared/time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

/** Space for the labels of the vertical axis, and on the right for direct labels. */
export const LEFT_GUTTER = 56;
export const RIGHT_GUTTER = 72;
export const TIME_AXIS_HEIGHT = 24;
const TOP = 4;

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly domain: TimeDomain;
  readonly axis: ValueAxis;
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

export function plotOf(
  { width, height }: PlotSize,
  domain: TimeDomain,
  axis: ValueAxis,
  hasTimeAxis: boolean,
  rightGutter = RIGHT_GUTTER,
): Plot {
  return {
    left: LEFT_GUTTER,
    top: TOP,
    width: Math.max(1, width - LEFT_GUTTER - rightGutter),
    height: Math.max(1, height - TOP - (hasTimeAxis ? TIME_AXIS_HEIGHT : 0)),
    domain,
    axis,
  };
}

export function xOf({ left, width, domain }: Plot, time: number): number {
  return left + ((time - domain.from) / (domain.to - domain.from)) * width;
}

/** Clamped to the plot, so that nothing disappears below the axis. */
export function yOf({ top, height, axis }: Plot, value: number): number {
  const clamped = Math.min(axis.to, Math.max(axis.from, value));
  const share =
    axis.scale === 'log'
      ? Math.log(clamped / axis.from) / Math.log(axis.to / axis.from)
      : (clamped - axis.from) / (axis.to - axis.from);
  return top + height * (1 - share);
}

export const PLOT_TOP = TOP;
