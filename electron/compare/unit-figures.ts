// The figures of a resample: a run that consists of drawn units, some of them several times.
import { COMPARED_PERCENTILES, RESAMPLED_FIGURES } from '../../shared/comparison.ts';
import { queueTimes } from './queue.ts';
import { weightedPercentile, type Sketch } from './sketch.ts';
import type { Units } from './units.ts';

/** In the order of RESAMPLED_FIGURES; NaN if there is no such figure. `draw` contains the numbers of units, in order. */
export function figuresOfDraw(units: Units, draw: Uint32Array): Float64Array {
  const weights = new Uint32Array(units.count);
  for (const unit of draw) weights[unit] = (weights[unit] ?? 0) + 1;
  const total = weigh(units.requests, weights);
  const service = timesOf(units.serviceTimes, weights, weigh(units.service, weights) / total);
  const response =
    units.queue === null
      ? timesOf(units.responseTimes, weights, weigh(units.response, weights) / total)
      : queueTimes(units, units.queue, draw);
  const figures = [
    ...response,
    ...service,
    (response[0] ?? Number.NaN) - (service[0] ?? Number.NaN),
    total === 0 ? Number.NaN : weigh(units.failed, weights) / total,
    // Single requests do not say how fast they followed one another.
    units.spanMs === 0 ? Number.NaN : total / ((draw.length * units.spanMs) / 1000),
  ];
  return Float64Array.from(RESAMPLED_FIGURES, (_, at) => figures[at] ?? Number.NaN);
}

/** Every unit once. */
export function wholeDraw(units: Units): Uint32Array {
  return Uint32Array.from({ length: units.count }, (_, unit) => unit);
}

function timesOf(sketch: Sketch, weights: Uint32Array, mean: number): number[] {
  return [mean, ...COMPARED_PERCENTILES.map((percent) => weightedPercentile(sketch, weights, percent))];
}

function weigh(values: Float64Array, weights: Uint32Array): number {
  let sum = 0;
  for (let unit = 0; unit < values.length; unit += 1) sum += (weights[unit] ?? 0) * (values[unit] ?? 0);
  return sum;
}
