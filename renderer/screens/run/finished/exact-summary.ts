// The same figure everywhere on a page: once the exact times of a run's requests have been read, they replace those of its
// histogram, which are within 0.4 %. Pure.
import type { SampleFigures } from '../../../../shared/sample-query.ts';
import type { RunSummary } from '../../../../shared/summary.ts';
import type { Stretch } from './use-choice.ts';

/** `exact` covers the same requests as the summary; null while they are being read. */
export function withExactTimes(summary: RunSummary, exact: SampleFigures | null): RunSummary {
  return exact === null ? summary : { ...summary, serviceTime: exact.serviceTime, responseTime: exact.responseTime };
}

/**
 * The exact figures of the whole run: of all its requests, or of those that succeeded or failed. Null if something else narrows
 * them.
 */
export function exactOfRun(
  ofRun: SampleFigures | null,
  { filter, selection, isNarrowed }: Pick<Stretch, 'filter' | 'selection' | 'isNarrowed'>,
): SampleFigures | null {
  return isNarrowed || filter.kind !== selection ? null : ofRun;
}
