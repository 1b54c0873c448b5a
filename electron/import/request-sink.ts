// What a reader of bytes is given to hand its requests to, and how it is driven.
import type { CsvRecord } from './csv-record.ts';
import type { ResultRequest } from './imported-request.ts';
import type { RequestColumns } from './request-columns.ts';

export interface RequestSink {
  /** Null before their names were read. */
  readonly columns: () => RequestColumns | null;
  readonly originOf: (startedAt: number) => number;
  /** The request is good for this call only. */
  readonly handleRequest: (request: ResultRequest) => void;
  /** The general reader. Returns false after the last record. */
  readonly readRecord: (record: CsvRecord) => boolean;
}
