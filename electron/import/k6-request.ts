// One HTTP request of k6: its times and its tags, joined from the samples that k6 writes for it one after another, all with the
// time at which the request ended (lib/netext/httpext/tracer.go).
import type { CsvRecord } from './csv-record.ts';

/** What a sample is about. A `value` belongs to the request that the last `first` began. */
export type K6Metric =
  | { readonly kind: 'first' }
  | { readonly kind: 'value'; readonly place: number }
  | { readonly kind: 'moment' | 'names' | 'other' };

/** The tags from which a request is described. */
export type K6Tag = 'name' | 'url' | 'method' | 'status' | 'error' | 'error_code' | 'scenario' | 'vu' | 'expected_response';
/** "" where k6 wrote none. */
export type K6Texts = Readonly<Record<K6Tag, string>>;

export function byTag<T>(valueOf: (tag: K6Tag) => T): Readonly<Record<K6Tag, T>> {
  return {
    name: valueOf('name'),
    url: valueOf('url'),
    method: valueOf('method'),
    status: valueOf('status'),
    error: valueOf('error'),
    error_code: valueOf('error_code'),
    scenario: valueOf('scenario'),
    vu: valueOf('vu'),
    expected_response: valueOf('expected_response'),
  };
}

/** JMeter's columns, and those of the phases that only k6 knows. `isK6` marks records that were joined from samples. */
export const K6_COLUMNS: readonly string[] = [
  ...(['timeStamp', 'elapsed', 'label', 'responseCode', 'responseMessage', 'threadName', 'success', 'failureMessage'] as const),
  ...(['URL', 'method', 'Latency', 'blocked_ms', 'connecting_ms', 'tls_handshaking_ms', 'sending_ms', 'isK6'] as const),
];

const FIRST = 'http_reqs';
const HTTP = 'http_req_';
/** In the order in which k6 writes them; "receiving" is the last one that every request has. */
export const K6_VALUES = [
  'duration',
  'blocked',
  'connecting',
  'tls_handshaking',
  'sending',
  'waiting',
  'receiving',
  'failed',
] as const;
const PLACE = { duration: 0, blocked: 1, connecting: 2, tls: 3, sending: 4, waiting: 5, receiving: 6, failed: 7 } as const;
/** For metrics of a request that say nothing that is needed. */
const SPARE = K6_VALUES.length;
const NO_TEXTS: K6Texts = byTag(() => '');

export function k6Metric(name: string): K6Metric {
  if (name === FIRST) return { kind: 'first' };
  if (name === 'metric_name') return { kind: 'names' };
  if (!name.startsWith(HTTP)) return { kind: name.startsWith('http_req') ? 'moment' : 'other' };
  const place = K6_VALUES.findIndex((value) => name === `${HTTP}${value}`);
  return { kind: 'value', place: place === -1 ? SPARE : place };
}

/** One for all requests of a file. */
export class K6Request {
  /** The line of its last sample. */
  line = 0;
  texts: K6Texts = NO_TEXTS;
  /** When it ended, in epoch ms. */
  #at = 0;
  readonly #values = new Float64Array(SPARE + 1);
  /** One bit for each value that was set. */
  #known = 0;

  begin(at: number, line: number, texts: K6Texts): void {
    this.#at = at;
    this.line = line;
    this.texts = texts;
    this.#values.fill(0);
    this.#known = 0;
  }

  set(place: number, value: number, line: number): void {
    // Adding 0 turns -0 into 0.
    this.#values[place] = value + 0;
    this.#known |= 1 << place;
    this.line = line;
  }

  get isWhole(): boolean {
    return this.#has(PLACE.receiving);
  }

  get startedAt(): number {
    return this.#at - this.service;
  }

  /** From asking for a connection to the last byte, in ms. */
  get service(): number {
    return this.#before + this.#value(PLACE.duration);
  }

  /** k6's "blocked" without what opened the connection. */
  get blocked(): number {
    return this.#before - this.connecting - this.tls;
  }

  get connecting(): number {
    return this.#value(PLACE.connecting);
  }

  get tls(): number {
    return this.#value(PLACE.tls);
  }

  get sending(): number {
    return this.#value(PLACE.sending);
  }

  /** Until the first byte; 0 if no response came. */
  get latency(): number {
    if (!this.#has(PLACE.waiting)) return 0;
    return this.#before + this.#value(PLACE.sending) + this.#value(PLACE.waiting);
  }

  get isFailed(): boolean {
    return this.#has(PLACE.failed) ? this.#value(PLACE.failed) > 0 : this.texts.expected_response === 'false';
  }

  get label(): string {
    return this.texts.name || this.texts.url;
  }

  /** The status, or k6's code of the error if no response came. */
  get code(): string {
    return this.texts.status === '0' ? this.texts.error_code : this.texts.status;
  }

  get thread(): string {
    const { scenario, vu } = this.texts;
    const group = scenario || 'default';
    return vu === '' ? group : `${group} 1-${vu}`;
  }

  /** With the columns of K6_COLUMNS; only its moment where it was cut off. */
  record(end: CsvRecord['end']): CsvRecord {
    if (end === 'cut') return { cells: [String(this.#at)], line: this.line, end };
    const { url, method, error } = this.texts;
    const cells = [
      String(this.startedAt),
      String(this.service),
      this.label,
      this.code,
      error,
      this.thread,
      this.isFailed ? 'false' : 'true',
      error,
      url,
      method,
      String(this.latency),
      String(this.blocked),
      cellOf(this.connecting),
      cellOf(this.tls),
      String(this.sending),
      '1',
    ];
    return { cells, line: this.line, end };
  }

  /** k6's "blocked" lasts until the request has its connection, and its duration starts then. */
  get #before(): number {
    return Math.max(this.#value(PLACE.blocked), this.connecting + this.tls);
  }

  #has(place: number): boolean {
    return (this.#known & (1 << place)) !== 0;
  }

  #value(place: number): number {
    return this.#values[place] ?? 0;
  }
}

/** Empty for a phase that the request did not have. */
function cellOf(milliseconds: number): string {
  return milliseconds > 0 ? String(milliseconds) : '';
}
