// Summarises a batch in a few numbers that are stored beside it, so that readers can skip batches without matching rows.
import { isFailure, outcomeOf } from '../../shared/outcome.ts';
import { toMicrosecond, type SampleColumns } from '../../shared/sample.ts';

/** Times are in ms since the run's start, durations in ms. */
export interface BatchSpan {
  readonly firstEndedAt: number;
  readonly lastEndedAt: number;
  readonly firstDueAt: number;
  readonly lastDueAt: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly longestService: number;
  readonly longestResponse: number;
}

/** The span of one or more rows. */
export function spanOf({ endedAt, dueAt, sentAt, outcome }: SampleColumns, count: number): BatchSpan {
  const span = {
    firstEndedAt: Infinity,
    lastEndedAt: -Infinity,
    firstDueAt: Infinity,
    lastDueAt: -Infinity,
    failed: 0,
    cancelled: 0,
    longestService: 0,
    longestResponse: 0,
  };
  for (let row = 0; row < count; row += 1) {
    const ended = endedAt[row] ?? 0;
    const due = dueAt[row] ?? 0;
    const service = ended - (sentAt[row] ?? 0);
    if (ended < span.firstEndedAt) span.firstEndedAt = ended;
    if (ended > span.lastEndedAt) span.lastEndedAt = ended;
    if (due < span.firstDueAt) span.firstDueAt = due;
    if (due > span.lastDueAt) span.lastDueAt = due;
    if (service > span.longestService) span.longestService = service;
    if (ended - due > span.longestResponse) span.longestResponse = ended - due;
    const code = outcome[row] ?? 0;
    if (code === 0) continue;
    if (isFailure(outcomeOf(code))) span.failed += 1;
    else if (outcomeOf(code) === 'cancelled') span.cancelled += 1;
  }
  return {
    ...span,
    firstEndedAt: toMicrosecond(span.firstEndedAt),
    lastEndedAt: toMicrosecond(span.lastEndedAt),
    firstDueAt: toMicrosecond(span.firstDueAt),
    lastDueAt: toMicrosecond(span.lastDueAt),
  };
}
