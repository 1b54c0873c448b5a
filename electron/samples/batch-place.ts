// Where a batch's rows lie in a run, and whether a filter can choose any of them: known without reading them.
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { numberCell, type Cells } from '../store/cells.ts';

/** What the rows lie between; times in ms since the run's start, durations in ms. */
interface Span {
  readonly firstEndedAt: number;
  readonly lastEndedAt: number;
  readonly firstDueAt: number;
  readonly lastDueAt: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly longestService: number;
  readonly longestResponse: number;
}

export interface BatchPlace {
  /** Its number in the store. */
  readonly batch: number;
  /** Number of its first row, from 1. */
  readonly firstSeq: number;
  readonly count: number;
  /** null for batches that must be read to know. */
  readonly span: Span | null;
}

export function placeFromSpan(cells: Cells): BatchPlace {
  return {
    batch: numberCell(cells, 'seq'),
    firstSeq: numberCell(cells, 'first_row') + 1,
    count: numberCell(cells, 'count'),
    span: {
      firstEndedAt: numberCell(cells, 'first_ended_at'),
      lastEndedAt: numberCell(cells, 'last_ended_at'),
      firstDueAt: numberCell(cells, 'first_due_at'),
      lastDueAt: numberCell(cells, 'last_due_at'),
      failed: numberCell(cells, 'failed'),
      cancelled: numberCell(cells, 'cancelled'),
      longestService: numberCell(cells, 'longest_service'),
      longestResponse: numberCell(cells, 'longest_response'),
    },
  };
}

export function placeFromBatch(cells: Cells, firstSeq: number): BatchPlace {
  return { batch: numberCell(cells, 'seq'), firstSeq, count: numberCell(cells, 'count'), span: null };
}

/** Stored times are rounded to microseconds, the longest durations are not. */
const ROUNDING_MS = 0.01;

/** How many rows lie within the filter's window, where none of them is chosen and that many is known; null: read them. */
export function rowsPassedOver({ count, span }: BatchPlace, filter: SampleFilter, plan: Plan): number | null {
  if (span === null) return null;
  const { window, warmup } = filter;
  const [first, last] = window?.by === 'due' ? [span.firstDueAt, span.lastDueAt] : [span.firstEndedAt, span.lastEndedAt];
  if (window !== null && (last < window.from || first >= window.to)) return 0;
  const isWithin = window === null || (first >= window.from && last < window.to);
  // Nothing is sent before it is due.
  const isMeasured = warmup === 'include' || span.firstDueAt >= plan.warmup;
  return isWithin && isMeasured && hasNone(span, count, filter) ? count : null;
}

function hasNone(span: Span, count: number, { kind, duration }: SampleFilter): boolean {
  if (kind === 'failed' && span.failed === 0) return true;
  if (kind === 'cancelled' && span.cancelled === 0) return true;
  if (kind === 'succeeded' && span.failed + span.cancelled === count) return true;
  if (duration === null || duration.atLeast === null) return false;
  const longest = duration.measure === 'service_time' ? span.longestService : span.longestResponse;
  return longest + ROUNDING_MS < duration.atLeast;
}
