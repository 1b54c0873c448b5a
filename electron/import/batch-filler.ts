// Gathers the requests of a file into batches like those that sending threads deliver.
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import {
  allocateColumns,
  takeRows,
  toMicrosecond,
  type SampleBatch,
  type SampleError,
  type SentRequest,
} from '../../shared/sample.ts';
import type { ResultRequest } from './imported-request.ts';

export const ROWS_OF_BATCH = 5000;
/** The limit of the columns that refer to them, which have 16 bits. */
const MOST_SHARED = 60_000;

/** The step of a request in the plan, and what was really sent if it differs from that step. */
export interface StepOfRequest {
  readonly step: number;
  readonly sentAs: SentRequest | null;
}

export interface PlaceInRun {
  readonly step: number;
  readonly vu: number;
  readonly iteration: number;
  /** What its times are moved by. */
  readonly shiftMs: number;
}

const NO_ERROR: SampleError = { code: '', message: '' };
const NO_REQUEST: SentRequest = { method: '', url: '' };

export class BatchFiller {
  /** The load generator of these requests, as an index into those of the run. */
  readonly #generator: number;
  #columns = allocateColumns(ROWS_OF_BATCH);
  #count = 0;
  /** Each error with its number, from 1. */
  #errors = new Map<string, { readonly error: SampleError; readonly number: number }>();
  #addresses = new Map<string, number>();
  #requests = new Map<string, { readonly sent: SentRequest; readonly number: number }>();
  /** What the row before had: mostly the next one has the same. */
  #lastAddress = { address: '', number: 0 };
  #lastError: { readonly error: SampleError; readonly number: number } = { error: NO_ERROR, number: 0 };

  constructor(generator = 0) {
    this.#generator = generator;
  }

  get isFull(): boolean {
    return (
      this.#count === ROWS_OF_BATCH ||
      this.#errors.size >= MOST_SHARED ||
      this.#addresses.size >= MOST_SHARED ||
      this.#requests.size >= MOST_SHARED
    );
  }

  add(request: ResultRequest, { step, sentAs }: StepOfRequest, vu: number, iteration: number): void {
    const { error, remote } = request;
    const at = this.#count;
    const columns = this.#columns;
    columns.iteration[at] = iteration;
    columns.vu[at] = vu;
    columns.step[at] = step;
    columns.outcome[at] = OUTCOME_CODE[request.outcome];
    columns.status[at] = request.status;
    columns.error[at] = error === null ? 0 : this.#errorNumber(error);
    columns.reused[at] = request.use;
    columns.protocol[at] = request.protocol;
    columns.remote[at] = remote === '' ? 0 : this.#addressNumber(remote);
    columns.sentAs[at] = sentAs === null ? 0 : this.#requestNumber(sentAs);
    columns.bytesIn[at] = request.bytesIn;
    columns.bytesOut[at] = request.bytesOut;
    columns.dueAt[at] = request.dueAt;
    columns.sentAt[at] = request.sentAt;
    columns.firstByteAt[at] = request.firstByteAt;
    columns.endedAt[at] = request.endedAt;
    columns.blocked[at] = request.blocked;
    columns.dns[at] = request.dns;
    columns.connecting[at] = request.connecting;
    columns.tlsHandshaking[at] = request.tlsHandshaking;
    columns.sending[at] = request.sending;
    this.#count += 1;
  }

  /** A row of a batch, at another place in the run. */
  copy(batch: SampleBatch, row: number, { step, vu, iteration, shiftMs }: PlaceInRun): void {
    const at = this.#count;
    const columns = this.#columns;
    const from = batch.columns;
    const { errors, addresses, requests = [] } = batch;
    const error = from.error[row] ?? 0;
    const remote = from.remote[row] ?? 0;
    const sentAs = from.sentAs[row] ?? 0;
    columns.iteration[at] = iteration;
    columns.vu[at] = vu;
    columns.step[at] = step;
    columns.outcome[at] = from.outcome[row] ?? 0;
    columns.status[at] = from.status[row] ?? 0;
    columns.error[at] = error === 0 ? 0 : this.#errorNumber(errors[error - 1] ?? NO_ERROR);
    columns.reused[at] = from.reused[row] ?? 0;
    columns.protocol[at] = from.protocol[row] ?? 0;
    columns.remote[at] = remote === 0 ? 0 : this.#addressNumber(addresses[remote - 1] ?? '');
    columns.sentAs[at] = sentAs === 0 ? 0 : this.#requestNumber(requests[sentAs - 1] ?? NO_REQUEST);
    columns.bytesIn[at] = from.bytesIn[row] ?? 0;
    columns.bytesOut[at] = from.bytesOut[row] ?? Number.NaN;
    columns.dueAt[at] = moved(from.dueAt[row] ?? 0, shiftMs);
    columns.sentAt[at] = moved(from.sentAt[row] ?? 0, shiftMs);
    columns.firstByteAt[at] = moved(from.firstByteAt[row] ?? Number.NaN, shiftMs);
    columns.endedAt[at] = moved(from.endedAt[row] ?? 0, shiftMs);
    columns.blocked[at] = from.blocked[row] ?? Number.NaN;
    columns.dns[at] = from.dns[row] ?? Number.NaN;
    columns.connecting[at] = from.connecting[row] ?? Number.NaN;
    columns.tlsHandshaking[at] = from.tlsHandshaking[row] ?? Number.NaN;
    columns.sending[at] = from.sending[row] ?? Number.NaN;
    this.#count += 1;
  }

  /** What was gathered since the last call; null if there is nothing. */
  take(): SampleBatch | null {
    if (this.#count === 0) return null;
    const batch = {
      worker: this.#generator,
      count: this.#count,
      columns: takeRows(this.#columns, this.#count),
      errors: [...this.#errors.values()].map(({ error }) => error),
      addresses: [...this.#addresses.keys()],
      requests: [...this.#requests.values()].map(({ sent }) => sent),
    };
    this.#count = 0;
    this.#errors = new Map();
    this.#addresses = new Map();
    this.#requests = new Map();
    this.#lastAddress = { address: '', number: 0 };
    this.#lastError = { error: NO_ERROR, number: 0 };
    return batch;
  }

  #errorNumber(error: SampleError): number {
    if (this.#lastError.error === error) return this.#lastError.number;
    const key = `${error.code}\n${error.message}`;
    const known = this.#errors.get(key) ?? { error, number: this.#errors.size + 1 };
    this.#errors.set(key, known);
    this.#lastError = { error, number: known.number };
    return known.number;
  }

  #requestNumber(sent: SentRequest): number {
    const key = `${sent.method} ${sent.url}`;
    const { number } = this.#requests.get(key) ?? { number: this.#requests.size + 1 };
    this.#requests.set(key, { sent, number });
    return number;
  }

  #addressNumber(address: string): number {
    if (this.#lastAddress.address === address) return this.#lastAddress.number;
    const number = this.#addresses.get(address) ?? this.#addresses.size + 1;
    this.#addresses.set(address, number);
    this.#lastAddress = { address, number };
    return number;
  }
}

function moved(at: number, byMs: number): number {
  return byMs === 0 ? at : toMicrosecond(at + byMs);
}
