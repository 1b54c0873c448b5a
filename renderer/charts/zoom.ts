// From pixels of a chart to a stretch of time one can read: its ends are round, as fine as the picture tells apart. Pure.
import { formatClock } from '../../shared/format.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';

/** A stretch this short still holds something to see. In ms. */
export const SHORTEST_WINDOW = 1;

/** The largest power of ten that is no longer than a pixel, but a millisecond at least. */
export function zoomStep({ from, to }: TimeDomain, width: number): number {
  const perPixel = (to - from) / Math.max(1, width);
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, perPixel)) + 1e-9));
}

/** Between two times, in either order, on round ends within `bounds`; null where nothing is left of it. */
export function roundWindow(a: number, b: number, step: number, bounds: TimeDomain): TimeDomain | null {
  const coarse = coarserStep(b - a, step);
  return windowBetween(roundTo(a, coarse), roundTo(b, coarse), bounds);
}

/** The same with `b` as it is. */
export function roundEndWindow(a: number, b: number, step: number, bounds: TimeDomain): TimeDomain | null {
  return windowBetween(roundTo(a, coarserStep(b - a, step)), b, bounds);
}

/** A long window has rounder ends than a pixel asks for. */
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

/** Moved by `by`, its length kept, within `bounds`. */
export function movedWindow({ from, to }: TimeDomain, by: number, bounds: TimeDomain): TimeDomain {
  const shift = Math.max(bounds.from - from, Math.min(bounds.to - to, by));
  return { from: from + shift, to: to + shift };
}

/** "0:36.0 to 0:46.0"; to the millisecond where tenths of a second do not say it. */
export function windowWords({ from, to }: TimeDomain): string {
  const isFine = [from, to].some((time) => Math.abs(time / 100 - Math.round(time / 100)) > 1e-6);
  const words = (time: number): string => {
    if (!isFine) return formatClock(time + 1e-6, true);
    const whole = Math.round(time);
    return `${formatClock(whole)}.${String(whole % 1000).padStart(3, '0')}`;
  };
  return `${words(from)} to ${words(to)}`;
}
