// The cells of finished requests, row by row. A request is written to one place in memory, not to one for each column: with a thousand
// users, everything between two requests has displaced the columns from the fast cache. A batch is put into columns all at once.
import { allocateColumns, toMicrosecond, type SampleColumns } from '../../../shared/sample.ts';
import type { Exchange, RequestPlace } from './finished-request.ts';

/** The cells of a row that are numbers of names or of kinds; see SampleColumns. */
export interface RowNumbers {
  readonly outcome: number;
  readonly error: number;
  readonly reused: number;
  readonly remote: number;
  readonly sentAs: number;
}

const OUTCOME = 3;
const ERROR = 5;
const WIDTH = 21;

export class SampleRows {
  readonly #cells: Float64Array;

  constructor(capacity: number) {
    this.#cells = new Float64Array(capacity * WIDTH);
  }

  write(row: number, place: RequestPlace, request: Exchange, numbers: RowNumbers): void {
    const cells = this.#cells;
    const at = row * WIDTH;
    cells[at] = place.iteration;
    cells[at + 1] = place.vu;
    cells[at + 2] = place.step;
    cells[at + OUTCOME] = numbers.outcome;
    cells[at + 4] = request.status;
    cells[at + ERROR] = numbers.error;
    cells[at + 6] = numbers.reused;
    cells[at + 7] = request.protocol;
    cells[at + 8] = numbers.remote;
    cells[at + 9] = numbers.sentAs;
    cells[at + 10] = request.bytesIn;
    cells[at + 11] = request.bytesOut;
    cells[at + 12] = place.dueAt;
    cells[at + 13] = request.sentAt;
    cells[at + 14] = request.firstByteAt;
    cells[at + 15] = request.endedAt;
    cells[at + 16] = request.blocked;
    cells[at + 17] = request.dns;
    cells[at + 18] = request.connecting;
    cells[at + 19] = request.tlsHandshaking;
    cells[at + 20] = request.sending;
  }

  outcomeOf(row: number): number {
    return this.#cells[row * WIDTH + OUTCOME] ?? 0;
  }

  amend(row: number, outcome: number, error: number): void {
    this.#cells[row * WIDTH + OUTCOME] = outcome;
    this.#cells[row * WIDTH + ERROR] = error;
  }

  /** The first `count` rows in buffers of exactly that length. */
  columns(count: number): SampleColumns {
    const columns = allocateColumns(count);
    const cells = this.#cells;
    const { iteration, vu, step, outcome, status, error, reused, protocol, remote, sentAs, bytesIn, bytesOut } = columns;
    const { dueAt, sentAt, firstByteAt, endedAt, blocked, dns, connecting, tlsHandshaking, sending } = columns;
    for (let row = 0; row < count; row += 1) {
      const at = row * WIDTH;
      iteration[row] = cells[at] ?? 0;
      vu[row] = cells[at + 1] ?? 0;
      step[row] = cells[at + 2] ?? 0;
      outcome[row] = cells[at + OUTCOME] ?? 0;
      status[row] = cells[at + 4] ?? 0;
      error[row] = cells[at + ERROR] ?? 0;
      reused[row] = cells[at + 6] ?? 0;
      protocol[row] = cells[at + 7] ?? 0;
      remote[row] = cells[at + 8] ?? 0;
      sentAs[row] = cells[at + 9] ?? 0;
      bytesIn[row] = cells[at + 10] ?? 0;
      bytesOut[row] = cells[at + 11] ?? 0;
      dueAt[row] = toMicrosecond(cells[at + 12] ?? 0);
      sentAt[row] = toMicrosecond(cells[at + 13] ?? 0);
      firstByteAt[row] = toMicrosecond(cells[at + 14] ?? 0);
      endedAt[row] = toMicrosecond(cells[at + 15] ?? 0);
      blocked[row] = toMicrosecond(cells[at + 16] ?? 0);
      dns[row] = toMicrosecond(cells[at + 17] ?? 0);
      connecting[row] = toMicrosecond(cells[at + 18] ?? 0);
      tlsHandshaking[row] = toMicrosecond(cells[at + 19] ?? 0);
      sending[row] = toMicrosecond(cells[at + 20] ?? 0);
    }
    return columns;
  }
}
