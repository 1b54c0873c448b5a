// One run: live while it is going on, and open for analysis when it is over.
import { memo, useCallback, useState } from 'react';
import { isOver, type RunRow } from '../../../shared/run.ts';
import { headlineOf } from '../../../shared/summary.ts';
import type { LiveRun } from '../../live-run/live-run.ts';
import { FinishedRun } from './finished/finished-run.tsx';
import { RunningRun } from './live/running-run.tsx';
import type { ChartLook } from './run-look.ts';
import { useLiveRun } from './live/use-live-run.ts';
import css from './run-screen.module.css';
import pageCss from '../../ui/page.module.css';

export const RunScreen = memo(function RunScreen({ runId }: { readonly runId: string }) {
  return <FollowedRun key={runId} runId={runId} />;
});

function FollowedRun({ runId }: { readonly runId: string }) {
  const { run, failure } = useLiveRun(runId);
  if (failure !== null && run.row === null) {
    return (
      <div className={pageCss['full-page']}>
        <h1>This run cannot be shown</h1>
        <p>{failure.message}</p>
      </div>
    );
  }
  return run.row === null ? <div className={css['run-screen']} aria-busy="true" /> : <KnownRun run={run} row={run.row} />;
}

/** Choices during the run are kept when it ends. */
function KnownRun({ run, row }: { readonly run: LiveRun; readonly row: RunRow }) {
  const [look, setLook] = useState<ChartLook>(() => {
    return { measure: headlineOf(row.plan.load.model), selection: 'all', colouring: 'outcome' };
  });
  const change = useCallback((part: Partial<ChartLook>): void => setLook((before) => ({ ...before, ...part })), []);
  const Shown = isOver(row.state) ? FinishedRun : RunningRun;
  return <Shown run={run} row={row} look={look} onLook={change} />;
}
