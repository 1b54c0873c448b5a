// The figures of a column of a run for one measure of time; computed once per column. Pure.
import { bucketMiddle, mergeHistograms, percentileOf, type HistogramData } from '../../shared/histogram.ts';
import type { Snapshot, Times } from '../../shared/snapshot.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';

/** Rows of the heat map per decade of time; a picture may merge several of them. */
export const CELLS_PER_DECADE = 48;
/** Row 0 of the heat map begins here, in ms. */
export const LOWEST_CELL_MS = 0.001;

/** Times are in ms over the requests that ended in the column; 0 if there were none. */
export interface ColumnFigures {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** The rows of the heat map that contain requests, ascending, with their counts. */
  readonly cells: { readonly rows: Uint16Array; readonly counts: Uint32Array };
}

const known = { service_time: new WeakMap<Times, ColumnFigures>(), response_time: new WeakMap<Times, ColumnFigures>() };

export function figuresOf(column: Times, measure: TimeMeasure): ColumnFigures {
  const found = known[measure].get(column);
  if (found !== undefined) return found;
  const figures = computeFigures(timesOf(column, measure));
  known[measure].set(column, figures);
  return figures;
}

function timesOf(column: Times, measure: TimeMeasure): HistogramData {
  return measure === 'service_time' ? column.service : column.response;
}

/** The times of several columns together. */
export function timesOfAll(columns: readonly Times[], measure: TimeMeasure): HistogramData | null {
  const [first, ...rest] = columns;
  if (first === undefined) return null;
  return rest.reduce((all, column) => mergeHistograms(all, timesOf(column, measure)), timesOf(first, measure));
}

export function endedIn(column: Snapshot): number {
  return column.succeeded + column.failed + column.cancelled;
}

/** The row of the heat map for a time in ms. */
function cellOf(time: number): number {
  return Math.max(0, Math.floor(Math.log10(time / LOWEST_CELL_MS) * CELLS_PER_DECADE));
}

const cellOfBucket: number[] = [];

function computeFigures(times: HistogramData): ColumnFigures {
  return {
    count: times.count,
    p50: percentileOf(times, 50),
    p95: percentileOf(times, 95),
    p99: percentileOf(times, 99),
    max: times.max,
    cells: cellsOf(times),
  };
}

function cellsOf({ buckets, counts }: HistogramData): ColumnFigures['cells'] {
  const rows: number[] = [];
  const sums: number[] = [];
  for (let i = 0; i < buckets.length; i += 1) {
    const bucket = buckets[i] ?? 0;
    const row = (cellOfBucket[bucket] ??= cellOf(bucketMiddle(bucket)));
    const last = rows.length - 1;
    if (rows[last] === row) sums[last] = (sums[last] ?? 0) + (counts[i] ?? 0);
    else {
      rows.push(row);
      sums.push(counts[i] ?? 0);
    }
  }
  return { rows: Uint16Array.from(rows), counts: Uint32Array.from(sums) };
}
