// A finished run of several steps: how far its journeys came, why requests failed, and which journeys took longest.
import { useEffect } from 'react';
import { formatPercent, formatTime } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { useSamples } from '../../../host/use-samples.ts';
import { FailureCausesPane } from './failure-causes.tsx';
import { checksByStep, funnelSentence, passedShare, sumOfFunnels } from '../../../../shared/journey-words.ts';
import { SlowestJourneys } from './slowest-journeys.tsx';
import { StepTable } from './step-table.tsx';
import css from './journey-view.module.css';

interface JourneyViewProps {
  readonly row: RunRow;
  readonly measure: TimeMeasure;
  /** What the charts and figures are of. */
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  /** Opens the requests that a part of a filter chooses. */
  readonly onShowRequests: (part: Partial<SampleFilter>) => void;
  readonly onShowExamples: () => void;
}

export function JourneyView({ row, measure, filter, onFilter, onShowRequests, onShowExamples }: JourneyViewProps) {
  const journeys = useSamples('samples.journeys', { runId: row.id, view: 'journey', filter });
  const causes = useSamples('samples.causes', {
    runId: row.id,
    view: 'journey',
    filter: { ...filter, kind: 'all', outcomes: null },
  });
  useEscape(() => onFilter({ ...filter, steps: null, check: null, failure: null, iteration: null }));
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
      <Sentence row={row} figures={figures} />
      <StepTable
        {...{ row, measure, filter }}
        journeys={figures}
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

interface SentenceProps {
  readonly row: RunRow;
  readonly figures: NonNullable<ReturnType<typeof useSamples<'samples.journeys'>>['known']>['value'];
}

function Sentence({ row, figures }: SentenceProps) {
  const { funnels, withoutPauses } = figures;
  const checks = checksByStep(row.plan, row.summary.journey).filter((one) => one !== null);
  const [passed, failed] = [sumOf(checks, 'passed'), sumOf(checks, 'failed')];
  const share = passedShare({ passed, failed });
  return (
    <div className={css['sentence']}>
      <p>{funnelSentence(sumOfFunnels(funnels))}</p>
      <dl>
        <div>
          <dt>A journey, p95</dt>
          <dd title="Of the completed journeys: their requests one after another, pauses left out">
            {withoutPauses.max === 0 ? 'none completed' : formatTime(withoutPauses.p95)}
          </dd>
        </div>
        {checks.length > 0 && (
          <div>
            <dt>Checks passed</dt>
            <dd data-bad={share === null || failed > 0 ? '' : undefined}>
              {share === null ? 'never evaluated' : formatPercent(share)}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function sumOf<K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number {
  return items.reduce((sum, item) => sum + item[key], 0);
}

/** What lies on top takes the key first. */
function useEscape(clear: () => void): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const isElsewhere =
        event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"], aside') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere) clear();
    };
    addEventListener('keydown', handle);
    return () => removeEventListener('keydown', handle);
  });
}
