// Reads a row of a JTL from its bytes.
import { ODD_NUMBER } from './cell-number.ts';
import { placeInTime } from './jtl-times.ts';
import { NO_TAIL, type LineCells } from './line-cells.ts';
import { QuickSharedRow, type QuickRow } from './quick-shared-row.ts';
import { Ends, TextColumn, type Decode } from './quick-texts.ts';
import { JTL_END, jtlEnd } from './request-end.ts';
import type { RequestColumns } from './request-columns.ts';

export class QuickJtlRow extends QuickSharedRow implements QuickRow {
  readonly tailFrom = NO_TAIL;
  readonly #elapsed: number;
  readonly #latency: number;
  readonly #connect: number;
  readonly #samples: number;
  readonly #unit: number;
  readonly #ends: Ends<ReturnType<typeof jtlEnd>>;

  constructor(columns: RequestColumns, decode: Decode) {
    super(columns, decode);
    this.#elapsed = this.place('elapsed');
    this.#latency = this.place('Latency');
    this.#connect = this.place('Connect');
    this.#samples = this.place('SampleCount');
    this.#unit = columns.elapsedUnit;
    const ends = JTL_END.map((name) => new TextColumn(columns, name, decode, (text) => text));
    this.#ends = new Ends(ends, ([responseCode = '', success = '', responseMessage = '', failureMessage = '']) =>
      jtlEnd(columns, { responseCode, success, responseMessage, failureMessage }),
    );
  }

  read(bytes: Uint8Array, cells: LineCells, originOf: (startedAt: number) => number): boolean {
    if (!this.readShared(bytes, cells)) return false;
    const elapsed = this.number(bytes, cells, this.#elapsed);
    if (!(elapsed >= 0 && elapsed < ODD_NUMBER)) return false;
    const [latency, connect] = [this.number(bytes, cells, this.#latency), this.number(bytes, cells, this.#connect)];
    const samples = this.number(bytes, cells, this.#samples);
    if (latency === ODD_NUMBER || connect === ODD_NUMBER || samples === ODD_NUMBER) return false;
    const { request } = this;
    const end = this.#ends.of(bytes, cells);
    request.elapsed = elapsed * this.#unit;
    request.latency = latency * this.#unit;
    placeInTime(request, originOf(request.startedAt));
    request.connecting = connect * this.#unit || Number.NaN;
    request.samples = samples || 1;
    request.status = end.status;
    request.outcome = end.outcome;
    request.error = end.error;
    request.kind = end.isSum ? 'sum' : 'request';
    return true;
  }
}
