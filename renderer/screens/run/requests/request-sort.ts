// How the table of requests is sorted, and its columns with their headings. Pure.
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import type { SampleOrder, SampleSort } from '../../../../shared/sample-query.ts';

/** The slowest first, because that is what people look for. Iterations are all due at the start, so the last one waited longest. */
export function firstSort(model: LoadModel): SampleOrder {
  return { by: model === 'iterations' ? 'service_time' : 'response_time', descending: true };
}

export interface RequestColumn {
  readonly by: SampleSort;
  readonly name: string;
  /** Figures are aligned right, words left. */
  readonly isFigure: boolean;
  /** As in a CSS grid template. */
  readonly width: string;
}

const COLUMNS: readonly RequestColumn[] = [
  { by: 'seq', name: '#', isFigure: true, width: '64px' },
  { by: 'due', name: 'Due', isFigure: false, width: '72px' },
  { by: 'step', name: 'Step', isFigure: false, width: '72px' },
  { by: 'outcome', name: 'Outcome', isFigure: false, width: 'minmax(72px, 0.7fr)' },
  { by: 'queue_delay', name: 'Queue delay', isFigure: true, width: '80px' },
  { by: 'service_time', name: 'Service', isFigure: true, width: '68px' },
  { by: 'response_time', name: 'Response', isFigure: true, width: '72px' },
  { by: 'bytes', name: 'Bytes', isFigure: true, width: '60px' },
  { by: 'vu', name: 'VU', isFigure: true, width: '48px' },
];

export function columnsFor(steps: number, hidden: ReadonlySet<SampleSort> = new Set()): readonly RequestColumn[] {
  return COLUMNS.filter(({ by }) => (by !== 'step' || steps > 1) && !hidden.has(by));
}

/** The columns that the table is sorted by at first, and the bar, cannot be hidden. */
export function canHide(by: SampleSort): boolean {
  return by !== 'response_time' && by !== 'service_time';
}

const BAR = 'minmax(32px, 240px)';

/** `longest` is the length of the longest step name: it gets the width that it needs before the bars do, and no more. */
export function templateOf(columns: readonly RequestColumn[], longest = 0): string {
  const step = `minmax(72px, ${Math.min(MOST_STEP_PX, Math.max(72, longest * LETTER_PX))}px)`;
  return columns.flatMap(({ by, width }) => (by === 'response_time' ? [width, BAR] : by === 'step' ? [step] : [width])).join(' ');
}

const LETTER_PX = 7;
const MOST_STEP_PX = 260;

const KEY = 'onrush.request-columns';

/** Stored in this browser. */
export function recallHidden(storage: Pick<Storage, 'getItem'> = localStorage): ReadonlySet<SampleSort> {
  const names = (storage.getItem(KEY) ?? '').split(' ');
  return new Set(COLUMNS.map(({ by }) => by).filter((by) => canHide(by) && names.includes(by)));
}

export function keepHidden(hidden: ReadonlySet<SampleSort>, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(KEY, [...hidden].join(' '));
}

/** Times, sizes and failures begin with the largest, positions in the run and in the plan with the first. */
const DESCENDS_FIRST: ReadonlySet<SampleSort> = new Set(['outcome', 'queue_delay', 'service_time', 'response_time', 'bytes']);

/** The order after a press on the column's heading. */
export function nextSort(sort: SampleOrder, by: SampleSort): SampleOrder {
  return sort.by === by ? { by, descending: !sort.descending } : { by, descending: DESCENDS_FIRST.has(by) };
}
