// Reads a run batch by batch, only as much of it as a question needs, and yields the rows that a filter chooses.
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { ColumnName } from '../../shared/sample.ts';
import type { BatchPlace } from '../store/batch-place.ts';
import { rowsPassedOver } from './passed-over.ts';
import { RowFilter, type FilteredRows, type FilterColumn } from './row-filter.ts';
import type { PartialBatch } from '../store/batch-reader.ts';
import type { StoredRun } from '../store/run-reader.ts';
import type { SampleFile } from './sample-file.ts';
import type { Turn } from './turn.ts';

export interface ChosenRows<N extends ColumnName> extends FilteredRows {
  readonly batch: PartialBatch<N>;
  /** The number of the batch's first row. */
  readonly firstSeq: number;
}

export interface RunReading {
  readonly file: SampleFile;
  readonly run: StoredRun;
  readonly places: readonly BatchPlace[];
  readonly turn: Turn;
}

export async function* chosenRows<N extends ColumnName>(
  { file, run, places, turn }: RunReading,
  filter: SampleFilter,
  names: readonly N[],
  isList = false,
): AsyncGenerator<ChosenRows<N>, void, undefined> {
  const rows = new RowFilter(filter, run.plan, isList, run.generators);
  const needed: readonly (N | FilterColumn)[] = [...new Set([...names, ...rows.columns])];
  const toRead = places.filter((place) => rowsPassedOver(place, filter, run.plan) === null);
  for (const { batch, firstSeq } of file.batches(run.id, toRead, needed)) {
    yield { batch, firstSeq, ...rows.choose(batch) };
    await turn.pause();
  }
}

/** Rows within the filter's window that `chosenRows` skips. */
export function countPassedOver({ run, places }: RunReading, filter: SampleFilter): number {
  return places.reduce((sum, place) => sum + (rowsPassedOver(place, filter, run.plan) ?? 0), 0);
}

export function countRows(places: readonly BatchPlace[]): number {
  const last = places.at(-1);
  return last === undefined ? 0 : last.firstSeq + last.count - 1;
}
