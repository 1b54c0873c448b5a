// Reads a row of requests.csv from its bytes.
import { toMicrosecond } from '../../shared/sample.ts';
import { ODD_NUMBER } from './cell-number.ts';
import { connectionUse, partOf, protocolOf, generatorVerdict } from './imported-request.ts';
import { NO_TAIL, type LineCells } from './line-cells.ts';
import { QuickSharedRow, type QuickRow } from './quick-shared-row.ts';
import { Ends, TextColumn, type Decode } from './quick-texts.ts';
import { OWN_END, ownEnd } from './request-end.ts';
import type { RequestColumns } from './request-columns.ts';

const OWN_TIMES = ['blocked_ms', 'dns_ms', 'connecting_ms', 'tls_handshaking_ms', 'sending_ms'] as const;

/** Columns after the numbers, which are equal in most rows. */
const TAIL = [
  'conn_reused',
  'protocol',
  'remote_address',
  'warmup',
  'run_id',
  'generator',
  'part',
  'data_row',
  'tls_resumed',
] as const;

export class QuickOwnRow extends QuickSharedRow implements QuickRow {
  readonly #places: Readonly<Record<'sent' | 'due' | 'service' | 'receiving' | 'vu' | 'iteration' | 'seq', number>>;
  readonly #phases: Int32Array;
  readonly tailFrom: number;
  readonly #hasTail: boolean;
  /** The `tailId` of LineCells for the row whose texts the request holds. */
  #tailId = -1;
  readonly #reused: TextColumn<string>;
  readonly #resumed: TextColumn<string>;
  readonly #protocol: TextColumn<number>;
  readonly #remote: TextColumn<string>;
  readonly #warmup: TextColumn<boolean>;
  readonly #run: TextColumn<string>;
  readonly #generator: TextColumn<ReturnType<typeof generatorVerdict>>;
  readonly #part: TextColumn<ReturnType<typeof partOf>>;
  readonly #dataRow: TextColumn<string>;
  readonly #ends: Ends<ReturnType<typeof ownEnd>>;

  constructor(columns: RequestColumns, decode: Decode) {
    super(columns, decode);
    this.#places = {
      sent: this.place('sent_ms'),
      due: this.place('due_ms'),
      service: this.place('service_time_ms'),
      receiving: this.place('receiving_ms'),
      vu: this.place('vu'),
      iteration: this.place('iteration'),
      seq: this.place('seq'),
    };
    const numbers = [...Object.values(this.#places), ...OWN_TIMES.map((name) => this.place(name))];
    const last = Math.max(...numbers, ...['timeStamp', 'bytes', 'sentBytes'].map((name) => this.place(name)));
    this.#hasTail = TAIL.every((name) => this.place(name) === -1 || this.place(name) > last);
    this.tailFrom = this.#hasTail ? last + 1 : NO_TAIL;
    this.#phases = Int32Array.from(OWN_TIMES, (name) => this.place(name));
    const isTrue = (text: string): boolean => text === 'true';
    const same = (text: string): string => text;
    this.#reused = new TextColumn(columns, 'conn_reused', decode, same);
    this.#resumed = new TextColumn(columns, 'tls_resumed', decode, same);
    this.#protocol = new TextColumn(columns, 'protocol', decode, protocolOf);
    this.#remote = new TextColumn(columns, 'remote_address', decode, same);
    this.#warmup = new TextColumn(columns, 'warmup', decode, isTrue);
    this.#run = new TextColumn(columns, 'run_id', decode, same);
    this.#generator = new TextColumn(columns, 'generator', decode, generatorVerdict);
    this.#part = new TextColumn(columns, 'part', decode, partOf);
    this.#dataRow = new TextColumn(columns, 'data_row', decode, same);
    const ends = OWN_END.map((name) => new TextColumn(columns, name, decode, same));
    this.#ends = new Ends(ends, ([responseCode = '', outcome = '', failureMessage = '', error_code = '']) =>
      ownEnd({ responseCode, outcome, failureMessage, error_code }),
    );
  }

  read(bytes: Uint8Array, cells: LineCells): boolean {
    if (!this.readShared(bytes, cells)) return false;
    const end = this.#ends.of(bytes, cells);
    if (end === null || !this.#readTimes(bytes, cells)) return false;
    const { request } = this;
    const places = this.#places;
    const [vu, iteration] = [this.number(bytes, cells, places.vu), this.number(bytes, cells, places.iteration)];
    const seq = this.number(bytes, cells, places.seq);
    if (!(vu >= 0 && vu < ODD_NUMBER && iteration >= 0 && iteration < ODD_NUMBER) || seq === ODD_NUMBER) return false;
    request.vu = vu - 1;
    request.iteration = iteration;
    request.seq = seq || 0;
    request.status = end.status;
    request.outcome = end.outcome;
    request.error = end.error;
    if (!this.#hasTail || this.#tailId !== cells.tailId) this.#readTexts(bytes, cells);
    if (request.bytesOut === 0 && !Number.isNaN(request.blocked)) request.bytesOut = Number.NaN;
    return true;
  }

  /** Reads the texts that nearly every row has in common with the row before. */
  #readTexts(bytes: Uint8Array, cells: LineCells): void {
    const { request } = this;
    request.use = connectionUse(this.#reused.of(bytes, cells).value, this.#resumed.of(bytes, cells).value);
    request.protocol = this.#protocol.of(bytes, cells).value;
    request.remote = this.#remote.of(bytes, cells).value;
    request.isWarmup = this.#warmup.of(bytes, cells).value;
    request.runId = this.#run.of(bytes, cells).value;
    request.generator = this.#generator.of(bytes, cells).value;
    request.part = this.#part.of(bytes, cells).value;
    request.dataRow = this.#dataRow.of(bytes, cells).value;
    this.#tailId = cells.tailId;
  }

  #readTimes(bytes: Uint8Array, cells: LineCells): boolean {
    const { request } = this;
    const places = this.#places;
    const [sentAt, dueAt] = [this.number(bytes, cells, places.sent), this.number(bytes, cells, places.due)];
    const service = this.number(bytes, cells, places.service);
    // Only requests that were sent before the run have times before its start, and they are rare.
    if (!(sentAt >= 0 && sentAt < ODD_NUMBER && dueAt >= 0 && dueAt < ODD_NUMBER && service >= 0 && service < ODD_NUMBER))
      return false;
    const receiving = this.number(bytes, cells, places.receiving);
    const phases = this.#phases;
    const blocked = this.number(bytes, cells, phases[0] ?? -1);
    const dns = this.number(bytes, cells, phases[1] ?? -1);
    const connecting = this.number(bytes, cells, phases[2] ?? -1);
    const tlsHandshaking = this.number(bytes, cells, phases[3] ?? -1);
    const sending = this.number(bytes, cells, phases[4] ?? -1);
    if (receiving === ODD_NUMBER || blocked === ODD_NUMBER || dns === ODD_NUMBER) return false;
    if (connecting === ODD_NUMBER || tlsHandshaking === ODD_NUMBER || sending === ODD_NUMBER) return false;
    request.sentAt = sentAt;
    request.dueAt = dueAt;
    request.endedAt = toMicrosecond(sentAt + service);
    request.firstByteAt = toMicrosecond(request.endedAt - receiving);
    request.blocked = blocked;
    request.dns = dns;
    request.connecting = connecting;
    request.tlsHandshaking = tlsHandshaking;
    request.sending = sending;
    return true;
  }
}
