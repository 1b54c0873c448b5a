// What the window knows about one run, from its past and its events. Pure; it uses constant memory however long the run is.
import { annotated, isOver, type RunDetail, type RunEvent, type RunRow } from '../../shared/run.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../shared/snapshot.ts';
import { indexAfter, inSlots, joinOnce, MOST_COLUMNS, slotOf } from '../../shared/snapshot-columns.ts';

export interface LiveRun {
  readonly id: string;
  /** Null until the run has been opened; its summary and state are kept current. */
  readonly row: RunRow | null;
  /** Ascending; each covers `columnMs`, except where the host had no data. */
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
  /** Snapshots with a lower index are already in the columns. */
  readonly nextIndex: number;
  /** Events that arrived before the past was read. */
  readonly pending: readonly RunEvent[];
}

export function beginLiveRun(id: string): LiveRun {
  return { id, row: null, columns: [], columnMs: SNAPSHOT_MS, nextIndex: 0, pending: [] };
}

/** Combines the past, as `runs.open` returns it, with the events since. Opening again starts over. */
export function openLiveRun(before: LiveRun, { row, snapshots }: RunDetail): LiveRun {
  // The host has already merged neighbours of a long run, all to the same width except the last.
  const columnMs = snapshots.reduce((widest, { startAt, endAt }) => Math.max(widest, endAt - startAt), SNAPSHOT_MS);
  const opened = snapshots.reduce(addSnapshot, { ...beginLiveRun(before.id), columnMs, row });
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
      return { ...before, row: { ...row, ...event.description, number: event.number } };
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
  if (last !== undefined && slotOf(last, before.columnMs) === slotOf(snapshot, before.columnMs))
    columns[columns.length - 1] = joinOnce(last, snapshot);
  else columns.push(snapshot);
  return thin({ ...before, columns, nextIndex: indexAfter(snapshot) });
}

function thin(run: LiveRun): LiveRun {
  if (run.columns.length <= MOST_COLUMNS) return run;
  const columnMs = run.columnMs * 2;
  return thin({ ...run, columnMs, columns: inSlots(run.columns, columnMs) });
}

function runIdOf(event: RunEvent): string {
  return event.type === 'started' || event.type === 'ended' ? event.row.id : event.runId;
}
