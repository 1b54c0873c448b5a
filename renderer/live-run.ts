// What the window knows of one run, from its past and its events. Pure; flat in memory however long the run is.
import { annotated, isOver, type RunDetail, type RunEvent, type RunRow } from '../shared/run.ts';
import {
  allocateDots,
  FAILURES_PER_SNAPSHOT,
  mergeSnapshots,
  SLOWEST_PER_SNAPSHOT,
  SNAPSHOT_MS,
  UNKNOWN_SEQ,
  type Dots,
  type Snapshot,
} from '../shared/snapshot.ts';
import { isFailure, outcomeOf } from '../shared/outcome.ts';

/** Past this many columns neighbours are merged and every column becomes twice as wide. */
export const MOST_COLUMNS = 1200;

export interface LiveRun {
  readonly id: string;
  /** null until the run has been opened; its summary and state are kept current. */
  readonly row: RunRow | null;
  /** Ascending; each spans `columnMs`, but where the host had nothing to say. */
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
  /** Snapshots with a lower index are in the columns already. */
  readonly nextIndex: number;
  /** What was heard before the past was read. */
  readonly pending: readonly RunEvent[];
}

export function beginLiveRun(id: string): LiveRun {
  return { id, row: null, columns: [], columnMs: SNAPSHOT_MS, nextIndex: 0, pending: [] };
}

/** The past as `runs.open` returns it, then what was heard meanwhile. Opening again starts over. */
export function openLiveRun(before: LiveRun, { row, snapshots }: RunDetail): LiveRun {
  const opened = snapshots.reduce(addSnapshot, { ...beginLiveRun(before.id), row });
  return before.pending.reduce(afterRunEvent, opened);
}

export function afterRunEvent(before: LiveRun, event: RunEvent): LiveRun {
  if (runIdOf(event) !== before.id) return before;
  const { row } = before;
  if (row === null) return { ...before, pending: [...before.pending, event] };
  switch (event.type) {
    case 'started':
      return before;
    case 'state':
      return isOver(row.state) ? before : { ...before, row: { ...row, state: event.state } };
    case 'described':
      return { ...before, row: { ...row, ...event.description } };
    case 'annotation':
      return { ...before, row: annotated(row, event.annotation) };
    case 'snapshot':
      return afterSnapshot(before, row, event);
    case 'ended':
      return { ...before, row: event.row };
  }
}

function afterSnapshot(before: LiveRun, row: RunRow, event: Extract<RunEvent, { type: 'snapshot' }>): LiveRun {
  if (event.snapshot.index < before.nextIndex) return before;
  const added = addSnapshot(before, event.snapshot);
  if (isOver(row.state)) return added;
  return { ...added, row: { ...row, summary: event.summary, verdicts: event.verdicts } };
}

function addSnapshot(before: LiveRun, snapshot: Snapshot): LiveRun {
  if (snapshot.index < before.nextIndex) return before;
  const columns = [...before.columns];
  const last = columns.at(-1);
  const width = before.columnMs / SNAPSHOT_MS;
  if (last !== undefined && slotOf(last, width) === slotOf(snapshot, width))
    columns[columns.length - 1] = joinSnapshots(last, snapshot);
  else columns.push(snapshot);
  return thin({ ...before, columns, nextIndex: snapshot.index + 1 });
}

function thin(run: LiveRun): LiveRun {
  if (run.columns.length <= MOST_COLUMNS) return run;
  const columnMs = run.columnMs * 2;
  return thin({ ...run, columnMs, columns: inSlots(run.columns, columnMs) });
}

/** Neighbours that share a slot of `columnMs`, as one. */
export function inSlots(columns: readonly Snapshot[], columnMs: number): Snapshot[] {
  const width = columnMs / SNAPSHOT_MS;
  const wide: Snapshot[] = [];
  for (const column of columns) {
    const last = wide.at(-1);
    if (last !== undefined && slotOf(last, width) === slotOf(column, width)) wide[wide.length - 1] = joinSnapshots(last, column);
    else wide.push(column);
  }
  return wide;
}

function slotOf(snapshot: Snapshot, width: number): number {
  return Math.floor(snapshot.index / width);
}

const joined = new WeakMap<Snapshot, { readonly later: Snapshot; readonly both: Snapshot }>();

/** Merged once per pair: views of several widths ask again at every update. */
function joinSnapshots(earlier: Snapshot, later: Snapshot): Snapshot {
  const known = joined.get(earlier);
  if (known?.later === later) return known.both;
  const merged = mergeSnapshots(earlier, later);
  const both = merged.dotsAreAll ? merged : { ...merged, dots: capDots(merged.dots) };
  joined.set(earlier, { later, both });
  return both;
}

/** The slowest and the first failures, as many as one snapshot keeps. */
function capDots(dots: Dots): Dots {
  if (dots.endedAt.length <= SLOWEST_PER_SNAPSHOT) return dots;
  const rows = [...dots.response.keys()].toSorted((a, b) => (dots.response[b] ?? 0) - (dots.response[a] ?? 0));
  const kept = new Set(rows.slice(0, SLOWEST_PER_SNAPSHOT));
  let failures = 0;
  for (let row = 0; row < dots.outcome.length && failures < FAILURES_PER_SNAPSHOT; row += 1) {
    if (!isFailure(outcomeOf(dots.outcome[row] ?? 0))) continue;
    kept.add(row);
    failures += 1;
  }
  return takeDots(
    dots,
    [...kept].toSorted((a, b) => a - b),
  );
}

export function takeDots(dots: Dots, rows: readonly number[]): Dots {
  const taken = allocateDots(rows.length);
  rows.forEach((row, at) => {
    taken.endedAt[at] = dots.endedAt[row] ?? 0;
    taken.service[at] = dots.service[row] ?? 0;
    taken.response[at] = dots.response[row] ?? 0;
    taken.firstByte[at] = dots.firstByte[row] ?? Number.NaN;
    taken.outcome[at] = dots.outcome[row] ?? 0;
    taken.status[at] = dots.status[row] ?? 0;
    taken.iteration[at] = dots.iteration[row] ?? 0;
    taken.step[at] = dots.step[row] ?? 0;
    taken.seq[at] = dots.seq[row] ?? UNKNOWN_SEQ;
  });
  return taken;
}

function runIdOf(event: RunEvent): string {
  return event.type === 'started' || event.type === 'ended' ? event.row.id : event.runId;
}
