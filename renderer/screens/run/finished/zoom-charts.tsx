// The charts of the window: first from the run's own columns, then at full resolution from its stored requests.
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconZoomReset } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { pausesOf } from '../../../../shared/annotation.ts';
import { UNKNOWN_SEQ } from '../../../../shared/snapshot.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { selectRun } from '../../../live-run/live-run-selection.ts';
import { knownUntilOf, viewOf, viewOfSeries, type Placement, type RunView } from '../../../live-run/live-run-view.ts';
import { completeColumns } from '../../../live-run/series-columns.ts';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useSamples, type Answer } from '../../../host/use-samples.ts';
import { ChartStack } from '../charts/chart-stack.tsx';
import { maxVusOf, plannedRate } from '../charts/planned-rate.ts';
import type { LookProps } from '../run-look.ts';
import { limitsOf } from '../run-words.ts';
import { ColouringMenu } from '../header/toolbar.tsx';
import { showNote } from '../../../ui/toasts.tsx';
import { ReadProblem } from './read-problem.tsx';
import { useChosenInFlight, withInFlight, type InFlight } from './chosen-in-flight.ts';
import type { Stretch } from './use-choice.ts';
import css from './finished-run.module.css';
import { colourGroupsOf, groupingOf } from '../../../charts/colouring.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { GroupSeries } from '../../../../shared/sample-query.ts';
import runScreenCss from '../run-screen.module.css';

interface ZoomChartsProps extends LookProps {
  readonly stretch: Stretch;
  /** The number of the open request, or null. */
  readonly chosen: number | null;
  /** Opens a request by its number. */
  readonly onChoose: (seq: number) => void;
}

const COLUMNS = 300;

export const ZoomCharts = memo(function ZoomCharts(props: ZoomChartsProps) {
  const { run, row, look, onLook, stretch, chosen, onChoose } = props;
  const { measure, colouring } = look;
  const { window, placement, selection } = stretch;
  const series = useSamples('samples.series', {
    runId: row.id,
    view: 'zoom',
    filter: { ...stretch.filter, warmup: 'include' },
    by: placement,
    columns: COLUMNS,
  });
  const inFlight = useChosenInFlight(row, stretch, COLUMNS);
  const view = useZoomView({ run, look, stretch, series, inFlight });
  const pauses = useMemo(() => pausesOf(row.annotations, knownUntilOf(run)), [row.annotations, run]);
  const planned = useMemo(() => plannedRate(row.plan, row.annotations, pauses), [row.plan, row.annotations, pauses]);
  // Thresholds and the plan are about all requests.
  const isOfAll = selection === 'all' && !stretch.isNarrowed;
  const limits = useMemo(() => (isOfAll ? limitsOf(row, measure) : []), [row, measure, isOfAll]);
  const groups = useMemo(
    () => colourGroupsOf({ plan: row.plan, generators: row.generators }, colouring),
    [row.plan, row.generators, colouring],
  );
  const apart = useApart(row, look, stretch);
  const times = measure === 'service_time' ? row.summary.serviceTime : row.summary.responseTime;
  return (
    <div className={runScreenCss['run-charts']} aria-busy={!series.isCurrent}>
      <ChartStack
        {...{ view, limits, pauses, colouring, groups, apart, chosen }}
        planned={stretch.isNarrowed ? null : planned}
        annotations={row.annotations}
        maxVus={maxVusOf(row)}
        fastest={times.min}
        slowest={times.max}
        series={row.series}
        onZoom={stretch.onWindow}
        onWhole={() => stretch.onWindow(null)}
        onOpen={({ dots, row: at }) => openDot(dots.seq[at], onChoose)}
        actions={
          <>
            <ColouringMenu run={row} colouring={colouring} onColouring={(next) => onLook({ colouring: next })} />
            <PlacementControl placement={placement} onPlacement={stretch.onPlacement} />
            <WholeRun window={window} onWindow={stretch.onWindow} />
          </>
        }
      />
      {series.failure !== null && (
        <p className={css['zoom-problem']}>
          <ReadProblem failure={series.failure} onRetry={series.retry} />
        </p>
      )}
    </div>
  );
});

/** In runs of older versions, dots do not know their requests. */
function openDot(seq: number | undefined, onChoose: (seq: number) => void): void {
  if (seq === undefined || seq === UNKNOWN_SEQ)
    return showNote('This run was recorded by an older version; open the request from the table instead.');
  onChoose(seq);
}

interface ZoomViewInput extends Pick<ZoomChartsProps, 'run' | 'look' | 'stretch'> {
  readonly series: Answer<'samples.series'>;
  readonly inFlight: InFlight | null;
}

/** Steps, scenarios or load generators separately; null if the colours mean something else, or if they have not been read yet. */
function useApart(row: RunRow, { colouring }: LookProps['look'], { filter, placement }: Stretch): readonly GroupSeries[] | null {
  const of = groupingOf(colouring);
  const question = { runId: row.id, view: 'zoom', filter: { ...filter, warmup: 'include' as const }, by: placement };
  const { known } = useSamples('samples.groups', of === null ? null : { ...question, columns: COLUMNS, of });
  return of === null || known === null || known.input.of !== of ? null : known.value;
}

/** Until the result arrives, and if requests are placed by completion, the run's own columns are shown at once. */
function useZoomView({ run, look: { measure }, stretch, series, inFlight }: ZoomViewInput): RunView {
  const { selection, window, placement, isNarrowed } = stretch;
  const { known, isCurrent } = series;
  const whole = useMemo(() => ({ from: 0, to: Math.max(1, knownUntilOf(run)) }), [run]);
  const { from, to } = window ?? whole;
  return useMemo(() => {
    const domain: TimeDomain = { from, to };
    if (known === null || (!isCurrent && !isNarrowed && placement === 'ended'))
      return viewOf(selectRun(run, selection), domain, measure, selection);
    const read = known.input.filter.window ?? whole;
    const { columns, columnMs } = completeColumns(known.value, run.columns, read);
    const chosen = { columns: withInFlight(columns, inFlight), columnMs };
    return viewOfSeries(run, { ...chosen, domain, placement: known.input.by }, measure, selection);
  }, [run, from, to, whole, measure, selection, placement, isNarrowed, known, isCurrent, inFlight]);
}

interface PlacementControlProps {
  readonly placement: Placement;
  readonly onPlacement: (placement: Placement) => void;
}

function PlacementControl({ placement, onPlacement }: PlacementControlProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Requests are placed at the time they were"
      value={placement}
      onChange={(value) => onPlacement(value === 'due' ? 'due' : 'ended')}
      data={[
        { value: 'ended', label: 'Completed' },
        { value: 'due', label: 'Due' },
      ]}
    />
  );
}

function WholeRun({ window, onWindow }: Pick<Stretch, 'window' | 'onWindow'>) {
  return (
    <ActionIcon
      disabled={window === null}
      onClick={() => onWindow(null)}
      aria-label="Whole run"
      title="Whole run"
      aria-keyshortcuts={shortcutOf('run.whole')}
    >
      <IconZoomReset size={16} stroke={1.75} />
    </ActionIcon>
  );
}
