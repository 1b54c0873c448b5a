// What the main thread and an exporting thread say to each other. Buffers travel back and forth, so that their number stays fixed.
import type { Failure } from '../../../shared/errors.ts';
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
  /** Buffers to fill while others are being written. */
  readonly buffers: readonly ArrayBuffer[];
}

export interface ExportProgress {
  /** Written so far. */
  readonly rows: number;
  /** Of the stored requests, those looked at so far: 0..1. */
  readonly share: number;
}

export type FromExporter =
  | { readonly type: 'chunk'; readonly buffer: ArrayBuffer; readonly length: number; readonly progress: ExportProgress }
  | { readonly type: 'end'; readonly rows: number }
  | { readonly type: 'failed'; readonly failure: Failure };

/** A buffer that was written and may be filled again. */
export interface ToExporter {
  readonly buffer: ArrayBuffer;
}
