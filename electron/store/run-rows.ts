// Rows of the runs table as RunRow; decides which runs were left behind by a process that died.
import { formatClock } from '../../shared/format.ts';
import type { Annotation } from '../../shared/annotation.ts';
import type { Machine, RunRow, RunState } from '../../shared/run.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import type { Verdict } from '../../shared/plan/threshold.ts';
import { jsonCell, numberCell, optionalTextCell, textCell, type Cells } from './cells.ts';
import { planCell } from './plan-cell.ts';

/** A process number may be given out again, so a living owner must also have been heard of within this time. */
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
/** States that are written while a run goes on. */
export const UNFINISHED: readonly RunState[] = ['preparing', 'running', 'paused', 'stopping'];

/** `isLive`: this process is writing the run. `now` in epoch ms. */
export function runRow(cells: Cells, isLive: boolean, now: number): RunRow {
  const stored = STATES[textCell(cells, 'state')] ?? 'failed';
  const lost = isLost(cells, isLive, now);
  return {
    id: textCell(cells, 'id'),
    name: textCell(cells, 'name'),
    notes: textCell(cells, 'notes'),
    tags: jsonCell<string[]>(cells, 'tags'),
    starred: numberCell(cells, 'starred') === 1,
    planId: optionalTextCell(cells, 'plan_id'),
    plan: planCell(cells, 'plan'),
    state: lost ? 'interrupted' : stored,
    reason: lost ? interruption(cells) : optionalTextCell(cells, 'reason'),
    startedAt: numberCell(cells, 'started_at'),
    // What a figure was not known for when the run was written has its empty value.
    summary: { ...emptySummary(), ...jsonCell<Partial<RunSummary>>(cells, 'summary') },
    verdicts: jsonCell<Verdict[]>(cells, 'verdicts'),
    annotations: jsonCell<Annotation[]>(cells, 'annotations'),
    machine: cells['machine'] === null ? null : jsonCell<Machine>(cells, 'machine'),
    importedFrom: optionalTextCell(cells, 'imported_from'),
    isBaseline: numberCell(cells, 'is_baseline') === 1,
  };
}

/** The process that wrote the run died before the run ended. */
export function isLost(cells: Cells, isLive: boolean, now: number): boolean {
  const stored = STATES[textCell(cells, 'state')] ?? 'failed';
  return UNFINISHED.includes(stored) && !isLive && !isOwned(cells, now);
}

function isOwned(cells: Cells, now: number): boolean {
  const pid = numberCell(cells, 'owner_pid');
  if (pid === process.pid) return false;
  return now - numberCell(cells, 'heartbeat_at') <= HEARTBEAT_LASTS_MS && isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function interruption(cells: Cells): string {
  const lastedMs = numberCell(cells, 'heartbeat_at') - numberCell(cells, 'started_at');
  return `Onrush was closed at ${formatClock(lastedMs)}. Everything until then is here.`;
}
