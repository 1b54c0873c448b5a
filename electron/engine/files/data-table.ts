// The rows of a data file, in memory that all threads share: the text of every cell, and where each cell begins.
import { parseExactJson, type JsonValue } from '../../../shared/plan/journey/value.ts';

/** All of it is handed to the threads without a copy. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: number;
  /** The cells in UTF-8, one after another, row by row. */
  readonly text: SharedArrayBuffer;
  /** Where each cell begins, and where the last one ends. */
  readonly starts: SharedArrayBuffer;
  /** True if each cell is JSON; otherwise cells are text. */
  readonly isJson: boolean;
}

export class DataReader {
  readonly table: DataTable;
  readonly #text: Buffer;
  readonly #starts: Uint32Array;

  constructor(table: DataTable) {
    this.table = table;
    this.#text = Buffer.from(table.text);
    this.#starts = new Uint32Array(table.starts);
  }

  /** Returns -1 if there is no such column. */
  columnOf(name: string): number {
    return this.table.columns.indexOf(name);
  }

  cell(row: number, column: number): JsonValue {
    const at = row * this.table.columns.length + column;
    const text = this.#text.toString('utf8', this.#starts[at], this.#starts[at + 1]);
    return this.table.isJson ? (parseExactJson(text)?.value ?? null) : text;
  }
}
