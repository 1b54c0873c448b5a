// A run that goes on: tiles, the charts of now, thresholds and outcomes beside them.
import { useMemo, useState } from 'react';
import { pausesOf } from '../../../shared/annotation.ts';
import { formatClock, formatCount } from '../../../shared/format.ts';
import { scheduleOf } from '../../../shared/schedule.ts';
import { stepsOf } from '../../../shared/words.ts';
import { spoiledSpans } from '../../../shared/spoiled.ts';
import type { TimeDomain } from '../../../shared/time-axis.ts';
import { windowWords } from '../../charts/zoom.ts';
import { knownUntilOf, viewOf, type WindowName } from '../../live-run-view.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { selectRun } from '../../live-run-selection.ts';
import type { LiveRun } from '../../live-run.ts';
import { CauseOfFailure, hasNothingToShow } from './cause-of-failure.tsx';
import { ChartStack } from './chart-stack.tsx';
import { maxVusOf, plannedRate } from './planned-rate.ts';
import { useRunActions } from './run-actions.ts';
import { RunHeader } from './run-header.tsx';
import { lookShortcuts, type LookProps } from './run-look.ts';
import { Notice, SuspectNotice } from './run-notice.tsx';
import { backOffWords, limitsOf, progressOf } from './run-words.ts';
import { SidePanel } from './side-panel.tsx';
import { StatusLine } from './status-line.tsx';
import { Tiles } from './tiles.tsx';
import { Toolbar } from './toolbar.tsx';

/** The picture stands still, on a part of it where one was drawn out; the run goes on. */
interface Frozen {
  readonly run: LiveRun;
  readonly zoom: TimeDomain | null;
}

export function RunningRun({ run, row, look, onLook }: LookProps) {
  const { measure, selection, colouring } = look;
  const [window, setWindow] = useState<WindowName>('All');
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const [hasDrawer, setHasDrawer] = useState(false);
  const actions = useRunActions(row);
  const pictured = frozen?.run ?? run;
  const shownWindow = frozen?.zoom ?? window;
  const selected = useMemo(() => selectRun(run, selection), [run, selection]);
  const view = useMemo(
    () => viewOf(selectRun(pictured, selection), shownWindow, measure, selection),
    [pictured, selection, shownWindow, measure],
  );
  const pauses = useMemo(() => pausesOf(row.annotations, view.knownUntil), [row.annotations, view.knownUntil]);
  const planned = useMemo(() => plannedRate(row.plan.load, row.annotations, pauses), [row.plan.load, row.annotations, pauses]);
  // A threshold speaks of all requests.
  const limits = useMemo(() => (selection === 'all' ? limitsOf(row, measure) : []), [row, measure, selection]);
  const steps = useMemo(() => stepsOf(row.plan).map(({ name }) => name), [row.plan]);
  const last = run.columns.at(-1);
  const times = measure === 'service_time' ? row.summary.serviceTime : row.summary.responseTime;
  const follow = (): void => setFrozen(null);
  const handleFreeze = (): void => setFrozen(frozen === null ? { run, zoom: null } : null);
  const choose = (name: WindowName): void => {
    setWindow(name);
    if (frozen !== null) setFrozen({ ...frozen, zoom: null });
  };
  useShortcuts({
    ...lookShortcuts(look, onLook),
    'run.stop': actions.stop,
    'run.pause': actions.pauseOrResume,
    'run.freeze': handleFreeze,
    'run.details': () => setHasDrawer(!hasDrawer),
    'run.whole': () => choose('All'),
    'run.window.1': () => choose('1 min'),
    'run.window.2': () => choose('5 min'),
    'run.window.3': () => choose('All'),
  });
  const progress = progressOf(row, knownUntilOf(run));
  return (
    <div className="run-screen">
      <RunHeader row={row} knownUntil={knownUntilOf(run)} progress={progress} inFlight={last?.inFlight ?? 0} actions={actions} />
      <ProgressBar share={progress.share} run={run} />
      <Notice row={row} />
      <SuspectNotice row={row} />
      <Tiles {...{ run, selected, selection, measure }} />
      <Toolbar
        {...{ look, onLook, window }}
        isFrozen={frozen !== null}
        failed={row.summary.requests.failed}
        onWindow={choose}
        onFreeze={handleFreeze}
      />
      <div className={`run-body${hasDrawer ? ' has-drawer' : ''}`}>
        <div className="run-charts">
          {hasNothingToShow(row) ? (
            <CauseOfFailure row={row} actions={actions} backOff={backOffWords(last)} />
          ) : (
            <ChartStack
              {...{ view, limits, planned, pauses, colouring, steps }}
              annotations={row.annotations}
              maxVus={maxVusOf(row)}
              fastest={times.min}
              slowest={times.max}
              onZoom={(zoom) => setFrozen({ run: pictured, zoom })}
              onWhole={follow}
              onOpen={() => undefined}
            />
          )}
          {frozen !== null && <FrozenPill frozen={frozen} run={run} onFollow={follow} />}
        </div>
        <SidePanel run={run} row={row} waiting={last?.backlog ?? 0} />
      </div>
      <StatusLine row={row} isOpen={hasDrawer} onToggle={() => setHasDrawer(!hasDrawer)} />
    </div>
  );
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
  readonly frozen: Frozen;
  readonly run: LiveRun;
  readonly onFollow: () => void;
}

function FrozenPill({ frozen, run, onFollow }: FrozenPillProps) {
  const more = (run.row?.summary.requests.total ?? 0) - (frozen.run.row?.summary.requests.total ?? 0);
  const what = frozen.zoom === null ? `frozen at ${formatClock(knownUntilOf(frozen.run))}` : `of ${windowWords(frozen.zoom)}`;
  return (
    <div className="frozen-pill">
      Picture {what}, {formatCount(more)} more since.{' '}
      <button type="button" onClick={onFollow}>
        Follow
      </button>
    </div>
  );
}
