// The figures of the tiles: current, over the whole run, and their course. Pure.
import { ENOUGH_SAMPLES, inSlots } from '../../../../shared/snapshot-columns.ts';
import { percentileOf } from '../../../../shared/histogram.ts';
import { completedOf, errorRate } from '../../../../shared/summary.ts';
import type { TimeStats } from '../../../../shared/time-stats.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { endedIn, figuresOf, timesOfAll, type ColumnFigures } from '../../../live-run/live-run-figures.ts';
import { knownUntilOf, secondsOf } from '../../../live-run/live-run-view.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';

/** Figures of the last moment: of at least a second, or longer if little happens. Times are in ms. */
export interface NowFigures {
  readonly throughput: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly errorRate: number | null;
  readonly inFlight: number;
  /** The number of requests with these times. */
  readonly count: number;
}

const NOW_MS = 1000;
const NOW_AT_MOST_MS = 10_000;

export function nowFigures(run: LiveRun, measure: TimeMeasure): NowFigures {
  const knownUntil = knownUntilOf(run);
  const recent = recentColumns(run.columns, knownUntil);
  const times = timesOfAll(recent, measure);
  const seconds = recent.reduce((sum, column) => sum + secondsOf(column, { knownUntil }), 0);
  const succeeded = recent.reduce((sum, column) => sum + column.succeeded, 0);
  const failed = recent.reduce((sum, column) => sum + column.failed, 0);
  const hasTimes = times !== null && times.count > 0;
  const at = (percent: number): number | null => (hasTimes ? percentileOf(times, percent) : null);
  return {
    throughput: seconds === 0 ? 0 : (succeeded + failed) / seconds,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    max: at(100),
    errorRate: succeeded + failed === 0 ? null : failed / (succeeded + failed),
    inFlight: run.columns.at(-1)?.inFlight ?? 0,
    count: times?.count ?? 0,
  };
}

function recentColumns(columns: readonly Snapshot[], knownUntil: number): Snapshot[] {
  const recent: Snapshot[] = [];
  let ended = 0;
  for (let at = columns.length - 1; at >= 0; at -= 1) {
    const column = columns[at];
    if (column === undefined || column.endAt <= knownUntil - NOW_AT_MOST_MS) break;
    if (column.endAt <= knownUntil - NOW_MS && ended >= ENOUGH_SAMPLES) break;
    recent.unshift(column);
    ended += endedIn(column);
  }
  return recent;
}

export interface TileFigures {
  readonly stats: TimeStats;
  readonly throughput: number;
  readonly errorRate: number;
  readonly peakInFlight: number;
  /** The number of requests whose times are in the figures. */
  readonly completed: number;
}

export function runFigures({ summary }: RunRow, columns: readonly Snapshot[], measure: TimeMeasure): TileFigures {
  return {
    stats: measure === 'service_time' ? summary.serviceTime : summary.responseTime,
    throughput: summary.throughput,
    errorRate: errorRate(summary.requests),
    peakInFlight: columns.reduce((most, column) => Math.max(most, column.inFlight), 0),
    completed: completedOf(summary.requests),
  };
}

export type SparkName = 'throughput' | 'p50' | 'p95' | 'p99' | 'max' | 'errorRate' | 'inFlight';
export type Sparks = Readonly<Record<SparkName, readonly (number | null)[]>>;

const SPARK_POINTS = 48;

/** The whole run in at most 48 points. */
export function sparksOf(run: LiveRun, measure: TimeMeasure): Sparks {
  const knownUntil = knownUntilOf(run);
  let { columnMs } = run;
  while (knownUntil / columnMs > SPARK_POINTS) columnMs *= 2;
  const columns = columnMs === run.columnMs ? run.columns : inSlots(run.columns, columnMs);
  const time = (pick: (figures: ColumnFigures) => number) =>
    columns.map((column) => {
      const figures = figuresOf(column, measure);
      return figures.count === 0 ? null : pick(figures);
    });
  return {
    throughput: columns.map((column) => (column.succeeded + column.failed) / secondsOf(column, { knownUntil })),
    p50: time((figures) => figures.p50),
    p95: time((figures) => figures.p95),
    p99: time((figures) => figures.p99),
    max: time((figures) => figures.max),
    errorRate: columns.map((column) => (endedIn(column) === 0 ? null : column.failed / endedIn(column))),
    inFlight: columns.map((column) => column.inFlight),
  };
}
