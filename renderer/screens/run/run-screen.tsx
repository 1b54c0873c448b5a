// One run: live while it goes on, its summary when it is over.
import './run-screen.css';
import { memo, useMemo, useState } from 'react';
import { pausesOf } from '../../../shared/annotation.ts';
import { formatClock, formatCount } from '../../../shared/format.ts';
import { isOver, type RunRow } from '../../../shared/run.ts';
import { scheduleOf } from '../../../shared/schedule.ts';
import { headlineOf } from '../../../shared/summary.ts';
import type { TimeMeasure } from '../../../shared/threshold.ts';
import { spoiledSpans } from '../../charts/spoiled.ts';
import { knownUntilOf, viewOf, type WindowName } from '../../live-run-view.ts';
import { selectRun, type Selection } from '../../live-run-selection.ts';
import type { LiveRun } from '../../live-run.ts';
import { CauseOfFailure, hasNothingToShow } from './cause-of-failure.tsx';
import { ChartStack } from './chart-stack.tsx';
import { FinishedPanel } from './finished-panel.tsx';
import { maxVusOf, plannedRate } from './planned-rate.ts';
import { useRunActions, type RunActions } from './run-actions.ts';
import { RunHeader } from './run-header.tsx';
import { backOffWords, limitsOf, progressOf } from './run-words.ts';
import { SidePanel } from './side-panel.tsx';
import { StatusLine } from './status-line.tsx';
import { Tiles } from './tiles.tsx';
import { Toolbar } from './toolbar.tsx';
import { useShortcuts, type ShortcutHandlers } from '../../shortcuts/use-shortcuts.ts';
import { useLiveRun } from './use-live-run.ts';

export const RunScreen = memo(function RunScreen({ runId }: { readonly runId: string }) {
  return <FollowedRun key={runId} runId={runId} />;
});

function FollowedRun({ runId }: { readonly runId: string }) {
  const { run, failure } = useLiveRun(runId);
  if (failure !== null && run.row === null) {
    return (
      <div className="full-page">
        <h1>This run cannot be shown</h1>
        <p>{failure.message}</p>
      </div>
    );
  }
  return run.row === null ? <div className="run-screen" aria-busy="true" /> : <RunBody run={run} row={run.row} />;
}

interface RunBodyProps {
  readonly run: LiveRun;
  readonly row: RunRow;
}

function RunBody({ run, row }: RunBodyProps) {
  const [measure, setMeasure] = useState<TimeMeasure>(() => headlineOf(row.plan.load.model));
  const [selection, setSelection] = useState<Selection>('all');
  const [window, setWindow] = useState<WindowName>('All');
  const [frozen, setFrozen] = useState<LiveRun | null>(null);
  const [hasDrawer, setHasDrawer] = useState(false);
  const actions = useRunActions(row);
  const over = isOver(row.state);
  const pictured = over ? run : (frozen ?? run);
  const selected = useMemo(() => selectRun(run, selection), [run, selection]);
  const view = useMemo(
    () => viewOf(selectRun(pictured, selection), window, measure, selection),
    [pictured, selection, window, measure],
  );
  const pauses = useMemo(() => pausesOf(row.annotations, view.knownUntil), [row.annotations, view.knownUntil]);
  const planned = useMemo(() => plannedRate(row.plan.load, row.annotations, pauses), [row.plan.load, row.annotations, pauses]);
  // A threshold speaks of all requests.
  const limits = useMemo(() => (selection === 'all' ? limitsOf(row, measure) : []), [row, measure, selection]);
  const last = run.columns.at(-1);
  const times = measure === 'service_time' ? row.summary.serviceTime : row.summary.responseTime;
  const handleFreeze = (): void => setFrozen(frozen === null ? run : null);
  useShortcuts({
    'run.again': over ? actions.runAgain : undefined,
    'run.stop': over ? undefined : actions.stop,
    'run.pause': over ? undefined : actions.pauseOrResume,
    'run.freeze': over ? undefined : handleFreeze,
    'run.details': over ? undefined : () => setHasDrawer(!hasDrawer),
    'run.measure': () => setMeasure(measure === 'service_time' ? 'response_time' : 'service_time'),
    'run.all': () => setSelection('all'),
    'run.succeeded': () => setSelection('succeeded'),
    'run.failed': () => setSelection('failed'),
    'run.window.1': () => setWindow('1 min'),
    'run.window.2': () => setWindow('5 min'),
    'run.window.3': () => setWindow('All'),
    ...exportShortcuts(row, actions),
  });
  const progress = progressOf(row, knownUntilOf(run));
  return (
    <div className="run-screen">
      <RunHeader row={row} progress={progress} inFlight={last?.inFlight ?? 0} actions={actions} />
      {!over && <ProgressBar share={progress.share} run={run} />}
      <Notice row={row} />
      {row.summary.generator.verdict === 'suspect' && <p className="run-notice">{row.summary.generator.reason}</p>}
      <Tiles {...{ run, selected, selection, measure }} />
      <Toolbar
        {...{ measure, selection, window, isFrozen: frozen !== null, isOver: over }}
        failed={row.summary.requests.failed}
        onMeasure={setMeasure}
        onSelection={setSelection}
        onWindow={setWindow}
        onFreeze={handleFreeze}
      />
      <div className={`run-body${over ? ' is-over' : ''}${hasDrawer ? ' has-drawer' : ''}`}>
        <div className="run-charts">
          {hasNothingToShow(row) ? (
            <CauseOfFailure row={row} actions={actions} backOff={backOffWords(last)} />
          ) : (
            <ChartStack {...{ view, limits, planned, pauses }} maxVus={maxVusOf(row)} fastest={times.min} slowest={times.max} />
          )}
          {frozen !== null && !over && <FrozenPill frozen={frozen} run={run} onFollow={handleFreeze} />}
        </div>
        {over ? <FinishedPanel {...{ run, row, selection }} /> : <SidePanel run={run} row={row} waiting={last?.backlog ?? 0} />}
      </div>
      {!over && <StatusLine row={row} isOpen={hasDrawer} onToggle={() => setHasDrawer(!hasDrawer)} />}
    </div>
  );
}

/** Why the run did not end by itself, unless that takes the charts' place. */
function Notice({ row }: { readonly row: RunRow }) {
  if (row.reason === null || hasNothingToShow(row)) return null;
  return <p className={row.state === 'failed' ? 'run-notice is-bad' : 'run-notice'}>{row.reason}</p>;
}

/** Amber where the load generator was late, as far as the bar is a time. */
function ProgressBar({ share, run }: { readonly share: number; readonly run: LiveRun }) {
  const planned = run.row === null ? null : scheduleOf(run.row.plan.load).durationMs;
  return (
    <div className="progress-track">
      <progress className="progress-bar" aria-label="Progress" max={1} value={share} />
      {planned !== null &&
        spoiledSpans(run.columns).map(({ from, to }) => (
          <i
            key={from}
            style={{ left: `${(from / planned) * 100}%`, width: `${((Math.min(to, planned) - from) / planned) * 100}%` }}
          />
        ))}
    </div>
  );
}

interface FrozenPillProps {
  readonly frozen: LiveRun;
  readonly run: LiveRun;
  readonly onFollow: () => void;
}

function FrozenPill({ frozen, run, onFollow }: FrozenPillProps) {
  const more = (run.row?.summary.requests.total ?? 0) - (frozen.row?.summary.requests.total ?? 0);
  return (
    <div className="frozen-pill">
      Picture frozen at {formatClock(knownUntilOf(frozen))}, {formatCount(more)} more since.{' '}
      <button type="button" onClick={onFollow}>
        Follow
      </button>
    </div>
  );
}

function exportShortcuts({ state, summary }: RunRow, { exportRun, copySummary, duplicatePlan }: RunActions): ShortcutHandlers {
  if (!isOver(state)) return {};
  const hasRequests = summary.requests.total > 0;
  return {
    'run.export.requests': hasRequests ? () => exportRun('requests-csv') : undefined,
    'run.export.timeseries': hasRequests ? () => exportRun('timeseries-csv') : undefined,
    'run.export.summary': () => exportRun('summary-json'),
    'run.copy': copySummary,
    'run.plan': duplicatePlan,
  };
}
