// Reads a run batch by batch and yields the rows that a filter chooses.
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { RowFilter, type Choice } from './row-filter.ts';
import type { BatchPlace, SampleFile, StoredRun } from './sample-file.ts';
import type { Turn } from './turn.ts';

export interface ChosenRows extends Choice {
  readonly batch: SampleBatch;
  /** Of the batch's first row. */
  readonly firstSeq: number;
}

export interface Reading {
  readonly file: SampleFile;
  readonly run: StoredRun;
  readonly places: readonly BatchPlace[];
  readonly turn: Turn;
}

export async function* chosenRows(
  { file, run, places, turn }: Reading,
  filter: SampleFilter,
): AsyncGenerator<ChosenRows, void, undefined> {
  const rows = new RowFilter(filter, run.plan);
  for (const { batch, firstSeq } of file.batches(run.id, places)) {
    yield { batch, firstSeq, ...rows.choose(batch) };
    await turn.pause();
  }
}

export function countRows(places: readonly BatchPlace[]): number {
  const last = places.at(-1);
  return last === undefined ? 0 : last.firstSeq + last.count - 1;
}
