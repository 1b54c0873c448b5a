// Format 1, the format of batches before format 2; read only. It consists of a format byte, a reserved byte, the header length
// (16 bits), the header and the columns. The header names each column with its width in bytes ("iteration:4,vu:2,..."). Columns
// begin at multiples of 8 and are little endian, as is every machine Onrush runs on, so they are read as views.
import {
  allocateColumns,
  COLUMN_NAMES,
  COLUMN_TYPES,
  isColumnName,
  type ColumnName,
  type SampleColumns,
} from '../../../shared/sample.ts';

export const PLAIN_FORMAT = 1;
const PREFIX_BYTES = 4;

/** Columns in which NaN means "not measured"; the others use 0. */
const NAN_WHEN_MISSING: readonly ColumnName[] = [
  ...(['dueAt', 'sentAt', 'firstByteAt', 'endedAt'] as const),
  ...(['blocked', 'dns', 'connecting', 'tlsHandshaking', 'sending'] as const),
];

interface Layout {
  readonly columns: readonly { readonly name: string; readonly width: number }[];
  readonly missing: readonly ColumnName[];
}

const layouts = new Map<string, Layout>();

/** @throws RangeError if the bytes are not such a batch. */
export function decodePlainColumns(stored: Uint8Array<ArrayBuffer>, count: number): SampleColumns {
  const bytes = stored.byteOffset % 8 === 0 ? stored : new Uint8Array(stored);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(2, true);
  const header = String.fromCharCode(...bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength));
  const { columns, missing } = layoutOf(header);
  const found: unknown[][] = [];
  let at = align(PREFIX_BYTES + headerLength);
  for (const { name, width } of columns) {
    if (at + count * width > bytes.length) throw new RangeError('The bytes end too early');
    if (isColumnName(name)) found.push([name, new COLUMN_TYPES[name](bytes.buffer, bytes.byteOffset + at, count)]);
    at += align(count * width);
  }
  if (at !== bytes.length) throw new RangeError('The columns do not fill the bytes');
  if (missing.length > 0) {
    const blank = allocateColumns(count);
    for (const name of missing) found.push([name, blank[name].fill(NAN_WHEN_MISSING.includes(name) ? Number.NaN : 0)]);
  }
  return Object.fromEntries(found);
}

function layoutOf(header: string): Layout {
  const known = layouts.get(header);
  if (known !== undefined) return known;
  const columns = header.split(',').map((entry) => {
    const [name = '', width] = entry.split(':');
    return { name, width: Number(width) };
  });
  const names = new Set(columns.map((column) => column.name));
  const layout = { columns, missing: COLUMN_NAMES.filter((name) => !names.has(name)) };
  layouts.set(header, layout);
  return layout;
}

function align(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
