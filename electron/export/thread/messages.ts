// The messages to and from an exporting thread. Buffers travel back and forth, so that their number stays fixed.
import type { SampleFilter } from '../../../shared/sample-query.ts';
import type { RunRow } from '../../../shared/run.ts';

export type StreamedKind = 'requests-csv' | 'timeseries-csv';

export interface ExportTask {
  /** The path of the database file. */
  readonly path: string;
  readonly kind: StreamedKind;
  readonly row: RunRow;
  /** null for every request. */
  readonly filter: SampleFilter | null;
}

export interface ExportProgress {
  /** How many rows were written so far. */
  readonly rows: number;
  /** How many requests were left out because they are damaged in the history. */
  readonly damaged: number;
  /** The share of the stored requests that were examined so far, from 0 to 1. */
  readonly share: number;
}

/** A buffer to fill. Chunks are only made as long as there are buffers, so the consumer sets the pace. */
export interface ChunkQuestion {
  readonly buffer: ArrayBuffer;
}

export type Chunk =
  | { readonly type: 'chunk'; readonly buffer: ArrayBuffer; readonly length: number; readonly progress: ExportProgress }
  /** The export is complete. */
  | { readonly type: 'end'; readonly rows: number; readonly progress: ExportProgress };
