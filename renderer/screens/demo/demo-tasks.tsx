// Every task of both servers as bars, side by side on one time axis.
import { IconChevronRight } from '@tabler/icons-react';
import { formatSeconds } from '../../../shared/format.ts';
import { isOver } from '../../../shared/run.ts';
import { spoiledSpans } from '../../../shared/spoiled.ts';
import { TaskBars, TaskLegend, type TaskTone } from '../../charts/task-bars.tsx';
import { taskRowsOf } from '../../charts/task-rows.ts';
import type { LiveRun } from '../../live-run/live-run.ts';
import { hrefOf } from '../../route.ts';
import { DEMO_REQUESTS, USUAL_MS } from './demo-report.ts';
import css from './demo-screen.module.css';

interface DemoTasksProps {
  readonly async: LiveRun | null;
  readonly blocking: LiveRun | null;
}

export function DemoTasks({ async, blocking }: DemoTasksProps) {
  const durations = [async, blocking].map((run) => run?.row?.summary.durationMs ?? 0);
  const durationMs = Math.max(USUAL_MS.blocking + 600, ...durations);
  return (
    <div className={css['demo-tasks']}>
      <Tasks title="Asynchronous" way="side by side" run={async} durationMs={durationMs} tone="accent" />
      <Tasks title="Blocking" way="one at a time" run={blocking} durationMs={durationMs} tone="grey" />
    </div>
  );
}

interface TasksProps {
  readonly title: string;
  readonly way: string;
  readonly run: LiveRun | null;
  readonly durationMs: number;
  readonly tone: TaskTone;
}

function Tasks({ title, way, run, durationMs, tone }: TasksProps) {
  const state = stateOf(run);
  const rows = run === null ? [] : taskRowsOf(run.columns);
  const spoiled = run === null ? [] : spoiledSpans(run.columns);
  const isGoingOn = run?.row !== null && run?.row !== undefined && !isOver(run.row.state);
  return (
    <section>
      <div className={css['demo-tasks-head']}>
        <h3>{title}</h3>
        <span className={css['demo-way']}>{way}</span>
        <span className={css['demo-state']}>{state}</span>
        {run !== null && (
          <a href={hrefOf({ screen: 'run', runId: run.id })} aria-label={`${title}: open the run`}>
            Open the run <IconChevronRight size={14} stroke={1.75} aria-hidden />
          </a>
        )}
      </div>
      <TaskBars
        rows={rows}
        slots={DEMO_REQUESTS}
        durationMs={durationMs}
        label={`${title}, every task over time: ${state}`}
        tone={tone}
        spoiled={spoiled}
        openUntil={isGoingOn ? (run.columns.at(-1)?.endAt ?? 0) : null}
      />
      <TaskLegend tone={tone} hasOpen={isGoingOn && rows.length < DEMO_REQUESTS} isLate={spoiled.length > 0} />
    </section>
  );
}

function stateOf(run: LiveRun | null): string {
  if (run === null || run.row === null) return 'not begun';
  const { state, summary } = run.row;
  if (isOver(state) && summary.durationMs > 0) return `done in ${formatSeconds(summary.durationMs)}`;
  return `${summary.requests.total} of ${DEMO_REQUESTS} done`;
}
