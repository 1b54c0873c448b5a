// Where a batch's rows lie in a run. It is known without reading the rows, so that readers can skip batches.
import type { BatchSpan } from './batch-span.ts';
import { numberCell, type Cells } from './cells.ts';

export interface BatchPlace {
  /** The number of the batch in the store. */
  readonly batch: number;
  /** The number of its first row, counted from 1. */
  readonly firstSeq: number;
  readonly count: number;
  /** Null for a batch that must be read first. */
  readonly span: BatchSpan | null;
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
