// One record of a file in columns, as every reader of such a file gives it.
import type { Delimiter } from './dialect.ts';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** From 1; of a record over several lines the last one. */
  readonly line: number;
  /** Nothing follows it, not always even the end of its line: a killed writer and a full disk leave such a record. */
  readonly end: 'line' | 'file' | 'cut';
}

export interface CsvFormat {
  readonly delimiter: Delimiter;
  readonly skippedLines: number;
}
