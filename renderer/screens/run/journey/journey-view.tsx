// A finished run of several steps: how far its journeys came, why requests failed, and which journeys took longest.
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { useSamples, type Answer } from '../../../host/use-samples.ts';
import { FailureCausesPane } from './failure-causes.tsx';
import { SlowestJourneys } from './slowest-journeys.tsx';
import { StepTable } from './step-table.tsx';
import css from './journey-view.module.css';
import { useEscape } from '../../../ui/use-escape.ts';

/** Anything on top handles the key first. */
const ON_TOP = '[role="dialog"], [role="menu"], aside';

interface JourneyViewProps {
  readonly row: RunRow;
  readonly measure: TimeMeasure;
  readonly journeys: Answer<'samples.journeys'>;
  /** The requests that the charts and figures cover. */
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  /** Opens the requests that match this part of a filter. */
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
  readonly onShowExamples: () => void;
}

export function JourneyView({ row, measure, journeys, filter, onFilter, onShowRequests, onShowExamples }: JourneyViewProps) {
  const causes = useSamples('samples.causes', {
    runId: row.id,
    view: 'journey',
    filter: { ...filter, kind: 'all', outcomes: null },
  });
  useEscape(() => onFilter({ ...filter, steps: null, check: null, failure: null, iteration: null }), ON_TOP);
  const figures = journeys.known?.value ?? null;
  const failure = journeys.failure ?? causes.failure;
  if (failure !== null) {
    return (
      <p className={css['reading']} role="alert">
        {failure.message}
      </p>
    );
  }
  if (figures === null) return <p className={css['reading']}>Reading the stored requests.</p>;
  return (
    <div className={css['journey']} data-stale={journeys.isCurrent && causes.isCurrent ? undefined : ''}>
      <StepTable
        {...{ row, measure, filter }}
        journeys={figures}
        onShowRequests={onShowRequests}
        onStep={(step) => onFilter({ ...filter, check: null, failure: null, steps: step === null ? null : [step] })}
      />
      <div className={css['panes']}>
        <FailureCausesPane
          plan={row.plan}
          causes={causes.known?.value ?? null}
          filter={filter}
          onFilter={onFilter}
          onShowRequests={onShowRequests}
          onShowExamples={onShowExamples}
        />
        <SlowestJourneys plan={row.plan} journeys={figures.slowest} onShowRequests={onShowRequests} />
      </div>
    </div>
  );
}
