// Which column of a CSV file is where, and its cells as numbers and words; faults name line and column.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-records.ts';

/** requests.csv has the times to the microsecond; JMeter's JTL has only the start and how long it took. */
export type FileKind = 'requests' | 'jtl';

const NEEDED = ['timeStamp', 'elapsed'] as const;
const OURS = ['due_ms', 'sent_ms', 'service_time_ms', 'outcome'] as const;

export class RequestColumns {
  readonly kind: FileKind;
  readonly #places: ReadonlyMap<string, number>;
  readonly #count: number;

  /** @throws UserError import_invalid where it is the header of something else. */
  constructor({ cells, line }: CsvRecord) {
    this.#places = new Map(cells.map((name, at) => [name.trim(), at]));
    this.#count = cells.length;
    const missing = NEEDED.filter((name) => !this.#places.has(name));
    if (missing.length > 0) {
      throw new UserError(
        'import_invalid',
        `Line ${line} has no column ${missing.map((name) => `“${name}”`).join(' and ')}. Choose a requests.csv of Onrush or a JTL file of JMeter with a line of column names.`,
      );
    }
    this.kind = OURS.every((name) => this.#places.has(name)) ? 'requests' : 'jtl';
  }

  /** @throws UserError import_invalid where it has fewer or more cells than there are columns. */
  check({ cells, line }: CsvRecord): void {
    if (cells.length === this.#count) return;
    throw new UserError('import_invalid', `Line ${line} has ${cells.length} columns where the first line names ${this.#count}.`);
  }

  /** Empty where the file has no such column. */
  text({ cells }: CsvRecord, name: string): string {
    const at = this.#places.get(name);
    return at === undefined ? '' : (cells[at] ?? '');
  }

  /** NaN where it is empty. @throws UserError import_invalid where it is no number. */
  number(record: CsvRecord, name: string): number {
    const text = this.text(record, name);
    if (text === '') return Number.NaN;
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    throw faultAt(record, name, `“${text.slice(0, 40)}” is not a number`);
  }

  /** @throws UserError import_invalid where there is none, or it is negative. */
  needed(record: CsvRecord, name: string): number {
    const value = this.number(record, name);
    if (Number.isNaN(value)) throw faultAt(record, name, 'a number is missing');
    if (value < 0) throw faultAt(record, name, `${value} is below 0`);
    return value;
  }
}

export function faultAt({ line }: CsvRecord, column: string, what: string): UserError {
  return new UserError('import_invalid', `Line ${line}, column “${column}”: ${what}.`);
}
