// Collects finished requests as rows, which are flushed as a batch of typed-array columns. The sentence of a failure is kept once per
// batch.
import { OUTCOME_CODE, type Outcome } from '../../../shared/outcome.ts';
import { CONNECTION_USE, type BatchTally, type SampleBatch, type SampleError, type SentRequest } from '../../../shared/sample.ts';
import type { Exchange, RequestPlace } from './finished-request.ts';
import { SampleRows } from './sample-rows.ts';
import { SlowTimings } from './slow-timings.ts';

const CAPACITY = 4096;
/** How many different failures and addresses a batch can name; all further ones are given the last name. */
const MOST_NAMES = 256;

export class SampleBuffer {
  readonly #worker: number;
  readonly #rows = new SampleRows(CAPACITY);
  readonly #timings = new SlowTimings();
  #count = 0;
  /** How many rows the earlier batches had. */
  #taken = 0;
  #errors = new NameList<SampleError>();
  #addresses = new NameList<string>();
  #requests = new NameList<SentRequest>();

  constructor(worker: number) {
    this.#worker = worker;
  }

  get isFull(): boolean {
    return this.#count === CAPACITY;
  }

  /** Returns a ticket for `amend`. */
  add(place: RequestPlace, request: Exchange, outcome: Outcome, error: SampleError | null): number {
    const row = this.#count;
    const address = request.remoteAddress;
    this.#rows.write(row, place, request, {
      outcome: OUTCOME_CODE[outcome],
      error: error === null ? 0 : this.#errors.indexOf(keyOf(error), error),
      reused: connectionUse(request),
      remote: address === '' ? 0 : this.#addresses.indexOf(address, address),
      sentAs: place.sentAs === null ? 0 : this.#nameRequest(place.sentAs),
    });
    this.#count = row + 1;
    return this.#taken + row;
  }

  /** Corrects the outcome of a request that looked successful. Returns false if its batch has already been sent. */
  amend(ticket: number, outcome: Outcome, error: SampleError): boolean {
    const row = ticket - this.#taken;
    if (row < 0 || this.#rows.outcomeOf(row) !== OUTCOME_CODE.ok) return false;
    this.#rows.amend(row, OUTCOME_CODE[outcome], this.#errors.indexOf(keyOf(error), error));
    return true;
  }

  /**
   * Whether the request that was added last is among the slowest, so that its Server-Timing is noted. `isCounted` is false if it is
   * excluded from the statistics of the run.
   */
  isSlow({ dueAt }: RequestPlace, { sentAt, endedAt, status }: Exchange, isCounted: boolean): boolean {
    return status > 0 && this.#timings.wants(endedAt - sentAt, endedAt - dueAt, isCounted);
  }

  noteTiming({ dueAt }: RequestPlace, { sentAt, endedAt }: Exchange, isCounted: boolean, text: string | null): void {
    this.#timings.add(this.#count - 1, { serviceMs: endedAt - sentAt, responseMs: endedAt - dueAt, isCounted }, text);
  }

  /** If a batch has no name left, the request gets the name of its step; the name of another request would be untrue. */
  #nameRequest(sent: SentRequest): number {
    const key = `${sent.method} ${sent.url}`;
    const number = this.#requests.indexOf(key, sent);
    return number === MOST_NAMES ? 0 : number;
  }

  /** The rows since the last call, or null if there are none. `tally` holds the results of the checks so far. */
  take(tally?: BatchTally): SampleBatch | null {
    if (this.#count === 0) return null;
    const timings = this.#timings.take();
    const batch = {
      worker: this.#worker,
      count: this.#count,
      columns: this.#rows.columns(this.#count),
      errors: this.#errors.items,
      addresses: this.#addresses.items,
      requests: this.#requests.items,
      ...(tally === undefined ? {} : { tally }),
      ...(timings.length === 0 ? {} : { timings }),
    };
    this.#taken += this.#count;
    this.#count = 0;
    this.#errors = new NameList();
    this.#addresses = new NameList();
    this.#requests = new NameList();
    return batch;
  }
}

/** Keeps a value that many rows share only once; rows hold its number, from 1. */
class NameList<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();
  #lastKey = '';
  #lastNumber = 0;

  indexOf(key: string, item: T): number {
    // Nearly every request has the same value as the one before it.
    if (key === this.#lastKey && this.#lastNumber > 0) return this.#lastNumber;
    this.#lastKey = key;
    this.#lastNumber = this.#numbers.get(key) ?? this.#add(key, item);
    return this.#lastNumber;
  }

  #add(key: string, item: T): number {
    if (this.items.length === MOST_NAMES) return MOST_NAMES;
    const number = this.items.push(item);
    this.#numbers.set(key, number);
    return number;
  }
}

function connectionUse({ reused, resumed }: Exchange): number {
  if (reused) return CONNECTION_USE.reused;
  if (resumed === null) return CONNECTION_USE.opened;
  return resumed ? CONNECTION_USE.resumed : CONNECTION_USE.secured;
}

function keyOf({ code, message }: SampleError): string {
  return `${code}\n${message}`;
}
