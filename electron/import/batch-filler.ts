// Gathers the requests of a file into batches like those that sending threads deliver.
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { allocateColumns, takeRows, type SampleBatch, type SampleError, type SentRequest } from '../../shared/sample.ts';
import type { ResultRequest } from './imported-request.ts';

const ROWS = 5000;
/** The limit of the columns that refer to them, which have 16 bits. */
const MOST_SHARED = 60_000;

/** The step of a request in the plan, and what was really sent if it differs from that step. */
export interface StepOfRequest {
  readonly step: number;
  readonly sentAs: SentRequest | null;
}

export class BatchFiller {
  /** The load generator of these requests, as an index into those of the run. */
  readonly #generator: number;
  #columns = allocateColumns(ROWS);
  #count = 0;
  /** Each error with its number, from 1. */
  #errors = new Map<string, { readonly error: SampleError; readonly number: number }>();
  #addresses = new Map<string, number>();
  #requests = new Map<string, { readonly sent: SentRequest; readonly number: number }>();

  constructor(generator = 0) {
    this.#generator = generator;
  }

  get isFull(): boolean {
    return (
      this.#count === ROWS ||
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
    columns.reused[at] = request.isReused ? 1 : 0;
    columns.protocol[at] = request.protocol;
    columns.remote[at] = remote === '' ? 0 : this.#addressNumber(remote);
    columns.sentAs[at] = sentAs === null ? 0 : this.#requestNumber(sentAs);
    for (const name of ['bytesIn', 'bytesOut', 'dueAt', 'sentAt', 'firstByteAt', 'endedAt'] as const)
      columns[name][at] = request[name];
    for (const name of ['blocked', 'dns', 'connecting', 'tlsHandshaking', 'sending'] as const) columns[name][at] = request[name];
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
    return batch;
  }

  #errorNumber(error: SampleError): number {
    const key = `${error.code}\n${error.message}`;
    const known = this.#errors.get(key);
    if (known !== undefined) return known.number;
    const number = this.#errors.size + 1;
    this.#errors.set(key, { error, number });
    return number;
  }

  #requestNumber(sent: SentRequest): number {
    const key = `${sent.method} ${sent.url}`;
    const { number } = this.#requests.get(key) ?? { number: this.#requests.size + 1 };
    this.#requests.set(key, { sent, number });
    return number;
  }

  #addressNumber(address: string): number {
    const number = this.#addresses.get(address) ?? this.#addresses.size + 1;
    this.#addresses.set(address, number);
    return number;
  }
}
