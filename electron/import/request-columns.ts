// Finds the columns of a file and reads their cells as numbers, times and words; errors name line and column.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import { dialectDate, unitOfTime } from './dialect.ts';

/** requests.csv has times in microseconds; JMeter's JTL only has the start and the duration. */
export type FileKind = 'requests' | 'jtl';

const NEEDED = ['timeStamp', 'elapsed'] as const;
const OURS = ['due_ms', 'sent_ms', 'service_time_ms', 'outcome'] as const;
/** The digits of a point in time in milliseconds: a spreadsheet that shows fewer has lost the rest. */
const DIGITS_OF_A_MOMENT = 13;
const NO_MOMENT =
  'may be read as several points in time, or as none. Write milliseconds since 1970, or dates such as 2025-11-24 16:00:00.000';

/** The columns of Locust's CsvRequestLogger, with JMeter's names for the same things. */
const LOCUST: ReadonlyMap<string, string> = new Map([
  ['response_time_ms', 'elapsed'],
  ['request_type', 'method'],
  ['name', 'label'],
  ['response_length', 'bytes'],
  ['status_code', 'responseCode'],
  ['exception', 'failureMessage'],
]);

/** The program that wrote the rows: JMeter, or a compatible one, unless something else is recognised. */
export type Writer = 'onrush' | 'jmeter' | 'k6' | 'locust';

export interface ColumnUnits {
  /** The unit of `elapsed`, `Latency` and `Connect` in ms. */
  readonly elapsed: number;
  readonly hasDecimalCommas: boolean;
}

export class RequestColumns {
  readonly kind: FileKind;
  readonly writer: Writer;
  readonly #names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #units: ColumnUnits;
  /** Column indexes by the requested name, which is cheaper than comparing letters each time. */
  readonly #asked = new Map<string, number | undefined>();
  #timeUnit: number | null = null;

  /** @throws UserError import_invalid if the columns are of another kind of file. */
  constructor(names: readonly string[], line: number, units: ColumnUnits) {
    const found = names.map((name) => name.trim());
    const isLocust = found.includes('response_time_ms') && found.includes('request_type');
    this.#names = isLocust ? found.map((name) => LOCUST.get(name) ?? name) : found;
    this.#places = new Map(this.#names.map((name, at) => [name.toLowerCase(), at]));
    this.#units = units;
    const missing = NEEDED.filter((name) => !this.#has(name));
    if (missing.length > 0) throw new UserError('import_invalid', missingWords(missing, this.#names, line));
    this.kind = OURS.every((name) => this.#has(name)) ? 'requests' : 'jtl';
    this.writer = this.kind === 'requests' ? 'onrush' : isLocust ? 'locust' : this.#has('isK6') ? 'k6' : 'jmeter';
  }

  /** Whether any column distinguishes failed requests from successful ones. */
  get saysFailures(): boolean {
    return ['success', 'responseCode', 'failureMessage', 'outcome'].some((name) => this.#has(name));
  }

  /** The unit of `timeStamp` in ms; null before the first value, or if the values are dates. */
  get timeUnit(): number | null {
    return this.#timeUnit;
  }

  get count(): number {
    return this.#names.length;
  }

  get hasDecimalCommas(): boolean {
    return this.#units.hasDecimalCommas;
  }

  /** The unit in ms. */
  get elapsedUnit(): number {
    return this.#units.elapsed;
  }

  /** The columns of a later part of the file, which may be others or in another order. @throws UserError import_invalid */
  renamed(names: readonly string[], line: number): RequestColumns {
    if (names.length === this.#names.length && names.every((name, at) => name.trim() === this.#names[at])) return this;
    const columns = new RequestColumns(names, line, this.#units);
    if (columns.kind === this.kind) return columns;
    throw new UserError('import_invalid', `Line ${line} begins a file of another kind. Import the two one after the other.`);
  }

  /** @throws UserError import_invalid if it has more or fewer cells than there are columns. */
  check({ cells, line }: CsvRecord): void {
    const count = this.#names.length;
    if (cells.length === count || (cells.length > count && cells.slice(count).every((cell) => cell.trim() === ''))) return;
    const has = cells.length === 1 ? '1 column' : `${cells.length} columns`;
    throw new UserError('import_invalid', `Line ${line} has ${has} where the first line names ${count}.`);
  }

  isShort({ cells }: CsvRecord): boolean {
    return cells.length < this.#names.length;
  }

  /**
   * True if the error comes from the place where the record was cut: the cells before the last one are complete, and so is a
   * number below 0.
   */
  isCutAt(record: CsvRecord, fault: UserError): boolean {
    if (this.isShort(record)) return true;
    const last = record.cells.at(-1) ?? '';
    return fault instanceof CellFault && fault.column === this.#names.at(-1) && !last.trim().startsWith('-');
  }

  /** The complete record at the end of a line that begins with a cut one, as after a crash and a restart; or null. */
  lastOf(record: CsvRecord): CsvRecord | null {
    const { cells } = record;
    const moment = this.#places.get('timestamp') === 0 && this.#timeUnit === 1 ? cells.length - this.#names.length : -1;
    const at = /^[^]+?(\d{13})$/.exec(cells[moment] ?? '')?.[1];
    return at === undefined ? null : { ...record, cells: [at, ...cells.slice(moment + 1)] };
  }

  /** Empty if the file has no such column. */
  text({ cells }: CsvRecord, name: string): string {
    const at = this.placeOf(name);
    return at === undefined ? '' : (cells[at] ?? '');
  }

  /** NaN if it is empty. @throws UserError import_invalid if it is not a number. */
  number(record: CsvRecord, name: string): number {
    const text = this.text(record, name).trim();
    if (text === '') return Number.NaN;
    const value = Number(this.#units.hasDecimalCommas ? text.replace(',', '.') : text);
    if (Number.isFinite(value)) return value;
    throw faultAt(record, name, `“${text.slice(0, 40)}” is not a number`);
  }

  /** @throws UserError import_invalid if there is none, or if it is below `least`. */
  needed(record: CsvRecord, name: string, least = 0): number {
    const value = this.number(record, name);
    if (Number.isNaN(value)) throw faultAt(record, name, 'a number is missing');
    if (value < least) throw faultAt(record, name, `${value} is below 0`);
    return value;
  }

  /** In ms, from a column in the unit of `elapsed`. NaN if it is empty. */
  duration(record: CsvRecord, name: string): number {
    return this.number(record, name) * this.#units.elapsed;
  }

  /** Epoch ms. @throws UserError import_invalid */
  startedAt(record: CsvRecord): number {
    const text = this.text(record, 'timeStamp').trim();
    const date = dialectDate(text);
    if (Number.isFinite(date)) return date;
    if (isRounded(text)) {
      throw faultAt(
        record,
        'timeStamp',
        `${text} was rounded by a spreadsheet such as Excel, so the times are lost. Import the file as it was before the spreadsheet saved it`,
      );
    }
    if (/\d[/.:]\d/.test(text) && !/^[\d.,]+$/.test(text))
      throw faultAt(record, 'timeStamp', `“${text.slice(0, 40)}” ${NO_MOMENT}`);
    const value = this.needed(record, 'timeStamp');
    this.#timeUnit ??= unitOfTime(value);
    // A time that was cut off merges with the time of a later run.
    if (this.#timeUnit === 1 && unitOfTime(value) < 1)
      throw faultAt(record, 'timeStamp', `${text.slice(0, 40)} is not a point in time`);
    return value * this.#timeUnit;
  }

  /** From 0; undefined where the file has no such column. */
  placeOf(name: string): number | undefined {
    const known = this.#asked.get(name);
    if (known !== undefined || this.#asked.has(name)) return known;
    const at = this.#places.get(name.toLowerCase());
    this.#asked.set(name, at);
    return at;
  }

  #has(name: string): boolean {
    return this.#places.has(name.toLowerCase());
  }
}

/**
 * The column names on a line, as in concatenated files; `isCut` means that an incomplete line precedes them. Null for a request.
 */
export function columnNames({ cells }: CsvRecord): { readonly names: readonly string[]; readonly isCut: boolean } | null {
  if (cells.includes('response_time_ms') && cells.includes('request_type')) return { names: cells, isCut: false };
  if (!cells.some((cell) => cell.length > 6 && cell.length < 10 && cell.trim().toLowerCase() === 'elapsed')) return null;
  const at = cells.findIndex((cell) => /timestamp\s*$/i.test(cell));
  if (at === -1) return null;
  const isCut = /^\s*\d/.test(cells[0] ?? '');
  return { names: isCut ? ['timeStamp', ...cells.slice(at + 1)] : cells, isCut };
}

export function faultAt({ line }: CsvRecord, column: string, what: string): UserError {
  return new CellFault(column, `Line ${line}, column “${column}”: ${what}.`);
}

class CellFault extends UserError {
  readonly column: string;

  constructor(column: string, message: string) {
    super('import_invalid', message);
    this.column = column;
  }
}

/** "1.764E+12" */
function isRounded(text: string): boolean {
  const mantissa = /^(\d+(?:[.,]\d+)?)e\+?\d+$/i.exec(text)?.[1];
  return mantissa !== undefined && mantissa.replace(/\D/g, '').length < DIGITS_OF_A_MOMENT;
}

function missingWords(missing: readonly string[], names: readonly string[], line: number): string {
  const quoted = missing.map((name) => `“${name}”`).join(' or ');
  const found = names
    .filter((name) => name !== '')
    .slice(0, 6)
    .map((name) => `“${name.slice(0, 30)}”`);
  const has = found.length === 0 ? '' : ` It has ${found.join(', ')}${names.length > found.length ? ' and others' : ''}.`;
  const noun = missing.length === 1 ? 'column' : 'columns';
  return `Line ${line} has no ${noun} ${quoted}.${has} Choose a requests.csv of Onrush, a JTL file of JMeter (CSV or XML), raw results of k6 (CSV or JSON) or the requests of Locust.`;
}
