// The cell "data_row": the row of its data file that an iteration used, from 1; with several files, each by its name. It follows
// from the iteration and the virtual user, so samples do not store it.
import { rowPicker, type PickRow } from '../../../shared/plan/journey/data-row.ts';
import { bytesOf, LONGEST_NUMBER, type CsvBytes } from './csv-bytes.ts';
import { textCell } from './csv-cell.ts';
import type { CsvRun } from './csv-run.ts';

export class DataRowCell {
  /** The most bytes of a cell, without its numbers. */
  readonly longest: number;
  readonly #pickRow: PickRow;
  readonly #files: readonly { readonly name: string; readonly place: number; readonly rows: number }[];

  constructor({ plan, dataRows = {} }: Pick<CsvRun, 'plan' | 'dataRows'>) {
    this.#pickRow = rowPicker(plan);
    const files = (plan.data ?? []).map(({ name }, place) => ({ name, place, rows: dataRows[name] ?? 0 }));
    // The number of rows is not known for an interrupted run.
    this.#files = files.filter(({ rows }) => rows > 0);
    this.longest = this.#files.reduce((sum, { name }) => sum + name.length + LONGEST_NUMBER, LONGEST_NUMBER);
  }

  /** False if the cell is empty in every row. */
  get varies(): boolean {
    return this.#files.length > 0;
  }

  /** `vu` counts from 0. */
  write(out: CsvBytes, iteration: number, vu: number): void {
    const [first, second] = this.#files;
    if (first === undefined) return;
    const at = { iteration, vu };
    const rowOf = ({ place, rows }: typeof first): number => this.#pickRow(place, rows, at) + 1;
    if (second === undefined) out.whole(rowOf(first));
    else out.text(bytesOf(textCell(this.#files.map((file) => `${file.name} ${rowOf(file)}`).join(', '))));
  }
}
