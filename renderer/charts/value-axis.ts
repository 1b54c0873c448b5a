// The vertical axis of a chart: its domain, its ticks and their labels. Pure.
import { formatAxisTime, formatCount } from '../../shared/format.ts';

export interface ValueAxis {
  readonly scale: 'log' | 'linear';
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Between the labelled ones, without a line. */
  readonly minorTicks: readonly number[];
  readonly format: (value: number) => string;
}

/** Logarithmic, from the decade of `min`, but between 0.01 ms and `highestFloor`, to above `max`. Times are in ms. */
export function latencyAxis(min: number, max: number, highestFloor = 1): ValueAxis {
  const decade = min > 0 ? Math.floor(Math.log10(min) + 1e-9) : 0;
  const lowest = Math.max(-2, Math.min(Math.log10(highestFloor), decade));
  const from = 10 ** lowest;
  const to = roundAbove(Math.max(max * 1.15, from * 100));
  const ticks: number[] = [];
  const minorTicks: number[] = [];
  for (let power = lowest; 10 ** power <= to * 1.0001; power += 1) {
    ticks.push(10 ** power);
    for (let step = 2; step < 10; step += 1) if (step * 10 ** power <= to) minorTicks.push(step * 10 ** power);
  }
  return { scale: 'log', from, to, ticks, minorTicks, format: formatDecade };
}

/** Linear, from 0 to a round value at or above `max`, with at most three labelled steps. */
export function countValueAxis(max: number): ValueAxis {
  const step = niceStep((Math.max(1, max) * 1.04) / 3);
  const to = Math.ceil((Math.max(1, max) * 1.04) / step) * step;
  const ticks: number[] = [];
  for (let tick = 0; tick <= to + 1e-9; tick += step) ticks.push(tick);
  return { scale: 'linear', from: 0, to, ticks, minorTicks: [], format: formatAxisCount };
}

/** The same for a low strip of a rate: only the bottom and the top are labelled. */
export function rateAxis(max: number): ValueAxis {
  const axis = countValueAxis(max);
  return { ...axis, ticks: [0, axis.to], format: (value) => `${formatAxisCount(value)}${value === 0 ? '' : '/s'}` };
}

/** Linear times from 0 ms to a round value at or above `max`, with at most three labelled steps. */
export function durationAxis(max: number): ValueAxis {
  const step = roundStep((Math.max(0.01, max) * 1.04) / 3);
  const steps = Math.ceil((Math.max(0.01, max) * 1.04) / step - 1e-9);
  const ticks = Array.from({ length: steps + 1 }, (_, at) => at * step);
  return { scale: 'linear', from: 0, to: steps * step, ticks, minorTicks: [], format: formatAxisTime };
}

/** Linear percent from 0 to a round value at or above `max`, at most 100. */
export function shareAxis(max: number): ValueAxis {
  const step = roundStep(Math.max(0.003, max) / 3);
  const to = Math.min(100, step * Math.max(1, Math.ceil(max / step - 1e-9)));
  const steps = Math.max(1, Math.floor(to / step + 1e-9));
  const ticks = Array.from({ length: steps + 1 }, (_, at) => at * step);
  return { scale: 'linear', from: 0, to, ticks, minorTicks: [], format: (value) => `${Number(value.toPrecision(3))} %` };
}

function niceStep(raw: number): number {
  return Math.max(1, roundStep(raw));
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10;
  return step * power;
}

function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function formatDecade(time: number): string {
  return time < 1000 ? `${Number(time.toPrecision(1))} ms` : `${time / 1000} s`;
}

/** 400, 2 k, 1.5 M. */
function formatAxisCount(count: number): string {
  if (count < 1000) return String(count);
  return count < 1_000_000 ? `${Number((count / 1000).toPrecision(3))} k` : formatCount(count);
}
