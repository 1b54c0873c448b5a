// What an exporting thread is asked and answers. Buffers travel back and forth, so that their number stays fixed.
import type { SampleFilter } from '../../../shared/sample-query.ts';
import type { RunRow } from '../../../shared/run.ts';

export type StreamedKind = 'requests-csv' | 'timeseries-csv';

export interface ExportTask {
  /** Path of the database file. */
  readonly path: string;
  readonly kind: StreamedKind;
  readonly row: RunRow;
  /** null for every request. */
  readonly filter: SampleFilter | null;
}

export interface ExportProgress {
  /** Written so far. */
  readonly rows: number;
  /** Requests that are left out because they are damaged in the history. */
  readonly damaged: number;
  /** The share of the stored requests that were looked at so far: 0..1. */
  readonly share: number;
}

/** A buffer to fill: a chunk is made only while there is one, so whoever takes the chunks sets the pace. */
export interface ChunkQuestion {
  readonly buffer: ArrayBuffer;
}

export type Chunk =
  | { readonly type: 'chunk'; readonly buffer: ArrayBuffer; readonly length: number; readonly progress: ExportProgress }
  /** Nothing is left. */
  | { readonly type: 'end'; readonly rows: number; readonly progress: ExportProgress };
