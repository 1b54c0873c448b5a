// Turns pixels of a chart into a period with round ends, as precise as the picture shows. Pure.
import { formatClock } from '../../shared/format.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';

/** The shortest window that still shows something, in ms. */
export const SHORTEST_WINDOW = 1;

/** The largest power of ten that is not longer than a pixel, but at least a millisecond. */
export function zoomStep({ from, to }: TimeDomain, width: number): number {
  const perPixel = (to - from) / Math.max(1, width);
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, perPixel)) + 1e-9));
}

/** A window between two times, in either order, with round ends within `bounds`; null if nothing of it is left. */
export function roundWindow(a: number, b: number, step: number, bounds: TimeDomain): TimeDomain | null {
  const coarse = coarserStep(b - a, step);
  return windowBetween(roundTo(a, coarse), roundTo(b, coarse), bounds);
}

/** The same, but with `b` unrounded. */
export function roundEndWindow(a: number, b: number, step: number, bounds: TimeDomain): TimeDomain | null {
  return windowBetween(roundTo(a, coarserStep(b - a, step)), b, bounds);
}

/** The ends of a long window are rounder than a pixel requires. */
function coarserStep(length: number, step: number): number {
  return Math.max(step, 10 ** Math.floor(Math.log10(Math.max(1, Math.abs(length)) / 15)));
}

function roundTo(time: number, step: number): number {
  return Math.round(time / step) * step;
}

function windowBetween(a: number, b: number, bounds: TimeDomain): TimeDomain | null {
  const from = Math.max(bounds.from, Math.min(a, b));
  const to = Math.min(bounds.to, Math.max(a, b));
  return to - from < SHORTEST_WINDOW ? null : { from, to };
}

/** Moves the window by `by` within `bounds`, without changing its length. */
export function movedWindow({ from, to }: TimeDomain, by: number, bounds: TimeDomain): TimeDomain {
  const shift = Math.max(bounds.from - from, Math.min(bounds.to - to, by));
  return { from: from + shift, to: to + shift };
}

/** "0:36.0 to 0:46.0"; to the millisecond if tenths of a second are not precise enough. */
export function windowWords({ from, to }: TimeDomain): string {
  const isFine = [from, to].some((time) => Math.abs(time / 100 - Math.round(time / 100)) > 1e-6);
  const words = (time: number): string => {
    if (!isFine) return formatClock(time + 1e-6, true);
    const whole = Math.round(time);
    return `${formatClock(whole)}.${String(whole % 1000).padStart(3, '0')}`;
  };
  return `${words(from)} to ${words(to)}`;
}
