// Steps or scenarios as separate traces of a chart, in columns that are wide enough for their figures. Pure.
import { mergeHistograms } from '../../shared/histogram.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';
import type { GroupColumn, GroupSeries } from '../../shared/sample-query.ts';
import { ENOUGH_SAMPLES } from '../../shared/snapshot-columns.ts';
import { figuresOf } from '../live-run/live-run-figures.ts';
import { secondsOf, type RunView } from '../live-run/live-run-view.ts';
import { stepToken } from './colouring.ts';
import type { TracePoint } from './trace.ts';

export interface ApartTrace {
  readonly token: string;
  readonly points: readonly TracePoint[];
  /** A second figure of the same step or scenario. */
  readonly isThin?: boolean;
}

/** A wider column consists of at most this many narrow ones. */
const MOST_WIDENED = 32;
const ENOUGH_FOR_RATE = 8;
const NEARLY_EVERY = 0.1;

/** The p95 of each, and its p50 as a thin line. */
export function percentileTraces(groups: readonly GroupSeries[], view: RunView, measure: TimeMeasure): readonly ApartTrace[] {
  return groups.flatMap((group) => {
    const columns = widened(group.columns, ENOUGH_SAMPLES);
    const trace = (pick: 'p50' | 'p95'): readonly TracePoint[] =>
      tracePoints(columns, view, (column) => {
        const figures = figuresOf(column, measure);
        return figures.count < ENOUGH_SAMPLES ? null : figures[pick];
      });
    const token = stepToken(group.index);
    return [
      { token, points: trace('p50'), isThin: true },
      { token, points: trace('p95') },
    ];
  });
}

export function rateTraces(groups: readonly GroupSeries[], view: RunView): readonly ApartTrace[] {
  return groups.map(({ index, columns }) => ({
    token: stepToken(index),
    points: tracePoints(widened(columns, ENOUGH_FOR_RATE), view, (column) => completedIn(column) / secondsOf(column, view)),
  }));
}

/** The failed share of the completed requests of each, in percent. */
export function errorTraces(groups: readonly GroupSeries[], view: RunView): readonly ApartTrace[] {
  return groups.map(({ index, columns }) => ({
    token: stepToken(index),
    points: tracePoints(widened(columns, ENOUGH_FOR_RATE), view, (column) =>
      completedIn(column) === 0 ? null : (100 * column.failed) / completedIn(column),
    ),
  }));
}

export function inFlightTraces(groups: readonly GroupSeries[], view: RunView): readonly ApartTrace[] {
  return groups.map(({ index, columns }) => ({
    token: stepToken(index),
    points: tracePoints(columns, view, ({ inFlight }) => inFlight),
  }));
}

export function highestOf(traces: readonly ApartTrace[]): number {
  return traces.reduce((most, { points }) => points.reduce((high, { value }) => Math.max(high, value ?? 0), most), 0);
}

export function lowestOf(traces: readonly ApartTrace[]): number {
  return traces.reduce(
    (least, { points }) => points.reduce((low, { value }) => Math.min(low, value ?? Infinity), least),
    Infinity,
  );
}

/** Missing columns become gaps. */
function tracePoints(
  columns: readonly GroupColumn[],
  { knownUntil }: RunView,
  valueOf: (column: GroupColumn) => number | null,
): readonly TracePoint[] {
  return columns.flatMap((column, at): TracePoint[] => {
    const before = columns[at - 1];
    const gap = before !== undefined && column.startAt > before.endAt + 1e-6;
    const point = { from: column.startAt, to: Math.min(column.endAt, knownUntil), value: valueOf(column) };
    return gap ? [{ from: before.endAt, to: column.startAt, value: null }, point] : [point];
  });
}

function completedIn({ succeeded, failed }: GroupColumn): number {
  return succeeded + failed;
}

/** Merges neighbours until nearly every column contains enough requests. */
function widened(columns: readonly GroupColumn[], enough: number): readonly GroupColumn[] {
  const [first] = columns;
  if (first === undefined) return columns;
  const width = first.endAt - first.startAt;
  let wide = columns;
  for (let times = 2; times <= MOST_WIDENED && fewOf(wide) < enough; times *= 2) wide = inSlots(columns, width * times);
  return wide;
}

/** The last column is ignored, because it may be cut short. */
function fewOf(columns: readonly GroupColumn[]): number {
  const counts = columns.map(completedIn).filter((count) => count > 0);
  const whole = (counts.length > 1 ? counts.slice(0, -1) : counts).toSorted((a, b) => a - b);
  return whole[Math.floor(whole.length * NEARLY_EVERY)] ?? Infinity;
}

function inSlots(columns: readonly GroupColumn[], width: number): readonly GroupColumn[] {
  const wide: GroupColumn[] = [];
  for (const column of columns) {
    const slot = Math.floor(column.startAt / width + 1e-6);
    const last = wide.at(-1);
    if (last !== undefined && Math.round(last.startAt / width) === slot) wide[wide.length - 1] = joined(last, column);
    else wide.push({ ...column, startAt: slot * width, endAt: (slot + 1) * width });
  }
  return wide;
}

function joined(before: GroupColumn, column: GroupColumn): GroupColumn {
  return {
    ...before,
    succeeded: before.succeeded + column.succeeded,
    failed: before.failed + column.failed,
    inFlight: column.inFlight,
    service: mergeHistograms(before.service, column.service),
    response: mergeHistograms(before.response, column.response),
  };
}
