// The latest state of the host, and how its events change that state. Pure.
import type { Failure } from '../../shared/errors.ts';
import type { ImportState } from '../../shared/imported-file.ts';
import type { NewerVersion } from '../../shared/newer-version.ts';
import type { AppInfo, HostEvent } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import type { DemoState, PlanRow, RunBrief, RunEvent, RunListChange } from '../../shared/run.ts';

/** Null means not read yet. */
export interface HostState {
  readonly info: AppInfo | null;
  readonly settings: Settings | null;
  /** Newest first. */
  readonly runs: readonly RunBrief[] | null;
  /** The same list, but not updated by the figures of a run that is going on, so its `summary` and `verdicts` may be old. */
  readonly steadyRuns: readonly RunBrief[] | null;
  readonly plans: readonly PlanRow[] | null;
  readonly demo: DemoState | null;
  /** The file that is being imported. */
  readonly importing: ImportState | null;
  /** A newer version of the program; only the window looks for one. */
  readonly newer: NewerVersion | null;
  /** Why the last reading failed. */
  readonly failure: Failure | null;
}

/** Before anything was read. */
export const NOTHING_READ: HostState = {
  info: null,
  settings: null,
  runs: null,
  steadyRuns: null,
  plans: null,
  demo: null,
  importing: null,
  newer: null,
  failure: null,
};

/** The state after an event. */
export function afterEvent(before: HostState, event: HostEvent): HostState {
  if (event.type === 'demo') return { ...before, demo: event.state };
  if (event.type === 'import') return { ...before, importing: event.state };
  if (event.type === 'newer') return { ...before, newer: event.newer };
  if (event.type === 'others')
    return before.info === null ? before : { ...before, info: { ...before.info, others: event.others } };
  // A list that was not read yet would only contain this one run.
  if (before.runs === null || (event.type !== 'run' && event.type !== 'runs')) return before;
  if (event.type === 'runs') {
    const runs = withChange(before.runs, event);
    return { ...before, runs, steadyRuns: runs };
  }
  const runs = runsAfter(before.runs, event.event);
  return { ...before, runs, steadyRuns: event.event.type === 'snapshot' ? before.steadyRuns : runs };
}

function withChange(runs: readonly RunBrief[], { changed, removed }: RunListChange): readonly RunBrief[] {
  const gone = new Set([...removed, ...changed.map(({ id }) => id)]);
  const kept = runs.filter(({ id }) => !gone.has(id));
  return [...changed, ...kept].toSorted((a, b) => b.startedAt - a.startedAt);
}

function runsAfter(runs: readonly RunBrief[], event: RunEvent): readonly RunBrief[] {
  switch (event.type) {
    case 'started':
      return [event.row, ...runs.filter((run) => run.id !== event.row.id)];
    case 'ended':
      return runs.map((run) => (run.id === event.row.id ? event.row : run));
    case 'state':
      return runs.map((run) => (run.id === event.runId ? { ...run, state: event.state } : run));
    case 'described':
      return runs.map((run) => (run.id === event.runId ? { ...run, ...event.description, number: event.number } : run));
    case 'annotation':
      return runs;
    case 'snapshot':
      return runs.map((run) => (run.id === event.runId ? { ...run, summary: event.summary, verdicts: event.verdicts } : run));
  }
}
