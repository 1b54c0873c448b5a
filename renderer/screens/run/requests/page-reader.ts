// Reads the requests of one query in pages, as the table scrolls to them. It does not know React.
import type { Failure, Result } from '../../../../shared/errors.ts';
import type { SampleFilter, SampleOrder, SamplePage, SampleRows } from '../../../../shared/sample-query.ts';

export interface PageQuestion {
  readonly runId: string;
  readonly filter: SampleFilter;
  readonly sort: SampleOrder;
}

export type ReadPage = (question: PageQuestion, offset: number, limit: number) => Promise<Result<SamplePage>>;

const PAGE_ROWS = 200;
/** The number of pages that are kept, the most recently visible ones. */
const MOST_PAGES = 40;

/** The place of a row's figures. */
export interface RowPosition {
  readonly rows: SampleRows;
  readonly at: number;
}

export class PageReader {
  readonly #question: PageQuestion;
  readonly #read: ReadPage;
  readonly #onChange: () => void;
  readonly #pages = new Map<number, SampleRows>();
  #first: SamplePage | null = null;
  #failure: Failure | null = null;
  #wanted = { from: 0, to: 1 };
  #isReading = false;
  #isOver = false;

  constructor(question: PageQuestion, read: ReadPage, onChange: () => void) {
    this.#question = question;
    this.#read = read;
    this.#onChange = onChange;
  }

  /** What is known about all rows; null until the first page has arrived. */
  get answer(): Omit<SamplePage, 'rows' | 'offset'> | null {
    return this.#first;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Null if the row has not arrived yet. */
  row(index: number): RowPosition | null {
    const rows = this.#pages.get(Math.floor(index / PAGE_ROWS));
    const at = index % PAGE_ROWS;
    return rows === undefined || at >= rows.seq.length ? null : { rows, at };
  }

  /** The rows from `from` up to `to` are visible now. */
  want(from: number, to: number): void {
    this.#wanted = { from, to };
    this.#readMissing();
  }

  stop(): void {
    this.#isOver = true;
  }

  /** One page at a time, because a newer query would replace a waiting one. */
  #readMissing(): void {
    const page = this.#isReading || this.#isOver || this.#failure !== null ? null : this.#missingPage();
    if (page === null) return;
    this.#isReading = true;
    void this.#read(this.#question, page * PAGE_ROWS, PAGE_ROWS).then((result) => {
      this.#isReading = false;
      if (this.#isOver) return;
      if (result.ok) this.#keep(page, result.value);
      else if (result.failure.code !== 'superseded') this.#failure = result.failure;
      this.#onChange();
      this.#readMissing();
    });
  }

  /** First what is visible, then what is next to it. */
  #missingPage(): number | null {
    if (this.#first === null) return 0;
    const last = Math.ceil(this.#first.total / PAGE_ROWS) - 1;
    const [from, to] = [Math.floor(this.#wanted.from / PAGE_ROWS), Math.floor(Math.max(0, this.#wanted.to - 1) / PAGE_ROWS)];
    const pages = [...Array.from({ length: to - from + 1 }, (_, at) => from + at), to + 1, from - 1];
    return pages.find((page) => page >= 0 && page <= last && !this.#pages.has(page)) ?? null;
  }

  #keep(page: number, value: SamplePage): void {
    this.#first ??= value;
    this.#pages.set(page, value.rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MOST_PAGES) break;
      this.#pages.delete(oldest);
    }
  }
}
