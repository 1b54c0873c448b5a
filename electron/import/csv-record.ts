// One record of a file with columns, in the form that every reader returns.
import type { Delimiter } from './dialect.ts';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Counts from 1; for a record over several lines, the last one. */
  readonly line: number;
  /**
   * What follows the record: a line end, the end of the file, or nothing because it was cut off. A writer that was killed and a
   * full disk leave such a record.
   */
  readonly end: 'line' | 'file' | 'cut';
}

export interface CsvFormat {
  readonly delimiter: Delimiter;
  readonly skippedLines: number;
}
