// A row of requests.csv or of a JTL read from its bytes into one request that every row has again: what makes millions of rows cheap.
// It reads what is written as nearly every row is, and leaves all else to the general reader, which gives the same and knows the faults.
import { QuickJtlRow } from './quick-jtl-row.ts';
import { QuickOwnRow } from './quick-own-row.ts';
import type { QuickRow } from './quick-shared-row.ts';
import type { Decode } from './quick-texts.ts';
import type { RequestColumns } from './request-columns.ts';

/** null where the columns are those of something else. */
export function quickRow(columns: RequestColumns, decode: Decode): QuickRow | null {
  if (columns.kind === 'requests') return new QuickOwnRow(columns, decode);
  return columns.writer === 'k6' || columns.placeOf('within') !== undefined ? null : new QuickJtlRow(columns, decode);
}
