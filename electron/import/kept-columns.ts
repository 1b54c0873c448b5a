// Rows as columns that are packed into bytes, where a column that is the same in all rows takes next to no room.
import { deserialize, serialize } from 'node:v8';

const TYPES = {
  startedAt: Float64Array,
  dueAt: Float64Array,
  sentAt: Float64Array,
  firstByteAt: Float64Array,
  endedAt: Float64Array,
  elapsed: Float64Array,
  latency: Float64Array,
  vu: Float64Array,
  iteration: Float64Array,
  seq: Float64Array,
  samples: Float64Array,
  bytesIn: Float64Array,
  bytesOut: Float64Array,
  // As exact as samples are stored.
  blocked: Float32Array,
  dns: Float32Array,
  connecting: Float32Array,
  tlsHandshaking: Float32Array,
  sending: Float32Array,
  // Texts, by their numbers.
  thread: Uint16Array,
  label: Uint16Array,
  method: Uint16Array,
  url: Uint16Array,
  remote: Uint16Array,
  dataRow: Uint16Array,
  sender: Uint16Array,
  runId: Uint16Array,
  errorCode: Uint16Array,
  errorMessage: Uint16Array,
  status: Uint16Array,
  outcome: Uint8Array,
  protocol: Uint8Array,
  hasError: Uint8Array,
  use: Uint8Array,
  isWarmup: Uint8Array,
  kind: Uint8Array,
  part: Uint8Array,
  generator: Uint8Array,
} as const;

type Name = keyof typeof TYPES;
export type KeptColumns = { readonly [N in Name]: InstanceType<(typeof TYPES)[N]> };
const NAMES = Object.keys(TYPES).filter(isName);

export interface UnpackedRows {
  readonly count: number;
  readonly texts: readonly string[];
}

interface Packed extends UnpackedRows {
  /** In the order of the names; a number stands for a column that is the same in all rows. */
  readonly columns: readonly (number | KeptColumns[Name])[];
}

export function allocateKept(rows: number): KeptColumns {
  return Object.fromEntries(NAMES.map((name): unknown[] => [name, new TYPES[name](rows)]));
}

export function packRows(columns: KeptColumns, count: number, texts: readonly string[]): Uint8Array {
  const packed = NAMES.map((name) => (isSame(columns[name], count) ? (columns[name][0] ?? 0) : columns[name].slice(0, count)));
  return serialize({ count, texts, columns: packed } satisfies Packed);
}

/** Into the columns. */
export function unpackRows(bytes: Uint8Array, columns: KeptColumns): UnpackedRows {
  const { count, texts, columns: packed }: Packed = deserialize(bytes);
  for (const [at, name] of NAMES.entries()) {
    const values = packed[at] ?? 0;
    if (typeof values === 'number') columns[name].fill(values, 0, count);
    else columns[name].set(values);
  }
  return { count, texts };
}

function isSame(values: KeptColumns[Name], count: number): boolean {
  const [first] = values;
  for (let at = 1; at < count; at += 1) if (!Object.is(values[at], first)) return false;
  return true;
}

function isName(name: string): name is Name {
  return Object.hasOwn(TYPES, name);
}
