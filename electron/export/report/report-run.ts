// Reduces a stored run to what the report draws: a bounded number of columns, however long the run was. Pure.
import { pausesOf, type Pause } from '../../../shared/annotation.ts';
import { EMPTY_HISTOGRAM, mergeHistograms, type HistogramData } from '../../../shared/histogram.ts';
import type { RunRow } from '../../../shared/run.ts';
import { mergeSnapshots, SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import { spoiledSpans, type SpoiledSpan } from '../../../shared/spoiled.ts';
import { headlineOf } from '../../../shared/summary.ts';
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';

/** About the width of a page in millimetres. */
const MOST_COLUMNS = 160;

export interface ReportRun {
  readonly row: RunRow;
  readonly measure: TimeMeasure;
  /** In ms; the last column may reach beyond it. */
  readonly durationMs: number;
  /** Ascending; each covers a multiple of `columnMs`. */
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
  readonly spoiled: readonly SpoiledSpan[];
  readonly pauses: readonly Pause[];
  /** The service times of all requests that are counted. */
  readonly service: HistogramData;
  readonly response: HistogramData;
}

export function reportRun(row: RunRow, snapshots: Iterable<Snapshot>): ReportRun {
  const all = [...snapshots];
  const durationMs = Math.max(1, row.summary.durationMs, row.summary.durationMs > 0 ? 0 : (all.at(-1)?.endAt ?? 0));
  let columnMs = SNAPSHOT_MS;
  while (durationMs / columnMs > MOST_COLUMNS) columnMs *= 2;
  return {
    row,
    measure: headlineOf(row.plan.load.model),
    durationMs,
    columns: inColumns(all, columnMs),
    columnMs,
    spoiled: spoiledSpans(all),
    pauses: pausesOf(row.annotations, durationMs),
    service: all.reduce((sum, { service }) => mergeHistograms(sum, service), EMPTY_HISTOGRAM),
    response: all.reduce((sum, { response }) => mergeHistograms(sum, response), EMPTY_HISTOGRAM),
  };
}

export function timesOf({ service, response }: Pick<Snapshot, 'service' | 'response'>, measure: TimeMeasure): HistogramData {
  return measure === 'service_time' ? service : response;
}

function inColumns(snapshots: readonly Snapshot[], columnMs: number): Snapshot[] {
  const columns: Snapshot[] = [];
  for (const snapshot of snapshots) {
    const last = columns.at(-1);
    const isSame = last !== undefined && Math.floor(last.startAt / columnMs) === Math.floor(snapshot.startAt / columnMs);
    if (isSame) columns[columns.length - 1] = mergeSnapshots(last, snapshot);
    else columns.push(snapshot);
  }
  return columns;
}
