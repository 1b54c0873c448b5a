// A run that is going on: tiles, its current charts, and thresholds and outcomes beside them.
import { useMemo, useState } from 'react';
import { pausesOf } from '../../../../shared/annotation.ts';
import { formatClock, formatCount } from '../../../../shared/format.ts';
import { EVERYTHING } from '../../../../shared/sample-query.ts';
import { spoiledSpans } from '../../../../shared/spoiled.ts';
import { windowWords } from '../../../charts/zoom.ts';
import { knownUntilOf } from '../../../live-run/live-run-view.ts';
import { showNote } from '../../../ui/toasts.tsx';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import { selectRun } from '../../../live-run/live-run-selection.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { CauseOfFailure } from '../header/cause-of-failure.tsx';
import { hasNothingToShow } from '../nothing-to-show.ts';
import { ChartStack } from '../charts/chart-stack.tsx';
import { findRequest } from './open-live-request.ts';
import { maxVusOf, plannedRate } from '../charts/planned-rate.ts';
import { useRunActions } from '../header/run-actions.ts';
import { RunHeader } from '../header/run-header.tsx';
import { RequestDrawer } from '../requests/request-drawer.tsx';
import { firstSort } from '../requests/request-sort.ts';
import { lookShortcuts, type LookProps } from '../run-look.ts';
import { Notice } from '../header/run-notice.tsx';
import { backOffWords, limitsOf, progressOf } from '../run-words.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { RunStatusLine } from '../header/status-line.tsx';
import { Tiles } from '../panel/tiles.tsx';
import { Toolbar } from '../header/toolbar.tsx';
import { usePicture, type Frozen } from './use-picture.ts';
import runScreenCss from '../run-screen.module.css';
import chartStackCss from '../charts/chart-stack.module.css';
import { colourGroupsOf } from '../../../charts/colouring.ts';

/** During a run there is no table of its requests to filter. */
const NO_TABLE = (): void => showNote('The table of all requests is there once the run is over.');

export function RunningRun({ run, row, look, onLook }: LookProps) {
  const { measure, selection, colouring } = look;
  const picture = usePicture(run, look);
  const { view, window, frozen } = picture;
  const [hasDrawer, setHasDrawer] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const actions = useRunActions(row);
  const selected = useMemo(() => selectRun(run, selection), [run, selection]);
  const pauses = useMemo(() => pausesOf(row.annotations, view.knownUntil), [row.annotations, view.knownUntil]);
  const planned = useMemo(() => plannedRate(row.plan, row.annotations, pauses), [row.plan, row.annotations, pauses]);
  // Thresholds are about all requests.
  const limits = useMemo(() => (selection === 'all' ? limitsOf(row, measure) : []), [row, measure, selection]);
  const groups = useMemo(() => colourGroupsOf({ plan: row.plan }, colouring), [row.plan, colouring]);
  const last = run.columns.at(-1);
  const times = measure === 'service_time' ? row.summary.serviceTime : row.summary.responseTime;
  useShortcuts({
    ...lookShortcuts(look, onLook),
    ...picture.shortcuts,
    'run.stop': actions.stop,
    'run.pause': actions.pauseOrResume,
    'run.details': () => setHasDrawer(!hasDrawer),
  });
  const progress = progressOf(row, knownUntilOf(run));
  return (
    <div className={runScreenCss['run-screen']}>
      <RunHeader row={row} knownUntil={knownUntilOf(run)} progress={progress} inFlight={last?.inFlight ?? 0} actions={actions} />
      <ProgressBar share={progress.share} />
      <Notice row={row} />
      <Tiles {...{ run, selected, selection, measure }} />
      <Toolbar
        plan={row.plan}
        {...{ look, onLook, window }}
        isFrozen={frozen !== null}
        failed={row.summary.requests.failed}
        onWindow={picture.onWindow}
        onFreeze={picture.freezeOrFollow}
      />
      <div className={`${runScreenCss['run-body']}${hasDrawer ? ' has-drawer' : ''}`}>
        <div className={runScreenCss['run-charts']}>
          {hasNothingToShow(row) ? (
            <CauseOfFailure row={row} actions={actions} backOff={backOffWords(last)} />
          ) : (
            <ChartStack
              {...{ view, limits, planned, pauses, colouring, groups }}
              apart={null}
              annotations={row.annotations}
              maxVus={maxVusOf(row)}
              fastest={times.min}
              slowest={times.max}
              onZoom={picture.zoom}
              onWhole={picture.follow}
              onOpen={(spot) => void findRequest(row.id, spot).then(setChosen)}
            />
          )}
          {frozen !== null && <FrozenPill frozen={frozen} run={run} onFollow={picture.follow} />}
        </div>
        {chosen === null ? (
          <SidePanel run={run} row={row} waiting={last?.backlog ?? 0} />
        ) : (
          <RequestDrawer
            row={row}
            filter={EVERYTHING}
            onFilter={NO_TABLE}
            sort={firstSort(row.plan.load.model)}
            spoiled={spoiledSpans(run.columns)}
            seq={chosen}
            onChoose={setChosen}
          />
        )}
      </div>
      <RunStatusLine row={row} isOpen={hasDrawer} onToggle={() => setHasDrawer(!hasDrawer)} />
    </div>
  );
}

function ProgressBar({ share }: { readonly share: number }) {
  return (
    <div className={runScreenCss['progress-track']}>
      <progress className={runScreenCss['progress-bar']} aria-label="Progress" max={1} value={share} />
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
  const what = frozen.zoom === null ? `paused at ${formatClock(knownUntilOf(frozen.run))}` : `of ${windowWords(frozen.zoom)}`;
  return (
    <div className={chartStackCss['frozen-pill']}>
      Chart {what}; {formatCount(more)} more requests since then.{' '}
      <button type="button" onClick={onFollow}>
        Follow
      </button>
    </div>
  );
}
