// Reads a file of figures from outside, one per line: time, name, value. It does not know the history.
import { basename, extname } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { formatCount } from '../../shared/format.ts';
import { csvRecords } from './csv-records.ts';
import type { CsvRecord } from './csv-record.ts';
import { openText, textChunks } from './text-source.ts';
import { placeSeries, type PlacedSeries, type RunTime, type SeriesPoint } from './place-series.ts';
import { seriesMoment } from './series-moment.ts';
import { seriesColumns, type SeriesColumns } from './series-columns.ts';

/** The most points of all series together; a run cannot use more. */
const MOST_POINTS = 500_000;

/** @throws UserError import_invalid; then nothing of the file is used. */
export async function readSeriesCsv(path: string, fileName: string, run: RunTime): Promise<PlacedSeries> {
  const refuse = (why: string): UserError => new UserError('import_invalid', `${fileName} cannot be read as a series. ${why}`);
  const { points, notes } = await pointsOf(path, fileName, refuse);
  const placed = placeSeries(points, run, refuse);
  return { ...placed, notes: [...notes, ...placed.notes] };
}

type Refuse = (why: string) => UserError;

interface ReadPoints {
  readonly points: readonly SeriesPoint[];
  readonly notes: readonly string[];
}

async function pointsOf(path: string, fileName: string, refuse: Refuse): Promise<ReadPoints> {
  const { source, head } = openText(path);
  if (head.trim() === '') throw refuse('It is empty.');
  const columns = seriesColumns(head, refuse);
  const lines = new SeriesLines(columns, basename(fileName, extname(fileName)));
  const watch = { signal: new AbortController().signal, handleBytes: () => undefined };
  for await (const records of csvRecords(textChunks(source, watch), columns.format)) {
    for (const record of records) lines.add(record);
    if (lines.points.length > MOST_POINTS) throw refuse(`It has more than ${formatCount(MOST_POINTS)} points.`);
  }
  if (lines.points.length === 0) throw refuse(lines.fault ?? 'There is no line below the names of its columns.');
  return lines;
}

/** Collects what was read so far. */
class SeriesLines {
  readonly points: SeriesPoint[] = [];
  readonly #columns: SeriesColumns;
  readonly #usualName: string;
  #left = 0;
  #gone: number | null = null;
  /** What was wrong with the first line that was skipped. */
  fault: string | null = null;

  constructor(columns: SeriesColumns, usualName: string) {
    this.#columns = columns;
    this.#usualName = usualName;
  }

  add({ cells, line, end }: CsvRecord): void {
    const { time, name, value, count, hasDecimalComma } = this.#columns;
    if (end === 'cut' && (cells.length < count || (cells[count - 1] ?? '').trim() === '')) {
      this.#gone = line;
      return;
    }
    const moment = seriesMoment(cells[time] ?? '');
    const figure = readFigure(cells[value] ?? '', hasDecimalComma);
    if (moment === null) return this.#leaveOut(line, `"${cells[time] ?? ''}" is not a time`);
    if (figure === 'none') return;
    if (figure === null) return this.#leaveOut(line, `"${cells[value] ?? ''}" is not a number`);
    const called = name === null ? '' : (cells[name] ?? '').trim();
    this.points.push({ moment, name: (called || this.#usualName).slice(0, LONGEST_NAME), ...figure });
  }

  get notes(): string[] {
    const cut = this.#gone === null ? [] : [`Line ${this.#gone}, the last one, is incomplete and was left out.`];
    const others = this.#left === 1 ? 'It was left out.' : `It and ${formatCount(this.#left - 1)} more were left out.`;
    return this.fault === null ? cut : [...cut, `${this.fault} ${others}`];
  }

  #leaveOut(line: number, why: string): void {
    this.#left += 1;
    this.fault ??= `In line ${line}, ${why}.`;
  }
}

const LONGEST_NAME = 200;

/** `none` means that the source had no value there, null that it is not a number. */
function readFigure(text: string, hasDecimalComma: boolean): { value: number; isPercent: boolean } | 'none' | null {
  const plain = text.trim();
  if (plain === '' || /^(?:nan|null|none|[+-]?inf(?:inity)?|-)$/i.test(plain)) return 'none';
  const [, digits = ''] = /^([^%]*?)\s*%?$/.exec(plain) ?? [];
  const number = hasDecimalComma ? digits.replace(',', '.') : digits;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(number)) return null;
  const value = Number(number);
  return Number.isFinite(value) ? { value, isPercent: plain.endsWith('%') } : 'none';
}
