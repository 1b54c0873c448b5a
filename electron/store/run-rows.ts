// Reads rows of the runs table as RunRow and decides which runs were left behind by a dead process.
import { readVerdict } from '../../shared/plan/written-verdict.ts';
import { formatClock } from '../../shared/format.ts';
import type { Annotation } from '../../shared/annotation.ts';
import type { Machine, RunBrief, RunRow, RunState } from '../../shared/run.ts';
import { emptySummary } from '../../shared/summary.ts';
import type { WrittenVerdict } from '../../shared/plan/threshold.ts';
import { jsonCell, listCell, numberCell, optionalTextCell, stringCell, timeCell, type Cells } from './cells.ts';
import { planCell } from './plan-cell.ts';
import { ANNOTATION, MACHINE, summaryCell } from './stored-shapes.ts';
import { DAMAGED_RUN, TolerantRow, UNREADABLE_PLAN } from './tolerant-row.ts';
import { isAlive } from '../system/is-alive.ts';

/** A process number may be reused, so a living owner must also have written within this time. In ms. */
const HEARTBEAT_LASTS_MS = 10_000;

const STATES: Readonly<Record<string, RunState>> = {
  preparing: 'preparing',
  running: 'running',
  paused: 'paused',
  stopping: 'stopping',
  completed: 'completed',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'interrupted',
};
/** The states of a run that is going on. */
export const UNFINISHED: readonly RunState[] = ['preparing', 'running', 'paused', 'stopping'];

/** The columns of a run, without those that only name its process. */
export const RUN_COLUMNS: readonly string[] = (
  'name, notes, tags, starred, plan_id, plan, state, reason, started_at, summary, verdicts, annotations, machine, ' +
  'imported_from, is_baseline, generators, owner_pid, heartbeat_at, deleted_at'
).split(', ');

type Head = Omit<RunBrief, 'plan' | 'summary'>;

/**
 * `isLive` says whether this process writes the run. `now` is in epoch ms. Damaged cells are replaced, and the reason says so.
 */
export function runRow(cells: Cells, isLive: boolean, now: number): RunRow {
  const row = new TolerantRow(cells);
  const rest = {
    plan: row.read((from) => planCell(from, 'plan'), UNREADABLE_PLAN),
    // A figure that the run's version did not know has its empty value.
    summary: row.read(summaryCell, emptySummary()),
    annotations: row.read((from) => listCell<Annotation>(from, 'annotations', ANNOTATION), []),
    machine: row.read((from) => (from['machine'] === null ? null : jsonCell<Machine>(from, 'machine', MACHINE)), null),
  };
  const generators = row.read((from) => listCell<string>(from, 'generators', ''), []);
  const head = headOfRow(row, isLive, now);
  return { ...head, ...rest, ...(generators.length === 0 ? {} : { generators }), verdicts: head.verdicts.map(readVerdict) };
}

/** What lists show of a run in addition to its plan and figures. */
export function runHead(cells: Cells, isLive: boolean, now: number): Head {
  return headOfRow(new TolerantRow(cells), isLive, now);
}

/** True if only a person can still change the run. */
export function isOverCells(cells: Cells): boolean {
  const state = cells['state'];
  return typeof state === 'string' && !UNFINISHED.some((one) => one === state);
}

function headOfRow(row: TolerantRow, isLive: boolean, now: number): Head {
  const stored = row.read((from) => STATES[stringCell(from, 'state')], undefined) ?? 'failed';
  const lost = row.read((from) => isLost(from, isLive, now), false);
  const reason = row.read((from) => (lost ? interruption(from) : optionalTextCell(from, 'reason')), null);
  const head = {
    id: row.read((from) => stringCell(from, 'id'), ''),
    name: row.read((from) => stringCell(from, 'name'), 'Damaged run'),
    notes: row.read((from) => stringCell(from, 'notes'), ''),
    tags: row.read((from) => listCell<string>(from, 'tags', ''), []),
    starred: row.read((from) => numberCell(from, 'starred'), 0) === 1,
    planId: row.read((from) => optionalTextCell(from, 'plan_id'), null),
    startedAt: row.read((from) => timeCell(from, 'started_at'), 0),
    verdicts: row.read((from) => verdictsCell(from), []),
    importedFrom: row.read((from) => optionalTextCell(from, 'imported_from'), null),
    number: typeof row.cells['number'] === 'number' ? row.cells['number'] : 0,
    isBaseline: row.read((from) => numberCell(from, 'is_baseline'), 0) === 1,
  };
  const state = lost ? 'interrupted' : stored;
  const capacity = row.cells['capacity_id'];
  if (!row.isDamaged) return { ...head, state, reason, ...(typeof capacity === 'string' ? { capacityId: capacity } : {}) };
  return { ...head, state: 'failed', reason: reason === null ? DAMAGED_RUN : `${DAMAGED_RUN} ${reason}` };
}

function verdictsCell(cells: Cells): WrittenVerdict[] {
  return listCell<WrittenVerdict>(cells, 'verdicts', { expression: '', actual: 0 });
}

/** True if the process that wrote the run died before the run ended. */
export function isLost(cells: Cells, isLive: boolean, now: number): boolean {
  const stored = STATES[stringCell(cells, 'state')] ?? 'failed';
  return UNFINISHED.includes(stored) && !isLive && !isOwned(cells, now);
}

/** True if its process is alive and wrote recently. `isOurs` allows for this process. */
export function isOwned(cells: Cells, now: number, isOurs = false): boolean {
  const pid = numberCell(cells, 'owner_pid');
  if (pid === process.pid) return isOurs && now - numberCell(cells, 'heartbeat_at') <= HEARTBEAT_LASTS_MS;
  return now - numberCell(cells, 'heartbeat_at') <= HEARTBEAT_LASTS_MS && isAlive(pid);
}

function interruption(cells: Cells): string {
  const lastedMs = numberCell(cells, 'heartbeat_at') - numberCell(cells, 'started_at');
  return `Onrush was closed at ${formatClock(lastedMs)}. Everything until then is here.`;
}
