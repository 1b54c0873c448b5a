// When the run of a file began, in epoch ms: each line tells the moment of its request's start, cut to whole milliseconds.
import { UserError } from '../../shared/errors.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { RequestColumns } from './request-columns.ts';

export class RunStart {
  #from = -Infinity;
  #to = Infinity;

  /** `sentAt` in ms since the run's start, which is what is looked for. */
  add(timeStamp: number, sentAt: number): void {
    this.#from = Math.max(this.#from, timeStamp - sentAt);
    this.#to = Math.min(this.#to, timeStamp + 1 - sentAt);
  }

  /** A moment that gives every line its own time again, whole where it can be. */
  get at(): number {
    const whole = Math.ceil(this.#from - 1e-6);
    return whole < this.#to ? whole : (this.#from + this.#to) / 2;
  }
}

/** The earliest start of a JTL, which need not be in the first line; 0 for requests.csv, which needs none. @throws UserError import_invalid */
export async function earliestStart(path: string, signal: AbortSignal): Promise<number> {
  let earliest = Infinity;
  let columns: RequestColumns | null = null;
  for await (const record of csvRecords(path, { signal, handleBytes: () => undefined })) {
    if (columns === null) {
      columns = new RequestColumns(record);
      if (columns.kind === 'requests') return 0;
    } else {
      earliest = Math.min(earliest, startOf(columns, record));
    }
  }
  if (columns === null) throw new UserError('import_invalid', 'This file is empty.');
  return Number.isFinite(earliest) ? earliest : 0;
}

function startOf(columns: RequestColumns, record: CsvRecord): number {
  columns.check(record);
  return columns.needed(record, 'timeStamp');
}
