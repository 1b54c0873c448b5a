// Completes columns that were computed from stored samples: where there was no request, the gauges are those of the run's own
// columns. Pure.
import { EMPTY_HISTOGRAM } from '../../shared/histogram.ts';
import { PHASES } from '../../shared/phase.ts';
import { allocateDots, NO_TIMES, SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';

/** One column for each step of the domain, ascending. `own` are those of the run, ascending. */
export function completeColumns(
  read: readonly Snapshot[],
  own: readonly Snapshot[],
  { from, to }: TimeDomain,
): { readonly columns: readonly Snapshot[]; readonly columnMs: number } {
  const [first] = read;
  const columnMs = first === undefined ? Math.max(SNAPSHOT_MS, (to - from) / 300) : first.endAt - first.startAt;
  const known = new Map(read.map((column) => [Math.round(column.startAt / columnMs), column]));
  const columns: Snapshot[] = [];
  let at = 0;
  for (let index = Math.floor(from / columnMs + 1e-6); index * columnMs < to - 1e-6; index += 1) {
    while (at < own.length - 1 && (own[at]?.endAt ?? 0) < (index + 1) * columnMs) at += 1;
    columns.push(known.get(index) ?? emptyColumn(index, columnMs, own[at]));
  }
  return { columns, columnMs };
}

function emptyColumn(index: number, columnMs: number, own: Snapshot | undefined): Snapshot {
  return {
    index,
    startAt: index * columnMs,
    endAt: (index + 1) * columnMs,
    due: 0,
    started: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    dropped: 0,
    warmupRequests: 0,
    isWarmup: own?.isWarmup ?? false,
    bytesIn: 0,
    inFlight: own?.inFlight ?? 0,
    backlog: own?.backlog ?? 0,
    backingOff: own?.backingOff ?? 0,
    longestBackOffMs: own?.longestBackOffMs ?? 0,
    oldestMs: own?.oldestMs ?? 0,
    level: own?.level ?? 0,
    service: EMPTY_HISTOGRAM,
    response: EMPTY_HISTOGRAM,
    failures: NO_TIMES,
    phaseCounts: new Float64Array(PHASES.length),
    phaseSums: new Float64Array(PHASES.length),
    outcomes: {},
    dots: allocateDots(0),
    dotsAreAll: true,
    health: null,
  };
}
