// Whether a filter can choose any row of a batch, decided without reading it.
import { hasSetup } from '../../shared/plan/sent-steps.ts';
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { BatchPlace } from '../store/batch-place.ts';
import type { BatchSpan } from '../store/batch-span.ts';

/** Stored times are rounded to microseconds, but the longest durations are not. */
const ROUNDING_MS = 0.01;

/**
 * The number of rows within the filter's window, if none of them is chosen and the number is known; null means that the batch has
 * to be read.
 */
export function rowsPassedOver({ count, span }: BatchPlace, filter: SampleFilter, plan: Plan): number | null {
  if (span === null) return null;
  const { window, warmup } = filter;
  const [first, last] = window?.by === 'due' ? [span.firstDueAt, span.lastDueAt] : [span.firstEndedAt, span.lastEndedAt];
  if (window !== null && (last < window.from || first >= window.to)) return 0;
  const isWithin = window === null || (first >= window.from && last < window.to);
  // Nothing is sent before it is due.
  const isMeasured = warmup === 'include' || (span.firstDueAt >= plan.warmup && !hasSetup(plan));
  return isWithin && isMeasured && hasNone(span, count, filter) ? count : null;
}

function hasNone(span: BatchSpan, count: number, { kind, duration }: SampleFilter): boolean {
  if (kind === 'failed' && span.failed === 0) return true;
  if (kind === 'cancelled' && span.cancelled === 0) return true;
  if (kind === 'succeeded' && span.failed + span.cancelled === count) return true;
  if (duration === null || duration.atLeast === null) return false;
  const longest = duration.measure === 'service_time' ? span.longestService : span.longestResponse;
  return longest + ROUNDING_MS < duration.atLeast;
}
