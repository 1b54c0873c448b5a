// A finished run: an overview strip, the figures and charts of a window of it, and the tables behind them.
import { useMediaQuery } from '@mantine/hooks';
import { memo, useEffect, useMemo, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import { knownUntilOf, viewOf, type RunView } from '../../../live-run/live-run-view.ts';
import { CauseOfFailure } from '../header/cause-of-failure.tsx';
import { hasNothingToShow } from '../nothing-to-show.ts';
import type { JourneyFigures } from '../../../../shared/journey-figures.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFigures } from '../../../../shared/sample-query.ts';
import { FinishedPanel } from '../panel/finished-panel.tsx';
import { useSamples, type Answer } from '../../../host/use-samples.ts';
import { setFilteredRequests } from '../../../host/run-exports.ts';
import { overShortcuts, useRunActions } from '../header/run-actions.ts';
import { RunHeader } from '../header/run-header.tsx';
import { lookShortcuts, type LookProps } from '../run-look.ts';
import { RunHeadlineBand } from '../header/run-headline-band.tsx';
import { Notice } from '../header/run-notice.tsx';
import { progressOf } from '../run-words.ts';
import { RequestDrawer } from '../requests/request-drawer.tsx';
import { firstSort } from '../requests/request-sort.ts';
import { MeasureControl, SelectionControl } from '../header/toolbar.tsx';
import { Distribution } from './distribution.tsx';
import { exactOfRun, withExactTimes } from './exact-summary.ts';
import { slowStartOf, type SlowStart } from './slow-start.ts';
import { useLayout } from './layout.ts';
import { useNarrowedOverview } from './narrowed-overview.ts';
import { Overview } from './overview.tsx';
import { ReadProblem } from './read-problem.tsx';
import { hasJourneys } from '../../../../shared/journey-words.ts';
import { JOURNEY_TAB, RunTables } from './tables.tsx';
import { useStages } from '../use-stages.ts';
import { useChoice, type Choice, type Stretch } from './use-choice.ts';
import { useWindowFigures, type WindowReading } from './use-window-figures.ts';
import { WindowFigures } from './window-figures.tsx';
import { ZoomCharts } from './zoom-charts.tsx';
import finishedRunCss from './finished-run.module.css';
import runScreenCss from '../run-screen.module.css';
import requestDrawerCss from '../requests/request-drawer.module.css';
import { classes } from '../../../ui/classes.ts';
import { MEDIA } from '../../../ui/breakpoints.ts';

export function FinishedRun(props: LookProps) {
  const { run, row } = props;
  const actions = useRunActions(row);
  const progress = progressOf(row, knownUntilOf(run));
  useShortcuts(overShortcuts(row, actions));
  return (
    <div className={runScreenCss['run-screen']}>
      <RunHeader knownUntil={row.summary.durationMs} row={row} progress={progress} inFlight={0} actions={actions} />
      <Notice row={row} />
      {hasNothingToShow(row) && row.summary.requests.total > 0 && <RunHeadlineBand row={row} />}
      {hasNothingToShow(row) ? (
        <div className={classes(runScreenCss['run-body'], 'is-over')}>
          <div className={runScreenCss['run-charts']}>
            <CauseOfFailure row={row} actions={actions} backOff={null} />
          </div>
          <FinishedPanel run={run} row={row} selection="all" />
        </div>
      ) : (
        <Body {...props} />
      )}
    </div>
  );
}

function Body(props: LookProps) {
  const { run, row, look, onLook } = props;
  const { measure } = look;
  const [chosen, setChosen] = useState<number | null>(null);
  const [sort, setSort] = useState(firstSort(row.plan.load.model));
  const [tab, setTab] = useState<string | null>(hasJourneys(row) ? JOURNEY_TAB : 'Requests');
  // Journeys take the place of the charts.
  const hasCharts = tab !== JOURNEY_TAB;
  const choice = useChoice(look.selection, (selection) => onLook({ selection }));
  useEffect(() => setFilteredRequests(row.id, choice.filter), [row.id, choice.filter]);
  const { stretch } = choice;
  const isNarrow = useIsNarrow(chosen !== null);
  // On a phone the figures take two lines.
  const leastOverview = (useMediaQuery(MEDIA.belowPhone) ?? false) ? '216px' : '128px';
  const reading = useWindowFigures(row.id, stretch);
  const journeys = useJourneys(row, stretch);
  const exact = exactOfRun(reading.ofRun, stretch);
  const headlineRow = useHeadlineRow(row, stretch.selection === 'all' ? exact : null);
  const slowStart = useMemo(() => slowStartOf(run, measure), [run, measure]);
  const whole = useMemo(() => viewOf(run, 'All', measure), [run, measure]);
  const overview = useNarrowedOverview(run, row, measure, stretch) ?? whole;
  // The overview first, the table last, each in its own task.
  const stage = useStages(5);
  const rows = useLayout('finished-rows', hasCharts ? ['overview', 'charts', 'tables'] : ['overview', 'tables']);
  useShortcuts({
    ...lookShortcuts(look, (part) => (part.selection === undefined ? onLook(part) : stretch.onSelection(part.selection))),
    'run.whole': stretch.window === null ? undefined : () => stretch.onWindow(null),
  });
  return (
    <>
      <RunHeadlineBand row={headlineRow} late={lateOf(row, whole, choice)} />
      <div className={requestDrawerCss['finished-with-request']}>
        <Group orientation="vertical" className={finishedRunCss['finished']} {...rows}>
          <Panel
            id="overview"
            className={finishedRunCss['finished-top']}
            defaultSize="156px"
            minSize={leastOverview}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Top
              {...{ row, look, onLook, reading, whole, overview, choice }}
              slowStart={stretch.isNarrowed || stretch.selection !== 'all' ? null : slowStart}
              journeys={journeys.known?.value ?? null}
              hasOverview={stage >= 2}
            />
          </Panel>
          <Separator
            className={classes(finishedRunCss['splitter'], 'is-level')}
            aria-label="Between the overview and the charts"
          />
          {hasCharts && <ChartsPanel {...props} {...{ stretch, reading, chosen, stage, isNarrow }} onChoose={setChosen} />}
          <Panel id="tables" minSize="96px">
            {stage >= 5 && (
              <RunTables
                {...{ run, row, look, choice, reading, exact, journeys, chosen, sort }}
                onChoose={setChosen}
                onSort={setSort}
                whole={whole.domain}
                hasDistribution={isNarrow}
                tab={tab}
                onTab={setTab}
              />
            )}
          </Panel>
        </Group>
        {chosen !== null && (
          <RequestDrawer
            {...{ row, sort }}
            filter={choice.filter}
            onFilter={choice.onFilter}
            spoiled={whole.spoiled}
            seq={chosen}
            onChoose={setChosen}
          />
        )}
      </div>
    </>
  );
}

/** The journeys of the window; nothing is read if the run has none. */
function useJourneys(row: RunRow, { filter }: Stretch): Answer<'samples.journeys'> {
  return useSamples('samples.journeys', hasJourneys(row) ? { runId: row.id, view: 'journey', filter } : null);
}

/** If some seconds can be trusted, the others can be left out. */
function lateOf(row: RunRow, { spoiled }: RunView, { filter, onFilter }: Choice) {
  if (spoiled.length === 0 || row.summary.generator.trusted === 0 || filter.except !== null) return null;
  const except = spoiled.map(({ from, to }) => ({ from, to })).toSorted((a, b) => a.from - b.from);
  return { spans: spoiled, leaveOut: () => onFilter({ ...filter, except }) };
}

/** The charts of the window, and the splitter below them. */
function ChartsPanel(props: HalvesProps) {
  return (
    <>
      <Panel id="charts" minSize="150px" defaultSize="38%">
        <Halves {...props} />
      </Panel>
      <Separator className={classes(finishedRunCss['splitter'], 'is-level')} aria-label="Between the charts and the tables" />
    </>
  );
}

interface HalvesProps extends LookProps {
  readonly stretch: Stretch;
  readonly reading: WindowReading;
  readonly chosen: number | null;
  readonly onChoose: (seq: number | null) => void;
  readonly stage: number;
  /** There is not enough space for the distribution. */
  readonly isNarrow: boolean;
}

/** The charts over time, and the distribution of the times beside them. */
function Halves({ run, row, look, onLook, stretch, reading, chosen, onChoose, stage, isNarrow }: HalvesProps) {
  const layout = useLayout('finished-charts', isNarrow ? ['zoom'] : ['zoom', 'distribution']);
  return (
    <Group orientation="horizontal" {...layout}>
      <Panel id="zoom" minSize="360px">
        {stage >= 3 && <ZoomCharts {...{ run, row, look, onLook, stretch, chosen }} onChoose={onChoose} />}
      </Panel>
      {!isNarrow && <Separator className={finishedRunCss['splitter']} aria-label="Between the charts and the distribution" />}
      {!isNarrow && (
        <Panel id="distribution" minSize="280px" defaultSize="42%">
          {stage >= 4 && (
            <Distribution
              selection={stretch.selection}
              figures={reading.figures}
              measure={look.measure}
              colouring={look.colouring}
            />
          )}
        </Panel>
      )}
    </Group>
  );
}

/** The headline has the figures that are shown below it: the exact ones of all requests, once they have been read. */
function useHeadlineRow(row: RunRow, exactOfAll: SampleFigures | null): RunRow {
  const [known, setKnown] = useState<SampleFigures | null>(null);
  if (exactOfAll !== null && exactOfAll !== known) setKnown(exactOfAll);
  return useMemo(() => ({ ...row, summary: withExactTimes(row.summary, known) }), [row, known]);
}

/** A request that is open beside the charts leaves no space for the distribution; one that is shown over them takes none. */
function useIsNarrow(isOpen: boolean): boolean {
  const isSmall = useMediaQuery(MEDIA.belowMedium) ?? false;
  const isShared = useMediaQuery(MEDIA.sharedToolbar) ?? false;
  return isSmall || (isOpen && isShared);
}

interface TopProps extends Pick<LookProps, 'row' | 'look' | 'onLook'> {
  readonly choice: Choice;
  readonly reading: WindowReading;
  readonly whole: RunView;
  /** The chosen requests of the whole run. */
  readonly overview: RunView;
  readonly slowStart: SlowStart | null;
  readonly journeys: JourneyFigures | null;
  readonly hasOverview: boolean;
}

const Top = memo(function Top(props: TopProps) {
  const {
    row,
    look: { measure },
    onLook,
    choice,
    reading,
    whole,
    overview,
    slowStart,
    journeys,
    hasOverview,
  } = props;
  const { stretch } = choice;
  return (
    <>
      <div className={finishedRunCss['overview']}>
        {hasOverview && <Overview view={overview} window={stretch.window} onWindow={stretch.onWindow} />}
      </div>
      <WindowFigures
        {...{ row, choice, measure, slowStart, journeys, ...reading }}
        whole={whole.domain}
        problem={reading.failure === null ? null : <ReadProblem failure={reading.failure} onRetry={reading.retry} />}
        controls={
          <>
            <MeasureControl model={row.plan.load.model} measure={measure} onMeasure={(next) => onLook({ measure: next })} />
            <SelectionControl
              selection={stretch.selection}
              onSelection={stretch.onSelection}
              failed={(reading.ofAll ?? row.summary).requests.failed}
            />
          </>
        }
      />
    </>
  );
});
