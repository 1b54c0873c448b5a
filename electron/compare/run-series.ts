// A run over time and over percentiles, for the charts of a comparison. Its size is bounded, however large the run.
import { type ComparedBands, type ComparedSeries, type ComparedSpectrum } from '../../shared/comparison.ts';
import { hasEnough } from '../../shared/enough-samples.ts';
import { Histogram } from '../../shared/histogram.ts';
import { ENOUGH_SAMPLES } from '../../shared/snapshot-columns.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';
import { weightedPercentile } from './sketch.ts';
import type { Request, Units } from './units.ts';

/** The most columns; there are fewer if they would contain too few requests for percentiles. */
const MOST_COLUMNS = 160;
const LEAST_COLUMNS = 8;
const REQUESTS_PER_COLUMN = 60;
const BANDS = ['p50', 'p95', 'p99'] as const;
const PERCENT: Readonly<Record<(typeof BANDS)[number], number>> = { p50: 50, p95: 95, p99: 99 };

export class RunSeries {
  readonly #columnMs: number;
  readonly #completed: Uint32Array;
  readonly #times: Readonly<Record<TimeMeasure, readonly Histogram[]>>;

  /** `requests` is their approximate number. */
  constructor(durationMs: number, requests: number) {
    const count = columnCount(requests);
    this.#columnMs = Math.max(1, durationMs / count);
    this.#completed = new Uint32Array(count);
    this.#times = { service_time: columns(count), response_time: columns(count) };
  }

  add({ dueAt, sentAt, endedAt }: Request): void {
    const at = Math.min(this.#completed.length - 1, Math.max(0, Math.floor(endedAt / this.#columnMs)));
    this.#completed[at] = (this.#completed[at] ?? 0) + 1;
    this.#times.service_time[at]?.record(endedAt - sentAt);
    this.#times.response_time[at]?.record(endedAt - dueAt);
  }

  toSeries(): ComparedSeries {
    const { service_time, response_time } = this.#times;
    return {
      columnMs: this.#columnMs,
      completed: this.#completed,
      service_time: bandsOf(service_time),
      response_time: bandsOf(response_time),
    };
  }
}

/** Half as many where each would have just about enough for percentiles: at a steady rate some would, and others not. */
function columnCount(requests: number): number {
  const count = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, Math.floor(requests / REQUESTS_PER_COLUMN)));
  return Math.abs(requests / count / ENOUGH_SAMPLES - 1) < 0.25 ? count / 2 : count;
}

/** Percentiles from the lowest to 99.999 %, denser towards the tail; each has at least ten requests beyond it. */
export function spectrumOf(units: Units, requests: number): ComparedSpectrum {
  const percents = spectrumPercents().filter((percent) => percent <= 50 || hasEnough(percent, requests));
  const once = new Uint32Array(units.count).fill(1);
  return {
    percents: Float64Array.from(percents),
    service_time: Float64Array.from(percents, (percent) => weightedPercentile(units.serviceTimes, once, percent)),
    response_time: Float64Array.from(percents, (percent) => weightedPercentile(units.responseTimes, once, percent)),
  };
}

function spectrumPercents(): number[] {
  const low = Array.from({ length: 50 }, (_, at) => at + 1);
  const steps = 12;
  const high = Array.from({ length: 5 * steps }, (_, at) => 100 - 50 * 10 ** (-(at + 1) / steps));
  return [...low, ...high.filter((percent) => percent <= 99.9991)];
}

function columns(count: number): Histogram[] {
  return Array.from({ length: count }, () => new Histogram());
}

function bandsOf(times: readonly Histogram[]): ComparedBands {
  const [p50, p95, p99] = BANDS.map((band) =>
    Float64Array.from(times, (histogram) =>
      histogram.count < ENOUGH_SAMPLES ? Number.NaN : histogram.percentile(PERCENT[band]),
    ),
  );
  const none = new Float64Array(0);
  return { p50: p50 ?? none, p95: p95 ?? none, p99: p99 ?? none };
}
