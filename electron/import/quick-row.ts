// Reads a row of requests.csv or of a JTL from its bytes into one request object that all rows share, so that millions of rows are
// cheap. Rows that are written in an unusual way are left to the general reader, which gives the same result and reports faults.
import { QuickJtlRow } from './quick-jtl-row.ts';
import { QuickOwnRow } from './quick-own-row.ts';
import type { QuickRow } from './quick-shared-row.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestColumns } from './request-columns.ts';

/** Returns null if the columns belong to neither format. */
export function quickRow(columns: RequestColumns, decode: Decode): QuickRow | null {
  if (columns.kind === 'requests') return new QuickOwnRow(columns, decode);
  return columns.writer === 'k6' || columns.placeOf('within') !== undefined ? null : new QuickJtlRow(columns, decode);
}
