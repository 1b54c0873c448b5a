// How the table of requests is sorted, and what its columns are called. Pure.
import type { SampleOrder, SampleSort } from '../../../../shared/sample-query.ts';

/** The slowest first: what people look for. */
export const DEFAULT_SORT: SampleOrder = { by: 'response_time', descending: true };

export interface RequestColumn {
  readonly by: SampleSort;
  readonly name: string;
  /** Figures stand right, words left. */
  readonly isFigure: boolean;
}

const COLUMNS: readonly RequestColumn[] = [
  { by: 'seq', name: '#', isFigure: true },
  { by: 'due', name: 'Due', isFigure: false },
  { by: 'step', name: 'Step', isFigure: false },
  { by: 'outcome', name: 'Outcome', isFigure: false },
  { by: 'queue_delay', name: 'Queue delay', isFigure: true },
  { by: 'service_time', name: 'Service', isFigure: true },
  { by: 'response_time', name: 'Response', isFigure: true },
  { by: 'bytes', name: 'Bytes', isFigure: true },
  { by: 'vu', name: 'VU', isFigure: true },
];

export function columnsFor(steps: number): readonly RequestColumn[] {
  return steps > 1 ? COLUMNS : COLUMNS.filter(({ by }) => by !== 'step');
}

/** Times, sizes and failures are looked at from the greatest down, places in the run and in the plan from the first on. */
const DESCENDS_FIRST: ReadonlySet<SampleSort> = new Set(['outcome', 'queue_delay', 'service_time', 'response_time', 'bytes']);

/** After a press of the column's head. */
export function nextSort(sort: SampleOrder, by: SampleSort): SampleOrder {
  return sort.by === by ? { by, descending: !sort.descending } : { by, descending: DESCENDS_FIRST.has(by) };
}
