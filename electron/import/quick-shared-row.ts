// Reads the columns that rows of requests.csv and of a JTL have in common, from their bytes.
import { ODD_NUMBER, cellNumber } from './cell-number.ts';
import { jtlThread, type ResultRequest } from './imported-request.ts';
import type { LineCells } from './line-cells.ts';
import { TextColumn, type Decode } from './quick-texts.ts';
import { words } from './request-end.ts';
import type { RequestColumns } from './request-columns.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A greater number of milliseconds is really one of microseconds, or two numbers that ran together. */
export const MOST_MILLISECONDS = 1e14;

export interface QuickRow {
  /** Valid until the next row is read. */
  readonly request: ResultRequest;
  /** From this cell on most rows are equal; see LineCells. */
  readonly tailFrom: number;
  /** Returns false if the general reader has to read the row. */
  readonly read: (bytes: Uint8Array, cells: LineCells, originOf: (startedAt: number) => number) => boolean;
}

/** The base of both kinds of rows. */
export class QuickSharedRow {
  readonly request: Mutable<ResultRequest> = emptyRequest();
  protected readonly columns: RequestColumns;
  readonly #hasDecimalCommas: boolean;
  readonly #count: number;
  readonly #timeStamp: number;
  readonly #bytes: number;
  readonly #sentBytes: number;
  readonly #thread: TextColumn<ReturnType<typeof jtlThread>>;
  readonly #label: TextColumn<string>;
  readonly #method: TextColumn<string>;
  readonly #url: TextColumn<string>;
  readonly #sender: TextColumn<string>;
  readonly #host: TextColumn<string>;

  constructor(columns: RequestColumns, decode: Decode) {
    this.columns = columns;
    this.#hasDecimalCommas = columns.hasDecimalCommas;
    this.#count = columns.count;
    this.#timeStamp = this.place('timeStamp');
    this.#bytes = this.place('bytes');
    this.#sentBytes = this.place('sentBytes');
    this.#thread = new TextColumn(columns, 'threadName', decode, jtlThread);
    this.#label = new TextColumn(columns, 'label', decode, words);
    this.#method = new TextColumn(columns, 'method', decode, (text) => text || 'GET');
    this.#url = new TextColumn(columns, 'URL', decode, words);
    // As in the general reader, the first is tested for emptiness before its apostrophe is removed.
    this.#sender = new TextColumn(columns, 'load_generator', decode, (text) => text);
    this.#host = new TextColumn(columns, 'Hostname', decode, (text) => text);
  }

  protected place(name: string): number {
    return this.columns.placeOf(name) ?? -1;
  }

  protected number(bytes: Uint8Array, { starts, ends }: LineCells, at: number): number {
    return at === -1 ? Number.NaN : cellNumber(bytes, starts[at] ?? 0, ends[at] ?? 0, this.#hasDecimalCommas);
  }

  protected readShared(bytes: Uint8Array, cells: LineCells): boolean {
    const { timeUnit } = this.columns;
    // The unit is known only after the first row.
    if (timeUnit === null || cells.count !== this.#count) return false;
    const moment = this.number(bytes, cells, this.#timeStamp);
    if (!(moment >= 0 && moment < (timeUnit === 1 ? MOST_MILLISECONDS : ODD_NUMBER))) return false;
    const [bytesIn, bytesOut] = [this.number(bytes, cells, this.#bytes), this.number(bytes, cells, this.#sentBytes)];
    if (bytesIn === ODD_NUMBER || bytesOut === ODD_NUMBER) return false;
    const { request } = this;
    request.startedAt = moment * timeUnit;
    request.bytesIn = bytesIn || 0;
    request.bytesOut = bytesOut || 0;
    const { thread, group, groupNumber } = this.#thread.of(bytes, cells).value;
    request.thread = thread;
    request.group = group;
    request.groupNumber = groupNumber;
    request.label = this.#label.of(bytes, cells).value;
    request.method = this.#method.of(bytes, cells).value;
    request.url = this.#url.of(bytes, cells).value;
    const sender = this.#sender.of(bytes, cells).value || this.#host.of(bytes, cells).value;
    request.sender = sender === '' ? '' : words(sender);
    return true;
  }
}

/** All times begin as floating-point numbers, so that V8 never has to change the shape of the request. */
export function emptyRequest(): Mutable<ResultRequest> {
  const none = Number.NaN;
  const times = { startedAt: none, dueAt: none, sentAt: none, firstByteAt: none, endedAt: none };
  const said = { elapsed: none, latency: none, bytesIn: none, bytesOut: none };
  const phases = { blocked: none, dns: none, connecting: none, tlsHandshaking: none, sending: none };
  const words = { group: '', thread: '', label: '', method: '', url: '', remote: '', dataRow: '', sender: '', runId: '' };
  const unknown = { groupNumber: null, vu: null, iteration: null, error: null, generator: null, step: null };
  return {
    ...times,
    ...said,
    ...phases,
    ...words,
    ...unknown,
    use: 0,
    protocol: 0,
    status: 0,
    outcome: 'ok',
    isWarmup: false,
    samples: 1,
    kind: 'request',
    part: 'scenario',
    seq: 0,
  };
}
