// Below the charts of a finished run: the tables with the details, one at a time.
import { Tabs } from '@mantine/core';
import { useRef } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import type { JourneyFigures } from '../../../../shared/journey-figures.ts';
import { EVERYTHING, type SampleFigures, type SampleFilter, type SampleOrder } from '../../../../shared/sample-query.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { SummarySections } from '../panel/finished-panel.tsx';
import { GeneratorSection } from '../panel/generator.tsx';
import { PhasesTable } from '../panel/phases-table.tsx';
import type { LookProps } from '../run-look.ts';
import type { Answer } from '../../../host/use-samples.ts';
import { RequestsTab } from '../requests/requests-tab.tsx';
import { Distribution } from './distribution.tsx';
import { FailuresTab } from './failures-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { JourneyView } from '../journey/journey-view.tsx';
import { funnelSentence, hasJourneys, sumOfFunnels } from '../../../../shared/journey-words.ts';
import { PlanTab } from './plan-tab.tsx';
import { selectSummary } from '../../../live-run/live-run-selection.ts';
import { withExactTimes } from './exact-summary.ts';
import type { Choice } from './use-choice.ts';
import type { WindowReading } from './use-window-figures.ts';
import css from './tables.module.css';
import runPanelCss from '../run-panel.module.css';
import { classes } from '../../../ui/classes.ts';

interface RunTablesProps extends Pick<LookProps, 'run' | 'row' | 'look'> {
  readonly choice: Choice;
  readonly reading: WindowReading;
  /** The exact figures of the run's requests; null while they are being read, or if something narrows them. */
  readonly exact: SampleFigures | null;
  readonly journeys: Answer<'samples.journeys'>;
  readonly whole: TimeDomain;
  /** Number of the request that is open, or null. */
  readonly chosen: number | null;
  readonly onChoose: (seq: number | null) => void;
  readonly sort: SampleOrder;
  readonly onSort: (sort: SampleOrder) => void;
  /** There is not enough space for the distribution beside the charts. */
  readonly hasDistribution: boolean;
  readonly tab: string | null;
  readonly onTab: (tab: string | null) => void;
}

/** The tab of a run with several steps that also takes the place of the charts. */
export const JOURNEY_TAB = 'Journey';

export function RunTables(props: RunTablesProps) {
  const { run, row, look, choice, reading, exact, journeys, whole, hasDistribution, tab, onTab: setTab, ...open } = props;
  const { selection } = choice.stretch;
  const { root, openTab } = useOpenTab(setTab);
  const ofAll = reading.ofAll ?? null;
  const { failed, total } = (ofAll ?? row.summary).requests;
  const showRequests = (part: Partial<SampleFilter>): void => {
    choice.onFilter({ ...EVERYTHING, window: choice.filter.window, kind: choice.filter.kind, ...part });
    openTab('Requests');
  };
  return (
    <Tabs ref={root} value={tab} onChange={setTab} keepMounted={false} className={css['tables']}>
      <TabLine
        {...{ hasDistribution, failed }}
        hasJourney={hasJourneys(row)}
        journeys={tab === JOURNEY_TAB ? (journeys.known?.value ?? null) : null}
      />
      <Tabs.Panel value={JOURNEY_TAB}>
        <JourneyView
          {...{ row, measure: look.measure, journeys }}
          filter={choice.stretch.filter}
          onFilter={(filter) => choice.onFilter({ ...choice.filter, ...filter })}
          onShowRequests={showRequests}
          onShowExamples={() => openTab('Failures')}
        />
      </Tabs.Panel>
      <Tabs.Panel value="Requests">
        <RequestsTab
          {...{ row, ...open }}
          measure={look.measure}
          figures={ofAll ?? row.summary}
          filter={choice.filter}
          onFilter={choice.onFilter}
        />
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Distribution">
        <Distribution selection={selection} figures={reading.figures} measure={look.measure} colouring={look.colouring} />
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Summary">
        <Summary {...{ row, exact, selection }} />
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Failures">
        <FailuresTab
          {...{ row, total }}
          failures={ofAll?.failures ?? row.summary.failures}
          domain={choice.stretch.window ?? whole}
          filter={choice.filter}
          onShowRequests={(failure) => showRequests({ failure })}
        />
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Phases">
        <div className={classes(runPanelCss['run-panel'], 'is-lone')}>
          <PhasesTable summary={row.summary} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Steps">
        <GroupsTab
          row={row}
          figures={reading.figures}
          measure={look.measure}
          colouring={look.colouring}
          onShowRequests={showRequests}
        />
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Generator">
        <div className={classes(runPanelCss['run-panel'], 'is-lone')}>
          <GeneratorSection run={run} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel tabIndex={0} value="Plan">
        <PlanTab plan={row.plan} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Summary({ row, exact, selection }: Pick<RunTablesProps, 'row' | 'exact'> & Pick<Choice['stretch'], 'selection'>) {
  return (
    <aside className={classes(runPanelCss['run-panel'], 'is-finished')} aria-label="Summary">
      <SummarySections
        {...{ row, selection }}
        summary={withExactTimes(selectSummary(row.summary, selection), exact)}
        isExact={exact !== null}
      />
    </aside>
  );
}

/** Opens a tab from within another one, whose button goes away with the focus on it: the tab takes the focus. */
function useOpenTab(setTab: (tab: string) => void) {
  const root = useRef<HTMLDivElement>(null);
  const openTab = (name: string): void => {
    setTab(name);
    root.current?.querySelector<HTMLElement>(`[role="tab"][id$="-tab-${name}"]`)?.focus();
  };
  return { root, openTab };
}

interface TabListProps extends Pick<RunTablesProps, 'hasDistribution'> {
  readonly hasJourney: boolean;
  /** In requests. */
  readonly failed: number;
}

/** The tabs; beside them, how far the journeys came, if their tab is open. */
function TabLine({ journeys, ...tabs }: TabListProps & { readonly journeys: JourneyFigures | null }) {
  return (
    <div className={css['tab-line']}>
      <TabList {...tabs} />
      {journeys !== null && <p className={css['tab-sentence']}>{funnelSentence(sumOfFunnels(journeys.funnels))}</p>}
    </div>
  );
}

function TabList({ hasJourney, hasDistribution, failed }: TabListProps) {
  return (
    <Tabs.List aria-label="Details behind the charts">
      {hasJourney && <Tabs.Tab value={JOURNEY_TAB}>{JOURNEY_TAB}</Tabs.Tab>}
      {hasDistribution && <Tabs.Tab value="Distribution">Distribution</Tabs.Tab>}
      <Tabs.Tab value="Requests">Requests</Tabs.Tab>
      <Tabs.Tab value="Summary">Summary</Tabs.Tab>
      <Tabs.Tab
        value="Failures"
        rightSection={failed > 0 ? <span className={css['tab-count']}>{formatCount(failed)}</span> : null}
      >
        Failures
      </Tabs.Tab>
      {['Phases', 'Steps', 'Generator', 'Plan'].map((name) => (
        <Tabs.Tab key={name} value={name}>
          {name}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
