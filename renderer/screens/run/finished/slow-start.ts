// Whether the highest times of a run come from its beginning, when connections are opened and the server is cold. Pure.
import { hasEnough } from '../../../../shared/enough-samples.ts';
import { percentileOf } from '../../../../shared/histogram.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { timesOfAll } from '../../../live-run/live-run-figures.ts';

export interface SlowStart {
  /** In ms since the run's start, at least one second. */
  readonly until: number;
  /** The p99 of the requests that completed later, in ms. */
  readonly p99: number;
}

const LEAST_START_MS = 1000;
/** A longer period is not a start. In ms. */
const LONGEST_START_MS = 2000;
/** A smaller factor is no reason to leave requests out. */
const TIMES_AS_HIGH = 1.5;

/** Null if the rest of the run is about as slow, or too short to compare. */
export function slowStartOf({ row, columns }: LiveRun, measure: TimeMeasure): SlowStart | null {
  // A warm-up already says what to leave out; and if all tasks are due at once, their times grow from the start.
  if (row === null || row.plan.warmup > 0 || (row.plan.load.model === 'iterations' && measure === 'response_time')) return null;
  const until = columns.find(({ endAt }) => endAt >= LEAST_START_MS)?.endAt ?? Infinity;
  if (until > LONGEST_START_MS) return null;
  const all = timesOfAll(columns, measure);
  const rest = timesOfAll(
    columns.filter(({ startAt }) => startAt >= until),
    measure,
  );
  if (all === null || rest === null || !hasEnough(99, rest.count)) return null;
  const p99 = percentileOf(rest, 99);
  return percentileOf(all, 99) >= p99 * TIMES_AS_HIGH ? { until, p99 } : null;
}
