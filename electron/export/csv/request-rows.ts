// The rows of requests.csv. What many requests share is made once as bytes; the rest is written digit by digit.
import { worseVerdict, type HealthVerdict } from '../../../shared/health.ts';
import { connectMs, phaseOf } from '../../../shared/phase.ts';
import { CONNECTION_USE, PROTOCOLS, resumedOf, type SampleBatch, type SampleColumns } from '../../../shared/sample.ts';
import { tracesOf, type TraceOf } from '../../../shared/traced-run.ts';
import { ResponseCells, sentCells, type SentCells, type SharedCells } from './response-cells.ts';
import { bytesOf, LONGEST_NUMBER, type CsvBytes } from './csv-bytes.ts';
import { textCell } from './csv-cell.ts';
import type { CsvRun } from './csv-run.ts';
import { DataRowCell } from './data-row-cell.ts';

const SECOND_MS = 1000;
/** More than the number of numbers in a row. */
const MOST_NUMBERS = 30;
const COMMA = bytesOf(',');
const LINE_END_BYTES = 2;
const IDLE_TIME = bytesOf(',0,');
const LINE_END = bytesOf('\r\n');
/** The bytes of a comma, the trace and the end of the line. */
const TRACE_BYTES = 36;
/** At most the bytes of "conn_reused", "tls_resumed" and the end of the line. */
const USE_BYTES = 16;

/** "conn_reused" with its comma, and "tls_resumed" with the end of the line. */
interface UseCells {
  readonly reused: Uint8Array;
  readonly resumed: Uint8Array;
}

function cellsOfUse(reused: string, resumed: string): UseCells {
  return { reused: bytesOf(`${reused},`), resumed: bytesOf(`,${resumed}\r\n`) };
}

const NO_CONNECTION = cellsOfUse('', '');

/** By CONNECTION_USE. */
const USES: readonly UseCells[] = Object.values(CONNECTION_USE).map((use) =>
  cellsOfUse(String(use === CONNECTION_USE.reused), String(resumedOf(use) ?? '')),
);

/** The cells from "conn_reused" to the end of the line, joined once they occur twice in a row. */
interface Tail {
  readonly use: UseCells;
  readonly peer: Uint8Array;
  readonly shared: SharedCells | null;
  readonly end: Uint8Array;
  readonly bytes: Uint8Array | null;
}

export class RequestRows {
  readonly #run: CsvRun;
  readonly #out: CsvBytes;
  readonly #responses: ResponseCells;
  readonly #ends: LineEnds;
  readonly #dataRow: DataRowCell;
  #columns: SampleColumns | null = null;
  /**
   * "protocol,remote_address,", at the index (protocol + 1, or 0 for none) times (the number of addresses + 1), plus the index of
   * the address.
   */
  #peers: readonly Uint8Array[] = [];
  #remotes = 1;
  /** The cells of requests that differ from those of their steps, by `sentAs` - 1. */
  #sent: readonly SentCells[] = [];
  #longest = 0;
  /** The cell of the load generator and the end of the line; null if there is no such column. */
  #sender: Uint8Array | null = null;
  #worker = 0;
  #lastTail: Tail = { use: NO_CONNECTION, peer: COMMA, shared: null, end: COMMA, bytes: null };
  /** Null if there is no such column. */
  readonly #traceOf: TraceOf | null;

  constructor(run: CsvRun, out: CsvBytes) {
    this.#run = run;
    this.#out = out;
    this.#responses = new ResponseCells(run.plan);
    this.#ends = new LineEnds(run);
    this.#dataRow = new DataRowCell(run);
    this.#traceOf = tracesOf(run);
  }

  /** The most bytes of a row in this batch. */
  get longestRow(): number {
    return this.#longest;
  }

  begin({ columns, errors, addresses, requests = [], worker }: SampleBatch): void {
    const { generators = [] } = this.#run;
    this.#worker = worker;
    this.#sender = generators.length === 0 ? null : bytesOf(`,${textCell(generators[worker] ?? '')}\r\n`);
    this.#columns = columns;
    this.#responses.begin(errors);
    this.#remotes = addresses.length + 1;
    this.#peers = ['', ...PROTOCOLS].flatMap((protocol) =>
      ['', ...addresses].map((address) => bytesOf(`${protocol},${address},`)),
    );
    this.#sent = requests.map(sentCells);
    const longestSent = this.#sent.reduce((longest, { url, method }) => Math.max(longest, url.length + method.length), 0);
    const longestPeer = this.#peers.reduce((longest, { length }) => Math.max(longest, length), 0);
    this.#longest =
      (this.#sender?.length ?? 0) +
      TRACE_BYTES +
      USE_BYTES +
      MOST_NUMBERS * LONGEST_NUMBER +
      this.#responses.longest +
      longestPeer +
      longestSent +
      this.#ends.longest +
      this.#dataRow.longest;
  }

  /** @throws if its step is not in the plan. */
  write(row: number, seq: number): void {
    const columns = this.#columns;
    if (columns === null) throw new Error('A batch must begin before its rows');
    const out = this.#out;
    const shared = this.#responses.of(columns, row);
    const sentAs = columns.sentAs[row] ?? 0;
    // An array is slow to say that it has no element -1.
    const { url, method } = sentAs === 0 ? shared : (this.#sent[sentAs - 1] ?? shared);
    const sentAt = columns.sentAt[row] ?? 0;
    // VUs count from 1, as threads do in JMeter; iterations count from 0, as arrivals do in the schedule.
    const vu = (columns.vu[row] ?? 0) + 1;
    out.whole(Math.floor(this.#run.startedAt + sentAt));
    out.comma();
    out.whole((columns.endedAt[row] ?? 0) - sentAt);
    out.text(shared.response);
    out.whole(vu);
    out.text(shared.success);
    out.whole(columns.bytesIn[row] ?? 0);
    out.comma();
    const bytesOut = columns.bytesOut[row] ?? 0;
    // Unknown if the request ended before it was sent completely; JMeter cannot read an empty cell, so 0 is written.
    out.whole(bytesOut || 0);
    out.text(url);
    out.whole((columns.firstByteAt[row] ?? 0) - sentAt);
    out.text(IDLE_TIME);
    out.whole(connectMs(columns, row));
    out.comma();
    out.whole(seq);
    out.comma();
    out.whole(vu);
    out.comma();
    out.whole(columns.iteration[row] ?? 0);
    out.text(method);
    this.#times(columns, row);
    this.#tail(columns, row, shared);
    // After the last column, before the end of the line.
    if (this.#sender !== null) {
      out.at -= LINE_END_BYTES;
      out.text(this.#sender);
    }
    if (this.#traceOf !== null) this.#trace(this.#traceOf, columns, row);
  }

  /** Writes the trace id of a request that had a connection. */
  #trace(traceOf: TraceOf, columns: SampleColumns, row: number): void {
    const out = this.#out;
    out.at -= LINE_END_BYTES;
    out.comma();
    const hadConnection = !Number.isNaN(columns.blocked[row] ?? 0);
    const id = traceOf(columns.iteration[row] ?? 0, columns.step[row] ?? 0, this.#worker);
    if (hadConnection && id !== null) out.text(bytesOf(id));
    out.text(LINE_END);
  }

  /** The cells from "due_ms" to "receiving_ms". */
  #times(columns: SampleColumns, row: number): void {
    const dueAt = columns.dueAt[row] ?? 0;
    const sentAt = columns.sentAt[row] ?? 0;
    const endedAt = columns.endedAt[row] ?? 0;
    this.#decimal(dueAt);
    this.#decimal(sentAt);
    this.#decimal(sentAt - dueAt);
    this.#decimal(endedAt - sentAt);
    this.#decimal(endedAt - dueAt);
    this.#decimal(columns.blocked[row] ?? 0);
    this.#decimal(columns.dns[row] ?? 0);
    this.#decimal(columns.connecting[row] ?? 0);
    this.#decimal(columns.tlsHandshaking[row] ?? 0);
    this.#decimal(columns.sending[row] ?? 0);
    this.#decimal(phaseOf(columns, row, 'waiting'));
    this.#decimal(phaseOf(columns, row, 'receiving'));
  }

  #decimal(milliseconds: number): void {
    // A value that was not measured leaves only its comma.
    if (milliseconds === milliseconds) this.#out.decimal(milliseconds);
    this.#out.comma();
  }

  /** From "conn_reused" to the end of the line. Consecutive requests mostly have the same bytes here. */
  #tail(columns: SampleColumns, row: number, shared: SharedCells): void {
    const sentAt = columns.sentAt[row] ?? 0;
    // The blocked phase ends when the request has its connection; a request without a connection reused none.
    const hadConnection = !Number.isNaN(columns.blocked[row] ?? 0);
    const use = hadConnection ? (USES[columns.reused[row] ?? 0] ?? NO_CONNECTION) : NO_CONNECTION;
    const protocol = columns.status[row] === 0 ? 0 : 1 + (columns.protocol[row] ?? 0);
    const peer = this.#peers[protocol * this.#remotes + (columns.remote[row] ?? 0)] ?? COMMA;
    const end = this.#ends.of(sentAt, columns.endedAt[row] ?? sentAt);
    const out = this.#out;
    const last = this.#lastTail;
    const isLast = last.use === use && last.peer === peer && last.shared === shared && last.end === end;
    if (isLast && last.bytes !== null) {
      out.text(last.bytes);
      return;
    }
    const from = out.at;
    out.text(use.reused);
    out.text(peer);
    out.text(shared.outcome);
    out.text(end);
    this.#dataRow.write(out, columns.iteration[row] ?? 0, columns.vu[row] ?? 0);
    out.text(shared.check);
    out.text(use.resumed);
    // It is joined at the second request in a row; if requests alternate, joining would be wasted.
    const isKept = isLast && !this.#dataRow.varies;
    this.#lastTail = { use, peer, shared, end, bytes: isKept ? out.buffer.slice(from, out.at) : null };
  }
}

/**
 * "warmup,run_id,generator," of a line: the same for all requests that were sent and ended in the same seconds. A stall of the
 * load generator while a response is on its way spoils its time as much as a late start, so the worst of these seconds counts.
 */
class LineEnds {
  readonly longest: number;
  readonly #run: CsvRun;
  readonly #known = new Map<string, Uint8Array>();
  #first = Number.NaN;
  #end = Number.NaN;
  #isWarmup = false;
  #last: Uint8Array = COMMA;

  constructor(run: CsvRun) {
    this.#run = run;
    this.longest = this.#endOf(false, 'strained').length;
  }

  of(sentAt: number, endedAt: number): Uint8Array {
    const first = Math.floor(sentAt / SECOND_MS);
    const end = Math.floor(endedAt / SECOND_MS);
    const isWarmup = sentAt >= 0 && sentAt < this.#run.plan.warmup;
    if (first === this.#first && end === this.#end && isWarmup === this.#isWarmup) return this.#last;
    this.#first = first;
    this.#end = end;
    this.#isWarmup = isWarmup;
    this.#last = this.#endOf(isWarmup, this.#worst(first, end));
    return this.#last;
  }

  /** Returns null if none of the seconds was measured. */
  #worst(first: number, end: number): HealthVerdict | null {
    const { generator } = this.#run;
    let worst = generator.get(first) ?? null;
    for (let second = first + 1; second <= end && worst !== 'suspect'; second += 1) {
      worst = worseVerdict(worst, generator.get(second) ?? null);
    }
    return worst;
  }

  #endOf(isWarmup: boolean, verdict: HealthVerdict | null): Uint8Array {
    const key = `${isWarmup} ${verdict}`;
    const known = this.#known.get(key) ?? bytesOf(`${isWarmup},${textCell(this.#run.id)},${verdict ?? ''},`);
    this.#known.set(key, known);
    return known;
  }
}
