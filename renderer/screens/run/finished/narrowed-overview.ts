// The overview of the whole run for filtered requests, computed from the stored ones.
import { useMemo } from 'react';
import type { RunRow } from '../../../../shared/run.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { useSamples } from '../../../host/use-samples.ts';
import { knownUntilOf, viewOfSeries, type RunView } from '../../../live-run/live-run-view.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { completeColumns } from '../../../live-run/series-columns.ts';
import type { Stretch } from './use-choice.ts';

const COLUMNS = 300;

/** Null if nothing narrows the requests, or if they have not been read yet. */
export function useNarrowedOverview(run: LiveRun, row: RunRow, measure: TimeMeasure, stretch: Stretch): RunView | null {
  const { filter, isNarrowed, placement, selection } = stretch;
  const question = {
    runId: row.id,
    view: 'overview',
    filter: { ...filter, window: null, warmup: 'include' as const },
    by: placement,
    columns: COLUMNS,
  };
  const { known } = useSamples('samples.series', isNarrowed ? question : null);
  return useMemo(() => {
    if (!isNarrowed || known === null) return null;
    const domain = { from: 0, to: Math.max(1, knownUntilOf(run)) };
    const columns = completeColumns(known.value, run.columns, domain);
    return viewOfSeries(run, { ...columns, domain, placement: known.input.by }, measure, selection);
  }, [isNarrowed, known, run, measure, selection]);
}
