// One row per request, kept in typed-array columns from the worker to the disk and never as objects.

/** Samples store the index: append only. */
export const PROTOCOLS = ['HTTP/1.1', 'HTTP/2'] as const;

/**
 * `reused`: the connection had carried a request before. `resumed` and `secured`: it was new, and its handshake resumed a TLS session
 * or was a full one. `opened`: it was new; no more is known, or there was no TLS. The numbers count from 0.
 */
export const CONNECTION_USE = { opened: 0, reused: 1, resumed: 2, secured: 3 } as const;

/** Whether the handshake of a request's connection resumed a TLS session; null if it made none, or nobody recorded it. */
export function resumedOf(use: number): boolean | null {
  if (use === CONNECTION_USE.resumed) return true;
  return use === CONNECTION_USE.secured ? false : null;
}

/**
 * Times are in ms since the run's start on one monotonic clock; NaN if there was none. dueAt -> sentAt is the queue delay, sentAt
 * -> endedAt the service time, dueAt -> endedAt the response time; these are derived and never stored. Connection phases are NaN
 * for a request that reused its connection.
 */
export interface SampleColumns {
  /** Index of the iteration within the run, from 0. */
  readonly iteration: Uint32Array;
  /** Virtual user, from 0. */
  readonly vu: Uint16Array;
  /** Index in the plan's steps, counted through all scenarios. */
  readonly step: Uint16Array;
  /** Index in OUTCOMES. */
  readonly outcome: Uint8Array;
  /** HTTP status; 0 if no response came. */
  readonly status: Uint16Array;
  /** Index + 1 in the batch's `errors`, 0 for none. */
  readonly error: Uint16Array;
  /** One of CONNECTION_USE. */
  readonly reused: Uint8Array;
  /** Index in PROTOCOLS. */
  readonly protocol: Uint8Array;
  /** Index + 1 in the batch's `addresses`; 0 if the request had no connection to an address. */
  readonly remote: Uint16Array;
  /** Index + 1 in the batch's `requests`, if the request differs from that of its step, as after a redirect; otherwise 0. */
  readonly sentAs: Uint16Array;
  /** Bytes that were read from and written to the socket for this request: head and body. */
  readonly bytesIn: Float64Array;
  /** NaN if the request ended before it was sent completely: how much of it was sent is not known. */
  readonly bytesOut: Float64Array;
  readonly dueAt: Float64Array;
  readonly sentAt: Float64Array;
  readonly firstByteAt: Float64Array;
  readonly endedAt: Float64Array;
  /** Durations in ms. */
  readonly blocked: Float32Array;
  readonly dns: Float32Array;
  readonly connecting: Float32Array;
  readonly tlsHandshaking: Float32Array;
  readonly sending: Float32Array;
}

/** What a failed request reports, shared by all requests that failed alike. */
export interface SampleError {
  /** The code of the system or library, such as ECONNREFUSED. */
  readonly code: string;
  /** One plain sentence. */
  readonly message: string;
}

/** What was really sent, if the plan does not say it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
}

export interface SampleBatch {
  readonly worker: number;
  readonly count: number;
  readonly columns: SampleColumns;
  readonly errors: readonly SampleError[];
  /** The addresses that connections reached, such as "127.0.0.1:8080"; with a proxy, the proxy's. */
  readonly addresses: readonly string[];
  /** Left out if there are none. */
  readonly requests?: readonly SentRequest[];
  /** Only present if steps of the plan have checks. */
  readonly tally?: BatchTally;
  /** Of the slowest requests; left out if no server sent any. */
  readonly timings?: readonly ServerTiming[];
}

/** The Server-Timing header of the request in that row of the batch. */
export interface ServerTiming {
  readonly row: number;
  readonly text: string;
}

/** The results of the checks of one thread since the run's start, up to the last row of the batch and without the warm-up. */
export interface BatchTally {
  /** By check, in the order of `checksOf`. */
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

export const COLUMN_TYPES = {
  iteration: Uint32Array,
  vu: Uint16Array,
  step: Uint16Array,
  outcome: Uint8Array,
  status: Uint16Array,
  error: Uint16Array,
  reused: Uint8Array,
  protocol: Uint8Array,
  remote: Uint16Array,
  sentAs: Uint16Array,
  bytesIn: Float64Array,
  bytesOut: Float64Array,
  dueAt: Float64Array,
  sentAt: Float64Array,
  firstByteAt: Float64Array,
  endedAt: Float64Array,
  blocked: Float32Array,
  dns: Float32Array,
  connecting: Float32Array,
  tlsHandshaking: Float32Array,
  sending: Float32Array,
} as const;

export type ColumnName = keyof SampleColumns;
export const COLUMN_NAMES = Object.keys(COLUMN_TYPES).filter(isColumnName);

export function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(COLUMN_TYPES, name);
}

/** Times are stored and exported to the microsecond, so that every reader of a request sees the same figures. NaN stays NaN. */
export function toMicrosecond(milliseconds: number): number {
  // Most requests open no connection. Rounding the times that they do not have is a tenth of what recording them costs.
  return Number.isNaN(milliseconds) ? milliseconds : Math.round(milliseconds * 1000) / 1000;
}

export function allocateColumns(capacity: number): SampleColumns {
  return Object.fromEntries(COLUMN_NAMES.map((name): unknown[] => [name, new COLUMN_TYPES[name](capacity)]));
}

/** The first `count` rows, copied into buffers of exactly that length. */
export function takeRows(columns: SampleColumns, count: number): SampleColumns {
  return Object.fromEntries(COLUMN_NAMES.map((name): unknown[] => [name, columns[name].slice(0, count)]));
}

/** The buffers behind the columns, to be transferred between threads. */
export function columnBuffers(columns: SampleColumns): ArrayBuffer[] {
  return COLUMN_NAMES.map((name) => columns[name].buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
