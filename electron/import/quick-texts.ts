// Text columns of rows that are read from bytes. The value derived from a cell, or from four of them, is computed once. Pure.
import { CellTexts, type CellText } from './cell-texts.ts';
import type { LineCells } from './line-cells.ts';
import type { RequestColumns } from './request-columns.ts';

const MOST_ENDS = 10_000;

export type Decode = (bytes: Uint8Array) => string;

/** Empty in every row if the file has no such column. */
export class TextColumn<T> {
  readonly #at: number;
  readonly #texts: CellTexts<T>;

  constructor(columns: RequestColumns, name: string, decode: Decode, valueOf: (text: string) => T) {
    this.#at = columns.placeOf(name) ?? -1;
    this.#texts = new CellTexts(decode, valueOf);
  }

  of(bytes: Uint8Array, { starts, ends }: LineCells): CellText<T> {
    const at = this.#at;
    return at === -1 ? this.#texts.of(bytes, 0, 0) : this.#texts.of(bytes, starts[at] ?? 0, ends[at] ?? 0);
  }
}

/** How a request ended, which is derived from four cells together. */
export class Ends<E> {
  readonly #columns: readonly TextColumn<string>[];
  readonly #of: (texts: readonly string[]) => E;
  readonly #known = new Map<string, E>();
  readonly #last: (CellText<string> | null)[] = [null, null, null, null];
  #lastEnd: E | null = null;

  constructor(columns: readonly TextColumn<string>[], of: (texts: readonly string[]) => E) {
    this.#columns = columns;
    this.#of = of;
  }

  of(bytes: Uint8Array, cells: LineCells): E {
    let isLast = this.#lastEnd !== null;
    for (let at = 0; at < this.#columns.length; at += 1) {
      const text = this.#columns[at]?.of(bytes, cells) ?? null;
      if (text === this.#last[at]) continue;
      this.#last[at] = text;
      isLast = false;
    }
    if (isLast && this.#lastEnd !== null) return this.#lastEnd;
    const key = this.#last.map((text) => text?.id).join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) return (this.#lastEnd = known);
    if (this.#known.size === MOST_ENDS) this.#known.clear();
    const end = this.#of(this.#last.map((text) => text?.value ?? ''));
    this.#known.set(key, end);
    return (this.#lastEnd = end);
  }
}
